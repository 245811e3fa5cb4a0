/**
 * Text from outside made safe and honest on a terminal: control characters, ANSI sequences, bidirectional overrides,
 * invisible characters and bytes that are no UTF-8 become visible escapes (`\x1b`, `\u{202e}`, `\xff`). Nothing that
 * a submission or a package wrote reaches the terminal any other way.
 */

/** Everything without a glyph of its own (control, format, private, unassigned), and every space but the plain one. */
const unsafe = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const short: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' };

/** On one line: line feeds and tabs are escaped too. */
export function visible(text: string): string {
  return text.replace(unsafe, escapeCharacter);
}

/** Over several lines: line feeds stay, a carriage return before one goes, tabs become spaces. */
export function visibleLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => visible(line.replaceAll('\t', '    ')))
    .join('\n');
}

/** Indented JSON that means the same, with every unsafe character as its JSON escape. */
export function safeJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  return json.replace(/(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => jsonEscape(character.charCodeAt(index))).join(''),
  );
}

/** UTF-8; where it is not, every byte above 127 stands alone and comes out of `visible` as `\x…`. */
export function decode(bytes: Uint8Array, { cut }: { cut: boolean }): string {
  try {
    // With `stream`, a character that the cut went through is left out.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: cut });
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : loneByte + byte)).join('');
  }
}

/** Bytes that are no text are carried as lone surrogates, which no decoded text has. */
const loneByte = 0xdc00;

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= loneByte + 0x80 && code <= loneByte + 0xff) return hex(code - loneByte);
  return short[character] ?? (code < 0x100 ? hex(code) : `\\u{${code.toString(16)}}`);
}

function hex(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}

function jsonEscape(codeUnit: number): string {
  return `\\u${codeUnit.toString(16).padStart(4, '0')}`;
}
