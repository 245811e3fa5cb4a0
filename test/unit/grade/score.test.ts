/** From how each case ended to scores and verdicts of cases, groups and the submission. */
import { describe, expect, it } from 'vitest';
import { caseMaxScore, mayRun, skippedCase } from '../../../engine/grade/score.ts';
import type { ScoreAggregation } from '../../../engine/model/problem.ts';
import { type Ended, ended, type GroupPlan, grade, group, problem } from './problems.ts';

const AC: Ended = { verdict: 'AC' };
const WA: Ended = { verdict: 'WA' };
const TLE: Ended = { verdict: 'TLE' };
const SK: Ended = { verdict: 'SK' };
const IE: Ended = { verdict: 'IE' };
const half: Ended = { verdict: 'AC', multiplier: 0.5 };

function oneGroup(aggregation: ScoreAggregation, maxScore: number | null, cases: Ended[]) {
  const groups = [{ name: 'secret/1', aggregation, maxScore, cases }];
  return grade({ type: 'scoring', aggregation: 'sum', maxScore, groups });
}

function passFail(sample: Ended[], ...secret: Ended[][]) {
  const plan = { aggregation: 'pass-fail', maxScore: 0 } as const;
  const groups = secret.map((cases, index) => ({ name: `secret/${index}`, ...plan, cases }));
  const whole = { type: 'pass-fail', aggregation: 'pass-fail', maxScore: 1 } as const;
  return grade({ ...whole, groups: [{ name: 'sample', ...plan, cases: sample }, ...groups] });
}

function scoring(aggregation: ScoreAggregation, maxScore: number | null, ...groups: GroupPlan[]) {
  return grade({ type: 'scoring', aggregation, maxScore, groups });
}

describe('a pass-fail problem', () => {
  it('gives 1 of 1 when all cases are accepted, and its groups and cases no score', () => {
    const result = passFail([AC], [AC, AC], [AC]);
    expect(result).toMatchObject({ verdict: 'AC', reason: null, score: 1, maxScore: 1 });
    expect(result.groups).toMatchObject([
      { name: 'sample', verdict: 'AC', score: 0, maxScore: 0 },
      { name: 'secret/0', verdict: 'AC', score: 0, maxScore: 0, cases: [{ score: null }, { score: null }] },
      { name: 'secret/1', verdict: 'AC', score: 0, maxScore: 0 },
    ]);
  });

  it('gives 0 and the first failing case otherwise', () => {
    expect(passFail([AC], [AC, TLE], [WA])).toMatchObject({ verdict: 'TLE', reason: 'why TLE', score: 0 });
    expect(passFail([WA], [AC], [AC])).toMatchObject({ verdict: 'WA', score: 0 });
  });

  it('that stops early has the skipped groups as such', () => {
    const result = passFail([AC], [WA, SK], [SK, SK]);
    expect(result).toMatchObject({ verdict: 'WA', score: 0 });
    expect(result.groups.map(({ verdict }) => verdict)).toEqual(['AC', 'WA', 'SK']);
  });

  it('pays no heed to scores', () => {
    const scored = { verdict: 'AC', score: 7, multiplier: 0.5 } as const;
    expect(passFail([scored], [scored])).toMatchObject({ verdict: 'AC', score: 1 });
  });

  it('is IE if any case is, wherever it stands', () => {
    expect(passFail([WA], [AC, IE])).toMatchObject({ verdict: 'IE', reason: 'why IE', score: 0 });
  });
});

describe('a group', () => {
  it('by sum shares its maximum among its cases', () => {
    const result = oneGroup('sum', 30, [AC, WA, AC]);
    expect(result.groups[0]).toMatchObject({ verdict: 'WA', score: 20, maxScore: 30 });
    expect(result.groups[0]?.cases.map(({ score }) => score)).toEqual([10, 0, 10]);
    expect(result).toMatchObject({ verdict: 'WA', score: 20, maxScore: 30 });
  });

  it('by min has the least of its cases, each of which can get all', () => {
    expect(oneGroup('min', 30, [AC, { verdict: 'AC', score: 12 }, half])).toMatchObject({ verdict: 'PAC', score: 12 });
    expect(oneGroup('min', 30, [AC, TLE])).toMatchObject({ verdict: 'TLE', score: 0 });
    expect(oneGroup('min', 30, [AC, AC])).toMatchObject({ verdict: 'AC', score: 30 });
  });

  it('by pass-fail has all or nothing', () => {
    expect(oneGroup('pass-fail', 30, [AC, AC])).toMatchObject({ verdict: 'AC', score: 30 });
    const failed = oneGroup('pass-fail', 30, [AC, WA]);
    expect(failed).toMatchObject({ verdict: 'WA', score: 0 });
    expect(failed.groups[0]?.cases.map(({ score }) => score)).toEqual([null, null]);
  });

  it('that is unbounded takes the scores as they are', () => {
    const result = oneGroup('sum', null, [{ verdict: 'AC', score: 1234.5 }, WA, { verdict: 'AC', score: 0.25 }]);
    expect(result).toMatchObject({ verdict: 'WA', score: 1234.75, maxScore: null });
    expect(
      oneGroup('min', null, [
        { verdict: 'AC', score: 5 },
        { verdict: 'AC', score: 3 },
      ]),
    ).toMatchObject({
      verdict: 'AC',
      score: 3,
    });
  });

  it('is decided by its first failing case; skipped ones decide only where none failed', () => {
    expect(oneGroup('sum', 30, [half, TLE, WA]).groups[0]?.verdict).toBe('TLE');
    expect(oneGroup('sum', 30, [SK, WA]).groups[0]?.verdict).toBe('WA');
    expect(oneGroup('sum', 30, [half, SK]).groups[0]?.verdict).toBe('SK');
    expect(oneGroup('sum', 30, [AC, half]).groups[0]?.verdict).toBe('PAC');
  });
});

describe('sums', () => {
  it.each([
    [1, 3],
    [100, 3],
    [100, 7],
    [0.3, 3],
    [10, 1000],
  ])('of %d in %d parts meet the maximum', (maxScore, count) => {
    const result = oneGroup(
      'sum',
      maxScore,
      Array.from({ length: count }, () => AC),
    );
    expect(result).toMatchObject({ verdict: 'AC', score: maxScore });
  });

  it('have no dust', () => {
    expect(oneGroup('sum', 1, [...Array(3).fill(AC), ...Array(7).fill(WA)]).score).toBe(0.3);
    const tenth = { verdict: 'AC', score: 0.1 } as const;
    expect(oneGroup('sum', null, [tenth, tenth, tenth]).score).toBe(0.3);
    expect(oneGroup('min', 100, [{ verdict: 'AC', multiplier: 0.07 }]).score).toBe(7);
  });
});

describe('a case with a score from the output validator', () => {
  it.each<[string, Ended, number, string]>([
    ['a multiplier', { verdict: 'AC', multiplier: 0.25 }, 2.5, 'PAC'],
    ['a multiplier of 1', { verdict: 'AC', multiplier: 1 }, 10, 'AC'],
    ['a multiplier of 0', { verdict: 'AC', multiplier: 0 }, 0, 'PAC'],
    ['a score', { verdict: 'AC', score: 4 }, 4, 'PAC'],
    ['the whole score', { verdict: 'AC', score: 10 }, 10, 'AC'],
    ['the whole score but for rounding', { verdict: 'AC', score: 10.0000000001 }, 10, 'AC'],
    ['nothing, which is the whole score', AC, 10, 'AC'],
  ])('%s', (_, outcome, score, verdict) => {
    expect(oneGroup('sum', 20, [outcome, AC]).groups[0]?.cases[0]).toMatchObject({ score, verdict });
  });

  const limited = { aggregation: 'sum', maxScore: 10 } as const;
  const unbounded = { aggregation: 'sum', maxScore: null } as const;
  const passFailGroup = { aggregation: 'pass-fail', maxScore: 10 } as const;
  it.each<[string, Pick<GroupPlan, 'aggregation' | 'maxScore'>, Ended, string]>([
    ['a score above the maximum', limited, { verdict: 'AC', score: 10.01 }, 'score.txt is not from 0 to 10'],
    ['a negative score', limited, { verdict: 'AC', score: -1 }, 'score.txt is not'],
    ['a score that is no number', limited, { verdict: 'AC', score: Number.NaN }, 'score.txt is not'],
    ['an endless score', unbounded, { verdict: 'AC', score: Number.POSITIVE_INFINITY }, 'score.txt is not'],
    ['a multiplier above 1', limited, { verdict: 'AC', multiplier: 1.1 }, 'score_multiplier.txt is not'],
    ['a negative multiplier', limited, { verdict: 'AC', multiplier: -0.1 }, 'score_multiplier.txt is not'],
    [
      'a multiplier that is no number',
      limited,
      { verdict: 'AC', multiplier: Number.NaN },
      'score_multiplier.txt is not',
    ],
    ['a multiplier of no maximum', unbounded, { verdict: 'AC', multiplier: 0.5 }, 'no score.txt'],
    ['both', limited, { verdict: 'AC', score: 1, multiplier: 0.5 }, 'both'],
    ['no score where there is no maximum', unbounded, AC, 'no score.txt'],
    ['a score for a wrong output', limited, { verdict: 'WA', score: 0 }, 'did not accept'],
    ['a multiplier for a wrong output', limited, { verdict: 'WA', multiplier: 0.5 }, 'did not accept'],
    ['a score in a pass-fail group', passFailGroup, { verdict: 'AC', score: 1 }, 'does not score its cases'],
  ])('is IE for %s', (_, plan, outcome, reason) => {
    const result = scoring('sum', plan.maxScore, { name: 'secret/1', ...plan, cases: [outcome] });
    expect(result.verdict).toBe('IE');
    expect(result.reason).toContain(reason);
    expect(result.score).toBe(0);
    expect(result.groups[0]?.cases[0]).toMatchObject({ verdict: 'IE', reason: result.reason });
  });

  it('is not judged in samples, which have no score', () => {
    const sample = {
      name: 'sample',
      aggregation: 'pass-fail',
      maxScore: 0,
      cases: [{ verdict: 'AC', score: 3 }],
    } as const;
    const secret = { name: 'secret/1', ...unbounded, cases: [{ verdict: 'AC', score: 5 }] } as const;
    const result = scoring('sum', null, sample, secret);
    expect(result).toMatchObject({ verdict: 'AC', score: 5 });
    expect(result.groups[0]).toMatchObject({ verdict: 'AC', score: 0, maxScore: 0, cases: [{ score: null }] });
  });
});

describe('a scoring problem', () => {
  const sum = (name: string, maxScore: number, ...cases: Ended[]): GroupPlan => ({
    name,
    aggregation: 'sum',
    maxScore,
    cases,
  });
  const sample = (...cases: Ended[]): GroupPlan => ({ name: 'sample', aggregation: 'pass-fail', maxScore: 0, cases });

  it('adds its groups up; samples decide the verdict, not the score', () => {
    const groups = [sum('secret/1', 40, AC, WA), sum('secret/2', 60, AC)];
    expect(scoring('sum', 100, sample(AC), ...groups)).toMatchObject({ verdict: 'WA', score: 80, maxScore: 100 });
    expect(scoring('sum', 100, sample(TLE), sum('secret/1', 100, AC))).toMatchObject({ verdict: 'TLE', score: 100 });
  });

  it('by min has its least group, by pass-fail all or nothing', () => {
    const groups = [sum('secret/1', 40, AC, half), sum('secret/2', 60, AC)];
    expect(scoring('min', 100, ...groups)).toMatchObject({ verdict: 'PAC', score: 30 });
    const whole = (verdict: Ended): GroupPlan => ({ ...sum('secret/1', 0, AC, verdict), aggregation: 'pass-fail' });
    expect(scoring('pass-fail', 100, sample(WA), whole(AC))).toMatchObject({ verdict: 'WA', score: 100 });
    expect(scoring('pass-fail', 100, sample(AC), whole(WA))).toMatchObject({ verdict: 'WA', score: 0 });
  });

  it('that holds its cases itself is one group', () => {
    expect(scoring('sum', 100, sample(AC), sum('secret', 100, AC, AC, WA, AC))).toMatchObject({
      verdict: 'WA',
      score: 75,
    });
  });

  it('is IE when its groups have more points than it', () => {
    const result = scoring('sum', 50, sum('secret/1', 40, AC), sum('secret/2', 40, AC));
    expect(result).toMatchObject({ verdict: 'IE', score: 0, maxScore: 50 });
    expect(result.reason).toContain('80');
  });

  it('names why the case failed that decided', () => {
    expect(scoring('sum', 100, sum('secret/1', 50, half), sum('secret/2', 50, SK, TLE))).toMatchObject({
      verdict: 'TLE',
      reason: 'why TLE',
    });
  });
});

describe('a group that requires others', () => {
  const plan = { aggregation: 'pass-fail', maxScore: 10 } as const;
  const dependent = group({ name: 'secret/2', ...plan, requirePass: ['sample', 'secret/1'], cases: [AC] });

  it.each<[string, Ended, Ended, boolean]>([
    ['both accepted', AC, AC, true],
    ['one wrong', AC, WA, false],
    ['one skipped', SK, AC, false],
  ])('%s', (_, first, second, runs) => {
    const { groups } = scoring(
      'sum',
      100,
      { name: 'sample', aggregation: 'pass-fail', maxScore: 0, cases: [first] },
      { name: 'secret/1', ...plan, cases: [AC, second] },
    );
    expect(mayRun(dependent, groups)).toBe(runs);
  });

  it('is not run when one of them was never graded', () => {
    expect(mayRun(dependent, [])).toBe(false);
    expect(mayRun(group({ name: 'secret/1', ...plan, cases: [AC] }), [])).toBe(true);
  });

  it('has skipped cases without points', () => {
    const plans = [{ name: 'secret/1', aggregation: 'sum', maxScore: 10, cases: [AC] }] as const;
    const of = problem({ type: 'scoring', aggregation: 'sum', maxScore: 10, groups: plans });
    const result = skippedCase('secret/1/0', 'needs sample');
    expect(result).toMatchObject({ name: 'secret/1/0', verdict: 'SK', reason: 'needs sample', cpuTimeMs: 0 });
    expect(ended(of, of.groups[0] as never, 'secret/1/0', SK)).toMatchObject({ verdict: 'SK', score: 0 });
  });
});

describe('the most that a case can get', () => {
  const cases = [AC, AC, AC, AC];
  it.each<[ScoreAggregation, number | null, number | null]>([
    ['sum', 100, 25],
    ['sum', null, null],
    ['min', 100, 100],
    ['min', null, null],
    ['pass-fail', 100, 0],
  ])('by %s of %j is %j', (aggregation, maxScore, expected) => {
    expect(caseMaxScore(group({ name: 'secret/1', aggregation, maxScore, cases }))).toBe(expected);
  });
});
