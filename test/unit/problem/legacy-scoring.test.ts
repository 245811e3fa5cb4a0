import { describe, expect, test } from 'vitest';
import { bytesContent } from '../../../engine/content.ts';
import { scoreCase, scoreGroup, scoreSubmission, skippedCase } from '../../../engine/grade/score.ts';
import type { Problem, TestGroup } from '../../../engine/model/problem.ts';
import { defaultLegacyConfig, type LegacyConfig } from '../../../engine/problem/legacy-config.ts';
import { type LegacyScore, needsSamples, scoreCases, scoreGroups } from '../../../engine/problem/legacy-scoring.ts';

/*
 * Legacy graders in the rules of 2025-09. The reference here is the legacy default grader as its specification has
 * it, run over every outcome of two groups of two cases: a mapping that is not refused gives the same score.
 */

const empty = bytesContent(new Uint8Array());
const checker = { kind: 'exact' } as const;

function config(flags: string, change: Partial<LegacyConfig> = {}): LegacyConfig {
  return { ...defaultLegacyConfig(checker), flags: flags.split(' ').filter(Boolean), ...change };
}

interface Result {
  accepted: boolean;
  score: number;
}

/** The legacy default grader. */
function legacyFold({ flags, breaks }: LegacyConfig, results: readonly Result[]): Result {
  const firstBad = results.findIndex(({ accepted }) => !accepted);
  const judged = breaks && firstBad !== -1 ? results.slice(0, firstBad + 1) : results;
  const scores = judged.map(({ score }) => score);
  const sum = scores.reduce((all, score) => all + score, 0);
  const modes = { sum, avg: sum / scores.length, min: Math.min(...scores), max: Math.max(...scores) };
  const mode = flags.findLast((flag): flag is keyof typeof modes => flag in modes) ?? 'sum';
  const any = flags.includes('accept_if_any_accepted') && judged.some(({ accepted }) => accepted);
  const accepted = any || flags.includes('always_accept') || judged.every((result) => result.accepted);
  return { accepted, score: accepted ? modes[mode] : 0 };
}

/** What Assay's scoring makes of the same outcome. `given` is what the validator wrote for an accepted case. */
function assayScore(whole: LegacyScore, groups: readonly LegacyScore[], outcome: readonly (readonly Result[])[]) {
  const plan = groups.map(({ aggregation, maxScore }, index): TestGroup => {
    const cases = (outcome[index] ?? []).map((_, number) => {
      return { name: `secret/${index}/${number}`, input: empty, answer: empty, args: [], checker, hint: null };
    });
    return { name: `secret/${index}`, sample: false, aggregation, maxScore, requirePass: [], cases };
  });
  const problem = {
    type: 'scoring',
    maxScore: whole.maxScore,
    aggregation: whole.aggregation,
    groups: plan,
  } as unknown;
  const results = plan.map((group, index) => {
    const cases = (outcome[index] ?? []).map(({ accepted, score }, number) => {
      const verdict = accepted ? ('AC' as const) : ('WA' as const);
      const result = { ...skippedCase(group.cases[number]?.name ?? '', ''), verdict, reason: null };
      const check = group.maxScore === null && accepted ? { score, scoreMultiplier: null } : null;
      return scoreCase({ problem: problem as Problem, group, result, check });
    });
    return scoreGroup({ problem: problem as Problem, group, cases });
  });
  return scoreSubmission(problem as Problem, results).score;
}

const ways = ['', 'always_accept', 'accept_if_any_accepted'].flatMap((verdict) =>
  ['sum', 'avg', 'min', 'max'].flatMap((mode) =>
    [true, false].map((breaks) => config(`${verdict} ${mode}`, { breaks, acceptScore: 3 })),
  ),
);
const pairs: [boolean, boolean][] = [
  [true, true],
  [true, false],
  [false, true],
  [false, false],
];

function supported<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}

/** Compares all ways of two groups and of the whole; returns how many of them are supported. */
function compareAll(validatorScores: boolean): number {
  let mapped = 0;
  for (const [first, second, secret] of ways.flatMap((a) => ways.flatMap((b) => ways.map((c) => [a, b, c] as const)))) {
    const groups = supported(() => [scoreCases(first, 2, validatorScores), scoreCases(second, 2, validatorScores)]);
    const whole = groups && supported(() => scoreGroups(secret, groups));
    if (!groups || !whole) continue;
    mapped++;
    for (const [a, b] of pairs.flatMap((left) => pairs.map((right) => [left, right] as const))) {
      const score = (accepted: boolean, place: number) => (accepted ? (validatorScores ? place + 1 : 3) : 0);
      const outcome = [a, b].map((pair, group) =>
        pair.map((accepted, index) => ({ accepted, score: score(accepted, 2 * group + index) })),
      );
      const [left, right] = outcome.map((results, index) => legacyFold(index === 0 ? first : second, results));
      const expected = left && right ? legacyFold(secret, [left, right]).score : Number.NaN;
      expect(assayScore(whole, groups, outcome), `${first.flags} | ${second.flags} | ${secret.flags}`).toBeCloseTo(
        expected,
      );
    }
  }
  return mapped;
}

test('what is mapped scores as the legacy grader does, with fixed scores', () => {
  expect(compareAll(false)).toBeGreaterThan(1000);
});

test('what is mapped scores as the legacy grader does, with scores from the validator', () => {
  expect(compareAll(true)).toBeGreaterThan(100);
});

describe('the ways that packages in the field have', () => {
  test.each<[string, LegacyConfig, number, LegacyScore]>([
    ['the default', config(''), 3, { aggregation: 'pass-fail', maxScore: 3, alwaysAccepted: false }],
    [
      'a subtask',
      config('min', { acceptScore: 20 }),
      5,
      { aggregation: 'pass-fail', maxScore: 20, alwaysAccepted: false },
    ],
    [
      'points a case',
      config('always_accept', { acceptScore: 5, breaks: false }),
      4,
      { aggregation: 'sum', maxScore: 20, alwaysAccepted: true },
    ],
    [
      'the last flag counts',
      config('sum max min always_accept'),
      2,
      { aggregation: 'min', maxScore: 1, alwaysAccepted: true },
    ],
  ])('%s', (_, way, cases, expected) => {
    expect(scoreCases(way, cases, false)).toEqual(expected);
  });
});

describe('whether the samples must be accepted', () => {
  const noScore = config('', { acceptScore: 0 });
  test.each<[string, LegacyConfig, LegacyConfig, number, boolean]>([
    ['by default they must', config(''), noScore, 2, true],
    ['not where they are ignored', config('ignore_sample'), config(''), 2, false],
    ['not where there are none', config(''), config(''), 0, false],
    [
      'not where any part is enough and all are judged',
      config('accept_if_any_accepted', { breaks: false }),
      noScore,
      2,
      false,
    ],
    ['where a failed sample ends the judging they must', config('accept_if_any_accepted'), noScore, 2, true],
    ['not where they are accepted always', config(''), config('always_accept', { acceptScore: 0 }), 2, false],
  ])('%s', (_, root, sample, cases, expected) => {
    expect(needsSamples(root, sample, cases, false)).toBe(expected);
  });

  test.each<[string, LegacyConfig, LegacyConfig, boolean]>([
    ['they would score', config(''), config(''), false],
    ['the validator would score them', config(''), noScore, true],
    ['they would make the minimum 0', config('min'), noScore, false],
    ['one of them is enough', config(''), config('accept_if_any_accepted', { acceptScore: 0 }), false],
  ])('refused where %s', (_, root, sample, validatorScores) => {
    expect(() => needsSamples(root, sample, 2, validatorScores)).toThrow();
  });
});
