import { isUtf8 } from 'node:buffer';

/** Would not be seen as what it is: controls but the tab, bidi and other format characters, odd spaces, lone surrogates. */
const unseen = /(?!\t)[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/**
 * Text with `⟨U+202E⟩` in place of each character that cannot be seen. Brackets, for source code is full of escapes with a
 * backslash, which must stay what they are.
 */
export function visible(text: string): string {
  return text.replace(unseen, (character) => named(character.codePointAt(0) as number));
}

/** What stands for one character, to be kept together. */
export const standIn = '⟨(?:U\\+)?[0-9A-F]{2,6}⟩';

/** The same of bytes; those that are no UTF-8 become `⟨FF⟩`. Linear, and without an exception for each bad byte. */
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

function named(code: number): string {
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

function hexOf(byte: number): string {
  return `⟨${byte.toString(16).toUpperCase().padStart(2, '0')}⟩`;
}
