/** Pieces of Markdown, of what LaTeX had. */

/** What is text in LaTeX, is no markup in Markdown. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|~+#$&{}]/g, '\\$&').replace(/^(\d+)([.)])$/, '$1\\$2');
}

/** Paragraphs with one empty line between them, that begin where lines begin. */
export function tidy(text: string): string {
  return text
    .replace(/ +$/gm, '')
    .replace(/^ (?=\S)/gm, '')
    .replace(/(?<!\\)\\\n(?=\n)/g, '\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** All lines but the first. */
export function indented(text: string, by: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(by)}`);
}

export function codeOf(text: string): string {
  const code = text.replace(/\s+/g, ' ');
  const ticks = '`'.repeat(longestTicks(code) + 1);
  if (code.trim() === '') return ' ';
  return ticks + (/^`|`$/.test(code) ? ` ${code} ` : code) + ticks;
}

/** In a fence that is longer than any in it. */
export function fenced(text: string, language = ''): string {
  const fence = '`'.repeat(Math.max(longestTicks(text), 2) + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

function longestTicks(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((length, ticks) => Math.max(length, ticks.length), 0);
}
