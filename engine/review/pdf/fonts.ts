import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type PDFDocument from 'pdfkit';
import { visible } from '../visible.ts';

/** DejaVu goes into the document, for what PDF has built in knows Latin-1 only. */
const files = { plain: 'DejaVuSans', bold: 'DejaVuSans-Bold', mono: 'DejaVuSansMono' } as const;
export type Face = keyof typeof files;

/** In place of a character that the font lacks, such as Chinese ones and emoji. */
export const placeholder = '\u25a1';

export function registerFonts(doc: InstanceType<typeof PDFDocument>): void {
  const folder = dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json'));
  for (const [face, file] of Object.entries(files)) doc.registerFont(face, join(folder, 'ttf', `${file}.ttf`));
}

/** What PDFKit keeps of the font that is set: its types do not name it. */
interface WithFont {
  _font: { font: { hasGlyphForCodePoint(code: number): boolean } };
}

export interface Printer {
  /** Text that the font can draw, and in which everything can be seen. The same again stays as it is. */
  printable(text: string, face: Face): string;
  /** Whether a character was left out. */
  readonly lacking: boolean;
}

export function createPrinter(doc: InstanceType<typeof PDFDocument>): Printer {
  let lacking = false;
  const known: Record<Face, Map<string, string>> = { plain: new Map(), bold: new Map(), mono: new Map() };
  const drawn = (character: string, face: Face): string => {
    const before = known[face].get(character);
    if (before !== undefined) return before;
    doc.font(face);
    const has = (doc as unknown as WithFont)._font.font.hasGlyphForCodePoint(character.codePointAt(0) as number);
    if (!has) lacking = true;
    const result = has ? character : placeholder;
    known[face].set(character, result);
    return result;
  };
  return {
    get lacking() {
      return lacking;
    },
    printable(text, face) {
      const shown = visible(text.replaceAll('\t', '    '));
      return /^[ -~]*$/.test(shown) ? shown : Array.from(shown, (character) => drawn(character, face)).join('');
    },
  };
}
