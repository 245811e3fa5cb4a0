import { isUtf8 } from 'node:buffer';

/** Would not be seen as what it is: controls but the tab, bidi and other format characters, odd spaces, lone surrogates. */
const unseen = /(?!\t)[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
/** Would be taken for what is written in place of one. */
const lookalike = /\\(?=x[0-9a-f]{2}|u\{[0-9a-f]+\}|r|\\)/g;

/** Text with `\r`, `\x1b`, `\u{202e}` in place of characters that cannot be seen, and two backslashes for one before such letters. */
export function visible(text: string): string {
  return text.replace(lookalike, '\\\\').replace(unseen, escaped);
}

/** The same of bytes; those that are no UTF-8 become `\xNN`. Linear, and without an exception for each bad byte. */
export function visibleBytes(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return visible(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
  let text = '';
  let goodFrom = 0;
  const flush = (to: number) => {
    if (to > goodFrom) text += visible(Buffer.from(bytes.subarray(goodFrom, to)).toString());
  };
  for (let at = 0; at < bytes.length; ) {
    const sequence = bytes.subarray(at, at + sequenceLength(bytes[at] as number));
    if (isUtf8(sequence)) {
      at += sequence.length;
      continue;
    }
    flush(at);
    text += hexOf(bytes[at] as number);
    at += 1;
    goodFrom = at;
  }
  flush(bytes.length);
  return text;
}

/** How many bytes a UTF-8 sequence has that begins with this one. */
function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

function escaped(character: string): string {
  if (character === '\r') return '\\r';
  const code = character.codePointAt(0) as number;
  return code < 0x80 ? hexOf(code) : `\\u{${code.toString(16)}}`;
}

function hexOf(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}
