/**
 * A token longer than this is not taken for a floating-point number. Kattis allows "reasonable limits on the number of
 * digits" from 30 on either side of the point.
 */
export const maxFloatLength = 64 * 1024;

/** Kattis's grammar. No two parts can match the same digits in two ways: it takes linear time on any input. */
const grammar = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?$/;

/** `null` if the token is no number by the grammar, or is one that a double cannot hold (1e999). */
export function parseFloatToken(token: string): number | null {
  if (token.length > maxFloatLength || !grammar.test(token)) return null;
  const value = Number(token);
  return Number.isFinite(value) ? value : null;
}

/** Powers of ten that a double holds exactly. */
const powersOfTen = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * The same for the token at `bytes[start … end)`. Most numbers are a few digits and a point, which need no string:
 * an integer and a power of ten that are both exact give the nearest double by one division.
 */
export function parseFloatBytes(bytes: Buffer, start: number, end: number): number | null {
  const isNegative = bytes[start] === 0x2d;
  let i = isNegative || bytes[start] === 0x2b ? start + 1 : start;
  const firstDigit = i;
  let digits = 0;
  let point = -1;
  for (; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte >= 0x30 && byte <= 0x39) digits = digits * 10 + byte - 0x30;
    else if (byte === 0x2e && point === -1) point = i;
    else break;
  }
  const decimals = point === -1 ? 0 : end - point - 1;
  const hasDigits = end - firstDigit > (point === -1 ? 0 : 1);
  if (i < end || !hasDigits || digits > Number.MAX_SAFE_INTEGER || decimals >= powersOfTen.length) {
    return parseFloatToken(bytes.toString('latin1', start, end));
  }
  const value = digits / (powersOfTen[decimals] as number);
  return isNegative ? -value : value;
}

/** `null`: that tolerance is not set. */
export interface Tolerances {
  float_relative_tolerance: number | null;
  float_absolute_tolerance: number | null;
}

/** Whether a value is within either of the tolerances that are set. The relative one is relative to the answer. */
export function isWithin(tolerances: Tolerances, answer: number, value: number): boolean {
  const { float_relative_tolerance: relative, float_absolute_tolerance: absolute } = tolerances;
  const error = Math.abs(value - answer);
  if (!Number.isFinite(error)) return false;
  return (absolute !== null && error <= absolute) || (relative !== null && error <= relative * Math.abs(answer));
}
