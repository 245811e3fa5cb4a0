/** Tables over the 256 values of a byte: the checkers know no other characters. */

const lineFeed = 0x0a;
const whiteSpace = [0x20, 0x0c, lineFeed, 0x0d, 0x09, 0x0b];

function table(of: (byte: number) => number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => of(byte));
}

/** 1 for the six characters that separate tokens. */
export const isSpace = table((byte) => (whiteSpace.includes(byte) ? 1 : 0));
export const isLineFeed = table((byte) => (byte === lineFeed ? 1 : 0));
/** 1 for white space within a line. */
export const isBlank = table((byte) => (whiteSpace.includes(byte) && byte !== lineFeed ? 1 : 0));

export const asIs = table((byte) => byte);
/** A–Z become a–z; everything else, letters beyond ASCII included, stays. */
export const lowerCase = table((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));
