/** The checkers see contents through windows of 64 KiB: what lies across the end of one is decided as anywhere else. */
import { describe, expect, it } from 'vitest';
import { type BuiltInChecker, check } from '../../../engine/check/check.ts';
import { parseTokensArgs } from '../../../engine/check/options.ts';
import { bytesContent } from '../../../engine/content.ts';
import { latin1 } from './contents.ts';
import { sameLines, sameTokens } from './reference.ts';

const windowBytes = 64 * 1024;
const tolerant = parseTokensArgs(['float_tolerance', '0.01']);
const plain = parseTokensArgs([]);

const pairs: [string, string][] = [
  ['1.25 x', '1.2500 x'],
  ['1.25 x', '1.75 x'],
  ['12.5', '12.51'],
  ['12.5', '125'],
  ['ab cd', 'ab  \r\n cd'],
  ['0.50 x', '5.00e-1 x'],
  ['ab cd', 'abcd'],
  ['abcd', 'ab cd'],
  ['ab', 'ab \n\n'],
  ['ab\n\ncd', 'ab  \n\t\ncd'],
  ['ab\ncd', 'ab\n\ncd'],
  ['1', '1 2'],
  ['', ' \n '],
];

/** A first line that fills the window but for `before` bytes, which may be negative. */
function line(before: number): string {
  return `x${' '.repeat(windowBytes - before - 2)}\n`;
}

async function accepts(checker: BuiltInChecker, answer: string, output: string): Promise<boolean> {
  return (await check(checker, bytesContent(latin1(answer)), bytesContent(latin1(output)))).accepted;
}

describe('at every place that the end of a window can have', () => {
  it.each(pairs)('%j against %j', async (answer, output) => {
    for (let i = -1; i <= answer.length + 1; i++) {
      for (const j of [i, i + 2, 1]) {
        const padded = [line(i) + answer, line(j) + output] as const;
        for (const options of [plain, tolerant]) {
          const expected = sameTokens(answer, output, options);
          expect(await accepts({ kind: 'tokens', options }, ...padded)).toBe(expected);
        }
        expect(await accepts({ kind: 'lines' }, ...padded)).toBe(sameLines(answer, output));
        expect(await accepts({ kind: 'exact' }, ...padded)).toBe(i === j && answer === output);
      }
    }
  });
});
