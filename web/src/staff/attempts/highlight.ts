import { LanguageSupport } from '@codemirror/language';
import { highlightCode, tagHighlighter, tags } from '@lezer/highlight';
import { languageOf } from '../../shared/languages.ts';

/** A part of a line, and the class that colours it. */
export interface Piece {
  text: string;
  look: string;
}

/** A source by its lines, each in pieces. */
export type Paint = (content: string) => Piece[][];

/** As in the editor: see shared/look.ts. */
const looks = tagHighlighter([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], class: 'code-keyword' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], class: 'code-string' },
  { tag: [tags.number, tags.bool, tags.null], class: 'code-number' },
  { tag: tags.comment, class: 'code-comment' },
  { tag: [tags.function(tags.variableName), tags.className, tags.typeName], class: 'code-name' },
]);

/** `null` where the language is not known, or cannot be loaded now. */
export async function paintOf(fileName: string): Promise<Paint | null> {
  const language = await languageOf(fileName);
  if (!(language instanceof LanguageSupport)) return null;
  const { parser } = language.language;
  return (content) => {
    const lines: Piece[][] = [[]];
    const put = (text: string, look: string) => lines.at(-1)?.push({ text, look });
    highlightCode(content, parser.parse(content), looks, put, () => lines.push([]));
    return lines;
  };
}
