/**
 * Theory of operation. Kattis's default output validator (problem package format 2025-09), over two streams.
 * Bytes that are the same on both sides are the same under any options, so the loop runs over them without looking
 * for tokens. Where they differ, the bytes around tell what it is: a difference of white space, which is skipped or
 * refused, or a difference within a token, which only the float tolerances can forgive. After either, both cursors
 * stand at the same place again. With tolerances set, windows keep the token under the cursor, as far as it can still
 * be a number; without, they keep one byte, to know whether the cursor is within a token.
 */
import type { TokensOptions } from '../model/problem.ts';
import { asIs, isSpace, lowerCase } from './bytes.ts';
import { type Cursor, isAtEnd, isHungry, nextIs, skipClass, skipEqual } from './cursor.ts';
import { type Difference, differenceAt } from './difference.ts';
import { isWithin, maxFloatLength, parseFloatBytes } from './floats.ts';

/** Returns the first difference, or `null` when there is none. */
export async function compareTokens(
  answer: Cursor,
  output: Cursor,
  options: TokensOptions,
): Promise<Difference | null> {
  const fold = options.case_sensitive ? asIs : lowerCase;
  const floats = options.float_relative_tolerance !== null || options.float_absolute_tolerance !== null;
  const reach = floats ? maxFloatLength + 1 : 1;
  for (;;) {
    skipEqual(answer, output, fold);
    if (isHungry(answer)) await answer.fill(tokenStart(answer, reach));
    else if (isHungry(output)) await output.fill(tokenStart(output, reach));
    else if (isAtEnd(answer) && isAtEnd(output)) return null;
    else if (differInSpace(answer, output)) {
      if (options.space_change_sensitive) return differenceAt('space', answer, output);
      while (skipClass(answer, isSpace)) await answer.fill(answer.position);
      while (skipClass(output, isSpace)) await output.fill(output.position);
      if (isAtEnd(answer) !== isAtEnd(output)) return differenceAt('count', answer, output);
    } else {
      if (!floats) return differenceAt('token', answer, output);
      while (needsMoreOfToken(answer)) await answer.fill(tokenStart(answer, reach));
      while (needsMoreOfToken(output)) await output.fill(tokenStart(output, reach));
      if (!areCloseFloats(answer, output, options)) return differenceAt('token', answer, output);
      answer.position = tokenEnd(answer);
      output.position = tokenEnd(output);
    }
  }
}

/** Index where the token begins that ends at or reaches over the cursor, looking back at most `reach` bytes. */
function tokenStart({ bytes, position }: Cursor, reach: number): number {
  const least = Math.max(0, position - reach);
  let i = position;
  while (i > least && isSpace[bytes[i - 1] as number] === 0) i--;
  return i;
}

function tokenEnd({ bytes, position, length }: Cursor): number {
  let i = position;
  while (i < length && isSpace[bytes[i] as number] === 0) i++;
  return i;
}

/** Of two cursors whose next bytes differ: whether a token ends at both, or begins at one and not yet at the other. */
function differInSpace(answer: Cursor, output: Cursor): boolean {
  const answerBreaks = isAtEnd(answer) || nextIs(answer, isSpace);
  const outputBreaks = isAtEnd(output) || nextIs(output, isSpace);
  if (answerBreaks && outputBreaks) return true;
  return (answerBreaks || outputBreaks) && tokenStart(answer, 1) === answer.position;
}

function needsMoreOfToken(cursor: Cursor): boolean {
  if (cursor.ended) return false;
  return tokenEnd(cursor) === cursor.length && cursor.length - cursor.position <= maxFloatLength;
}

function areCloseFloats(answer: Cursor, output: Cursor, options: TokensOptions): boolean {
  const expected = parseToken(answer);
  if (expected === null) return false;
  const value = parseToken(output);
  return value !== null && isWithin(options, expected, value);
}

function parseToken(cursor: Cursor): number | null {
  return parseFloatBytes(cursor.bytes, tokenStart(cursor, maxFloatLength + 1), tokenEnd(cursor));
}
