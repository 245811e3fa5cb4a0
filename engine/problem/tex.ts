import { AppError, isAppError } from '../errors.ts';
import { quoted } from './invalid.ts';
import { codeOf, escaped, fenced, indented, tidy } from './tex-words.ts';

/*
 * Theory of operation. Statements of Kattis and ICPC packages use a small part of LaTeX, which is made into Markdown here, piece by
 * piece. What is not known makes no guess: then the whole is not converted. Blocks whose lines must stay as they are wait aside
 * until the rest is tidy. Each piece moves on or ends it all, so the work grows with the text.
 */

const deepest = 20;
const words: Record<string, string> = {
  ...{ ldots: '…', dots: '…', textbackslash: '\\\\', textasciitilde: '\\~', textasciicircum: '^', LaTeX: 'LaTeX' },
  ...{ nextsample: '\n\n{{nextsample}}\n\n', remainingsamples: '\n\n{{remainingsamples}}\n\n' },
  ...{ noindent: ' ', centering: ' ', medskip: ' ', bigskip: ' ', smallskip: ' ', newpage: ' ', small: ' ' },
};
const around: Record<string, string> = { textbf: '**', emph: '*', textit: '*', textsl: '*', text: '', mbox: '' };
const headings: Record<string, string> = { problemname: '#', section: '##', subsection: '###', paragraph: '####' };
const accents: Record<string, string> = {
  ...{ "'": '\u0301', '"': '\u0308', '`': '\u0300', '^': '\u0302', '~': '\u0303', c: '\u0327' },
};

interface Tex {
  /** What is next, if it is this. */
  take(pattern: RegExp): RegExpExecArray | null;
  /** The first group of what has to be next. */
  need(pattern: RegExp): string;
  /** A block that is put aside. */
  keep(block: string): string;
  picture(name: string): string;
  depth: number;
}

/** `unknown` is the first thing in it that is not known. `pictureAt` completes the name of a picture. */
export function markdownOfTex(
  text: string,
  pictureAt: (name: string) => string,
): { markdown: string } | { unknown: string } {
  try {
    return { markdown: convert(text.replaceAll('\0', ''), pictureAt) };
  } catch (error) {
    if (isAppError(error, 'INVALID_PACKAGE')) return { unknown: error.message };
    throw error;
  }
}

function unknown(what: string): AppError {
  // Quoting doubles what every command begins with.
  return new AppError('INVALID_PACKAGE', quoted(what).replaceAll('\\\\', '\\'));
}

function convert(text: string, pictureAt: (name: string) => string): string {
  let at = 0;
  const kept: string[] = [];
  const tex: Tex = {
    depth: 0,
    take(pattern) {
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (found) at = pattern.lastIndex;
      return found;
    },
    need(pattern) {
      const found = tex.take(pattern);
      if (!found) throw unknown(text.slice(at, at + 20));
      return found[1] ?? '';
    },
    keep: (block) => `\n\n\0${kept.push(block) - 1}\0\n\n`,
    picture: (name) => `\n\n![${name}](${pictureAt(name)})\n\n`,
  };
  // A block stands alone in its line, but for the mark of a list.
  const whole = body(tex, /$/y)
    .trim()
    .replace(/^((?: |- |1\. )*)\0(\d+)\0$/gm, (_, before, at) => before + indented(kept[at] ?? '', before.length));
  if (whole.includes('\0')) throw unknown('a block within a line');
  return `${whole}\n`;
}

function body(tex: Tex, end: RegExp): string {
  if (++tex.depth > deepest) throw unknown('deep nesting');
  let text = '';
  while (!tex.take(end)) text += piece(tex);
  tex.depth -= 1;
  return tidy(text);
}

function piece(tex: Tex): string {
  for (const [pattern, make] of rules) {
    const found = tex.take(pattern);
    if (found) return make(found[1] ?? found[2] ?? '', tex);
  }
  tex.need(/$/y);
  throw unknown('an end too early');
}

const onOneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

const rules: readonly [RegExp, (text: string, tex: Tex) => string][] = [
  [/%[^\n]*(?:\n[ \t]*|$)/y, () => ''],
  [/\s*\n\s*\n\s*/y, () => '\n\n'],
  [/\s+/y, () => ' '],
  [/\\begin\{verbatim\}\n?(.*?)\n?\\end\{verbatim\}/sy, (text, tex) => tex.keep(fenced(text))],
  [/\$\$(.+?)\$\$|\\\[(.+?)\\\]/sy, (text, tex) => tex.keep(`$$\n${onOneLine(text)}\n$$`)],
  [/\$((?:\\.|[^$\\])+)\$|\\\((.+?)\\\)/sy, (text) => `$${onOneLine(text) || '{}'}$`],
  [/\\begin\s*\{(\w+)\}/y, environment],
  [/\\(?:texttt|url)\s*\{((?:[^{}$\\]|\\[%$&#_{}])*)\}/y, (text) => codeOf(text.replace(/\\(.)/g, '$1'))],
  [/\\(["'`^~]|c(?![a-zA-Z]))\s*/y, accented],
  [/\\([a-zA-Z]+)\*?[ \t]*\n?[ \t]*/y, command],
  [/\\\\(?:\[[^\]]*\])?\s*/y, () => '\\\n'],
  [/\\([%$&#_{}])/y, escaped],
  [/\\[,;: ]|~/y, () => ' '],
  [/\{/y, (_, tex) => body(tex, /\}/y)],
  [/``/y, () => '“'],
  [/''/y, () => '”'],
  [/`/y, () => '‘'],
  [/'/y, () => '’'],
  [/---/y, () => '—'],
  [/--/y, () => '–'],
  [/-(?=\s)/y, () => '\\-'],
  [/-/y, () => '-'],
  [/([^\s\\{}$%&#_^~`'-]+)/y, escaped],
];

function accented(mark: string, tex: Tex): string {
  const letter = tex.need(/(\{[a-zA-Z]\}|[a-zA-Z])/y).replace(/[{}]/g, '');
  return (letter + accents[mark]).normalize();
}

function environment(name: string, tex: Tex): string {
  const end = new RegExp(`\\\\end\\s*\\{${name}\\}`, 'y');
  switch (name) {
    case 'itemize':
    case 'enumerate':
      return list(name === 'itemize' ? '- ' : '1. ', end, tex);
    case 'tabular':
      return table(end, tex);
    case 'center':
    case 'figure':
      tex.take(/\s*\[[^\]]*\]/y);
      return `\n\n${body(tex, end)}\n\n`;
    default:
      throw unknown(`\\begin{${name}}`);
  }
}

function list(mark: string, end: RegExp, tex: Tex): string {
  const items: string[] = [];
  const next = new RegExp(`\\s*(?=\\\\item(?![a-zA-Z])|${end.source})`, 'y');
  tex.take(/(?:\s|%[^\n]*\n)+/y);
  while (!tex.take(end)) {
    tex.need(/\s*\\item(?![a-zA-Z])\s*/y);
    items.push(mark + indented(body(tex, next).trim(), mark.length));
  }
  return `\n\n${items.join('\n')}\n\n`;
}

/** Its first row is its head, which is what most of them are meant to have. */
function table(end: RegExp, tex: Tex): string {
  tex.need(/\s*(?:\[[^\]]*\]\s*)?\{(?:[^{}]|\{[^{}]*\})*\}/y);
  const next = new RegExp(`\\s*(?=&|\\\\\\\\|${end.source})`, 'y');
  const rows: string[][] = [[]];
  for (;;) {
    tex.take(/(?:\s|%[^\n]*\n|\\(?:hline|toprule|midrule|bottomrule)(?![a-zA-Z]))+/y);
    if (tex.take(end)) break;
    const cell = body(tex, next).trim();
    if (/\n|(?<!\\)\|/.test(cell)) throw unknown('a cell of a table that has lines, or a |');
    rows.at(-1)?.push(cell);
    if (tex.take(/\\\\(?:\[[^\]]*\])?/y)) rows.push([]);
    else tex.take(/&/y);
  }
  const [head = [], ...others] = rows.filter((row) => row.length > 0);
  const lines = [head, head.map(() => '---'), ...others].map((row) => `| ${row.join(' | ')} |`);
  return tex.keep(lines.join('\n'));
}

function command(name: string, tex: Tex): string {
  const known = (of: Record<string, string>) => (Object.hasOwn(of, name) ? of[name] : undefined);
  const [word, mark, heading] = [known(words), known(around), known(headings)];
  if (word !== undefined) {
    tex.take(/\{\}/y);
    return word;
  }
  if (heading !== undefined) return `\n\n${heading} ${group(tex)}\n\n`;
  if (mark !== undefined) return marked(group(tex), mark);
  switch (name) {
    case 'includegraphics':
      return tex.picture(fileName(tex));
    case 'illustration':
      tex.need(/\s*\{[^{}]*\}/y);
      return `${tex.picture(fileName(tex))}${group(tex)}\n\n`;
    case 'caption':
      return `\n\n${group(tex)}\n\n`;
    case 'footnote':
      return ` (${group(tex)})`;
    case 'label':
    case 'vspace':
    case 'hspace':
      tex.need(/\s*\{[^{}]*\}/y);
      return '';
    default:
      throw unknown(`\\${name}`);
  }
}

function group(tex: Tex): string {
  tex.need(/\s*\{/y);
  return body(tex, /\}/y).trim();
}

const fileName = (tex: Tex) => tex.need(/\s*(?:\[[^\]]*\]\s*)?\{\s*([\w./-]+)\s*\}/y);

function marked(text: string, mark: string): string {
  if (text.includes('\n\n')) throw unknown('paragraphs that are set apart');
  return text === '' ? '' : mark + text + mark;
}
