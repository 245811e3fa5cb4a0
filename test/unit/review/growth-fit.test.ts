import { expect, test } from 'vitest';
import type { GrowthCase, ReferenceGrowth } from '../../../engine/model/growth.ts';
import type { Verdict } from '../../../engine/model/verdict.ts';
import { fitOf } from '../../../engine/review/growth-fit.ts';
import { growthInWords } from '../../../engine/review/growth-words.ts';

/** What is said of times whose law is known, and that nothing is said where they do not show it. */

const KiB = 1024;
const small = [12, 40, 150, 600];
const large = [8, 16, 64, 250, 1000].map((size) => size * KiB);

/** Always the same numbers, from 0 to 1. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

function timed(inputBytes: number, cpuTimeMs: number, verdict: Verdict = 'AC'): GrowthCase {
  return { name: `secret/${inputBytes}`, group: 'secret', index: 0, inputBytes, cpuTimeMs, verdict };
}

/** Starts in `startMs`, varies by up to `noise` of itself and 2 ms. */
function program(
  law: (bytes: number) => number,
  { sizes = [...small, ...large], startMs = 18, noise = 0.1, seed = 7 } = {},
): GrowthCase[] {
  const random = chance(seed);
  const about = () => 1 + noise * (2 * random() - 1);
  return sizes.map((size) => timed(size, startMs + 2 * random() + law(size) * about()));
}

const linear = (bytes: number) => bytes * 6e-4;
const quadratic = (bytes: number) => bytes ** 2 * 2e-6;

test.each([
  ['linear', linear, 1],
  ['n log n', (bytes: number) => bytes * Math.log2(bytes) * 4e-5, 1.1],
  ['n √n', (bytes: number) => bytes ** 1.5 * 4e-6, 1.5],
  ['quadratic', quadratic, 2],
  ['cubic', (bytes: number) => bytes ** 3 * 2e-10, 3],
])('%s is seen, whatever the noise', (_, law, exponent) => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const fit = fitOf(program(law, { seed }));
    expect(Math.abs((fit?.exponent ?? Number.NaN) - exponent), `seed ${seed}`).toBeLessThan(0.25);
    expect(fit?.toBytes).toBe(1000 * KiB);
  }
});

test('what starting takes is no growth, and no lack of it', () => {
  expect(fitOf(program(linear, { startMs: 120, noise: 0 }))?.exponent).toBe(1);
  expect(fitOf(program(linear, { startMs: 1, noise: 0 }))?.exponent).toBe(1);
});

test('of inputs of one size the slowest counts: the others are easy ones', () => {
  const easy = large.map((size) => timed(size - 1, 20));
  expect(fitOf([...program(quadratic), ...easy])?.exponent).toBe(2);
});

test('a term that matters for small inputs only is left out', () => {
  const both = program((bytes) => bytes * 0.01 + quadratic(bytes), {
    sizes: [...small, 1, 4, 64, 256, 1024, 4096].map((size, at) => (at < 4 ? size : size * KiB)),
    noise: 0,
  });
  expect(fitOf(both)?.exponent).toBeGreaterThanOrEqual(1.9);
});

test.each<[string, GrowthCase[]]>([
  ['no case', []],
  ['one case', [timed(900 * KiB, 800)]],
  ['small inputs alone', program(linear, { sizes: small })],
  ['times that are all noise', program(() => 0, { noise: 0 })],
  [
    'large inputs of about one size',
    program(linear, { sizes: [...small, 900 * KiB, 950 * KiB, 1000 * KiB, 1020 * KiB] }),
  ],
  ['two sizes that are near', program(linear, { sizes: [...small, 300 * KiB, 1000 * KiB] })],
  ['times that depend on something else', large.map((size, at) => timed(size, [900, 90, 700, 60, 800][at] ?? 0))],
  ['empty inputs', [timed(0, 500), timed(0, 20), timed(0, 900)]],
  ['times of crashes', large.map((size) => timed(size, linear(size) + 20, 'RTE'))],
])('nothing is claimed of %s', (_, cases) => {
  expect(fitOf(cases)).toBeNull();
  expect(growthInWords({ cases, fit: null, solutions: [] })).toMatch(/^(Too few cases|No case)/);
});

test('noise alone is called a law hardly ever', () => {
  const claims = Array.from({ length: 200 }, (_, seed) => {
    const random = chance(seed + 1);
    return fitOf([...small.map((size) => timed(size, 18)), ...large.map((size) => timed(size, 30 + 900 * random()))]);
  });
  expect(claims.filter((fit) => fit !== null && fit.exponent > 0.5).length).toBeLessThan(4);
});

/** As a time limit makes it. */
function stopped(cases: readonly GrowthCase[], limitMs: number): GrowthCase[] {
  return cases.map((one) => (one.cpuTimeMs > limitMs ? { ...one, cpuTimeMs: limitMs, verdict: 'TLE' as const } : one));
}

function aReference(cases: readonly GrowthCase[], law: (bytes: number) => number): ReferenceGrowth {
  const cpuTimesMs = cases.map(({ inputBytes }) => law(inputBytes) + 18);
  const fit = fitOf(cases.map((one, at) => ({ ...one, verdict: 'AC', cpuTimeMs: cpuTimesMs[at] ?? 0 })));
  return { runtime: 'python', solution: 'submissions/accepted/a.py', cpuTimesMs, fit };
}

test('a case that was stopped gives a lower bound, where that says something', () => {
  const sizes = [...small, 4 * KiB, 8 * KiB, 64 * KiB, 500 * KiB];
  const cases = stopped(program(quadratic, { sizes, noise: 0 }), 5000);
  const fit = fitOf(cases);
  expect(fit).toEqual({ exponent: 1.5, uncertainty: 0, atLeast: true, fromBytes: 8 * KiB, toBytes: 64 * KiB });
  expect(growthInWords({ cases, fit, solutions: [aReference(cases, linear)] })).toBe(
    'From 8.0 KiB to 64 KiB, where it is stopped, its CPU time grows at least as n^1.5. That of the reference in python grows about as n^1.0 (±0.1). With 8.0 KiB, the most that it finishes, it takes 153 ms; the reference takes 23 ms. With 64 KiB it runs into the time limit; the reference takes 57 ms.',
  );
  expect(fitOf(stopped(program(quadratic, { noise: 0 }), 1000))).toBeNull();
});

test('a linear one that is stopped, for it is slow, is not called more than it is', () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const slow = program((bytes) => 40 * linear(bytes), { seed, noise: 0.2 });
    expect(fitOf(stopped(slow, 2000))?.atLeast ?? false, `seed ${seed}`).toBe(false);
  }
});

test('both are told where both are known', () => {
  const cases = program(quadratic, { noise: 0, sizes: [...small, ...[2, 4, 8, 16, 20].map((size) => size * KiB)] });
  const { fit } = aReference(program(quadratic), linear);
  const reference = { ...aReference(cases, linear), fit };
  expect(growthInWords({ cases, fit: fitOf(cases), solutions: [reference] })).toBe(
    'From 2.0 KiB to 20 KiB of input its CPU time grows about as n^2.0 (±0.2). That of the reference in python grows about as n^1.0 (±0.1). With 20 KiB, the most that it finishes, it takes 857 ms; the reference takes 30 ms.',
  );
});

test('a cost that does not grow, such as compiling at run time, is not called a law below n', () => {
  const cases = program((bytes) => (bytes > KiB ? 20 : 0) + bytes * 6e-5);
  expect(growthInWords({ cases, fit: fitOf(cases), solutions: [] })).toMatch(
    /grows no faster than its input \(n\^0\.\d/,
  );
});
