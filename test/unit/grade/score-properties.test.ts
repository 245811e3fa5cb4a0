/** What holds of scores for all scoring problems and all outcomes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ended, type GroupPlan, grade } from './problems.ts';

const AC: Ended = { verdict: 'AC' };
const WA: Ended = { verdict: 'WA' };

describe('for every scoring problem and every outcome', () => {
  const outcome: fc.Arbitrary<Ended> = fc.oneof(
    fc.constantFrom('AC', 'WA', 'TLE', 'SK', 'RTE').map((verdict): Ended => ({ verdict })),
    fc.double({ min: 0, max: 1, noNaN: true }).map((multiplier): Ended => ({ verdict: 'AC', multiplier })),
  );
  const points = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.double({ min: 0, max: 100, noNaN: true }));
  const groups = fc.array(
    fc.record({
      aggregation: fc.constantFrom('sum', 'min'),
      maxScore: points,
      cases: fc.array(outcome, { minLength: 1 }),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const named = groups.map((list) => list.map((plan, i): GroupPlan => ({ ...plan, name: `secret/${i}` })));
  const total = (list: readonly GroupPlan[]) => list.reduce((sum, { maxScore }) => sum + (maxScore ?? 0), 0);
  const whole = (list: readonly GroupPlan[]) =>
    grade({ type: 'scoring', aggregation: 'sum', maxScore: total(list), groups: list });

  it('the score is from 0 to the maximum, in all and in each group and case', () => {
    fc.assert(
      fc.property(named, (list) => {
        const result = whole(list);
        for (const scored of [result, ...result.groups]) {
          expect(scored.score).toBeGreaterThanOrEqual(0);
          expect(scored.score).toBeLessThanOrEqual(scored.maxScore as number);
        }
        for (const { score } of result.groups.flatMap(({ cases }) => cases)) expect(score).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('a case that fails instead never raises the score, and the verdict is not accepted', () => {
    fc.assert(
      fc.property(named, fc.nat(), fc.nat(), (list, g, c) => {
        const at = g % list.length;
        const worse = list.map((plan, i) =>
          i === at ? { ...plan, cases: plan.cases.map((was, j) => (j === c % plan.cases.length ? WA : was)) } : plan,
        );
        const result = whole(worse);
        expect(result.score).toBeLessThanOrEqual(whole(list).score);
        expect(['AC', 'PAC']).not.toContain(result.verdict);
      }),
    );
  });

  it('the order of the groups does not matter to the score', () => {
    fc.assert(
      fc.property(named, (list) => {
        expect(whole([...list].reverse()).score).toBeCloseTo(whole(list).score, 8);
      }),
    );
  });

  it('all accepted is the full score, and only that is AC', () => {
    fc.assert(
      fc.property(named, (list) => {
        const accepted = whole(list.map((plan) => ({ ...plan, cases: plan.cases.map(() => AC) })));
        expect(accepted).toMatchObject({ verdict: 'AC', score: accepted.maxScore });
        const result = whole(list);
        if (result.verdict === 'AC') expect(result.score).toBe(result.maxScore);
      }),
    );
  });
});
