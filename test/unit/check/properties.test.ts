/** What holds of the checkers for all answers and outputs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BuiltInChecker, check } from '../../../engine/check/check.ts';
import type { TokensOptions } from '../../../engine/model/problem.ts';
import { inChunks, latin1 } from './contents.ts';
import { sameLines, sameTokens } from './reference.ts';

const tolerance = fc.oneof(fc.constant(null), fc.constantFrom(0, 1e-9, 0.01, 0.5, 3));
const options: fc.Arbitrary<TokensOptions> = fc.record({
  case_sensitive: fc.boolean(),
  space_change_sensitive: fc.boolean(),
  float_relative_tolerance: tolerance,
  float_absolute_tolerance: tolerance,
});
const tokensChecker = options.map((given): BuiltInChecker => ({ kind: 'tokens', options: given }));
const anyChecker = fc.oneof<fc.Arbitrary<BuiltInChecker>[]>(
  fc.constant({ kind: 'exact' }),
  fc.constant({ kind: 'lines' }),
  tokensChecker,
);

/** Words that are alike in pairs, so that about as many outputs are right as wrong. */
const words = [
  '1',
  '1.0',
  '+1',
  '1e0',
  '1.5',
  '01',
  '-1',
  '0',
  '-0',
  'a',
  'A',
  'b',
  'nan',
  '1e999',
  '1e',
  '.',
  '\0',
  '\xe9',
];
const gaps = [' ', '  ', '\n', '\r\n', '\t', ' \n', '\n\n', '\v\f'];
const piece = fc.record({
  word: fc.constantFrom(...words),
  other: fc.option(fc.constantFrom(...words), { freq: 2 }),
  gap: fc.constantFrom(...gaps),
  otherGap: fc.option(fc.constantFrom(...gaps), { freq: 2 }),
});
const pair = fc
  .record({
    pieces: fc.array(piece, { maxLength: 6 }),
    leading: fc.tuple(fc.constantFrom('', '', ' ', '\n'), fc.constantFrom('', '', ' ', '\n')),
    cut: fc.tuple(fc.nat(3), fc.nat(3)),
  })
  .map(({ pieces, leading, cut }) => {
    const answer = leading[0] + pieces.map(({ word, gap }) => word + gap).join('');
    const output = leading[1] + pieces.map((p) => (p.other ?? p.word) + (p.otherGap ?? p.gap)).join('');
    return { answer: answer.slice(0, answer.length - cut[0]), output: output.slice(0, output.length - cut[1]) };
  });
const anyBytes = fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(...words, ...gaps).map(latin1));
const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });

async function accepts(checker: BuiltInChecker, answer: string, output: string): Promise<boolean> {
  const result = await check(checker, inChunks(latin1(answer), [65_536]), inChunks(latin1(output), [65_536]));
  return result.accepted;
}

/** Counts both outcomes, so that a property over pairs that are all right or all wrong is noticed. */
function tally() {
  const seen = { true: 0, false: 0 };
  return { seen, add: (accepted: boolean) => void seen[`${accepted}`]++ };
}

describe('checkers', () => {
  it('accept the answer itself, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(anyChecker, fc.array(anyBytes), async (checker, parts) => {
        const bytes = Buffer.concat(parts);
        const result = await check(checker, inChunks(bytes, [3]), inChunks(bytes, [5]));
        expect(result.accepted).toBe(true);
      }),
    );
  });

  it('never throw, and explain every rejection, on any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(anyChecker, anyBytes, anyBytes, async (checker, answer, output) => {
        const result = await check(checker, inChunks(answer, [4]), inChunks(output, [4]));
        expect(result.message === null).toBe(result.accepted);
      }),
    );
  });

  it('give the same result and message however the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(anyChecker, pair, sizes, sizes, async (checker, { answer, output }, left, right) => {
        const whole = await check(checker, inChunks(latin1(answer), [1e6]), inChunks(latin1(output), [1e6]));
        const split = await check(checker, inChunks(latin1(answer), left), inChunks(latin1(output), right));
        expect(split).toEqual(whole);
      }),
    );
  });

  it('decide like their definitions over whole strings', async () => {
    const { seen, add } = tally();
    await fc.assert(
      fc.asyncProperty(pair, options, async ({ answer, output }, given) => {
        expect(await accepts({ kind: 'exact' }, answer, output)).toBe(answer === output);
        expect(await accepts({ kind: 'lines' }, answer, output)).toBe(sameLines(answer, output));
        const same = sameTokens(answer, output, given);
        add(same);
        expect(await accepts({ kind: 'tokens', options: given }, answer, output)).toBe(same);
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(100);
  });
});

describe('the tokens checker', () => {
  const relaxed = options.map((given) => ({ ...given, space_change_sensitive: false }));

  it('accepts any change of white space', async () => {
    const space = fc.array(fc.constantFrom(...gaps), { minLength: 1 }).map((parts) => parts.join(''));
    const parts = fc.array(fc.record({ word: fc.constantFrom(...words), a: space, b: space }));
    await fc.assert(
      fc.asyncProperty(relaxed, parts, space, async (given, list, leading) => {
        const answer = list.map(({ word, a }) => word + a).join('');
        const output = leading + list.map(({ word, b }) => word + b).join('');
        expect(await accepts({ kind: 'tokens', options: given }, answer, output)).toBe(true);
      }),
    );
  });

  it('treats answer and output alike under an absolute tolerance', async () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: -2, max: 2, noNaN: true }),
    );
    await fc.assert(
      fc.asyncProperty(number, number, fc.constantFrom(0, 1e-9, 0.5, 1e300), async (a, b, absolute) => {
        const given = { case_sensitive: false, space_change_sensitive: false, float_relative_tolerance: null };
        const checker: BuiltInChecker = { kind: 'tokens', options: { ...given, float_absolute_tolerance: absolute } };
        const accepted = await accepts(checker, String(a), String(b));
        expect(accepted).toBe(Math.abs(a - b) <= absolute);
        expect(await accepts(checker, String(b), String(a))).toBe(accepted);
      }),
    );
  });
});
