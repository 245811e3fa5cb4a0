import type { Delta } from '../model/attempt.ts';

/**
 * The one replacement that makes `after` of `before`: what both begin and end with stays. It never parts a surrogate pair,
 * so what is inserted is well-formed where the texts are.
 */
export function deltaOf(before: string, after: string): Delta {
  const shorter = Math.min(before.length, after.length);
  let at = 0;
  while (at < shorter && before.charCodeAt(at) === after.charCodeAt(at)) at += 1;
  if (at > 0 && isHigh(before.charCodeAt(at - 1))) at -= 1;
  let same = 0;
  while (
    same < shorter - at &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same += 1;
  }
  if (same > 0 && isLow(before.charCodeAt(before.length - same))) same -= 1;
  return { at, removed: before.length - same - at, inserted: after.slice(at, after.length - same) };
}

/** The text after the change; `null` when the change was not made to this text, for it has no such place. */
export function applyDelta(text: string, { at, removed, inserted }: Delta): string | null {
  if (at + removed > text.length) return null;
  return text.slice(0, at) + inserted + text.slice(at + removed);
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
