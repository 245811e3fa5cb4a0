import { type Attempt, cohortOf } from '../model/attempt.ts';
import type { Cohort } from '../model/scorecard.ts';
import type { Store } from '../ports.ts';

const parts = 10;

/** How an attempt stands among those that are finished at the same version of the assessment: a dozen counts by an index. */
export async function cohortFor(store: Pick<Store, 'attempts'>, attempt: Attempt): Promise<Cohort> {
  const cohort = cohortOf(attempt);
  const count = (score?: number | null | { from?: number; below?: number }) =>
    store.attempts.count({ where: { cohort, ...(score !== undefined && { score }) } });
  const own = attempt.cohort === null ? null : (attempt.score ?? 0);
  // Who has no score has submitted nothing, and has 0.
  const finished = await count();
  const unscored = await count(null);
  const histogram: Cohort['histogram'] = [];
  for (let part = 0; part < parts && attempt.maxScore > 0; part += 1) {
    const [from, to] = [(attempt.maxScore * part) / parts, (attempt.maxScore * (part + 1)) / parts];
    const isLast = part === parts - 1;
    const isOwn = own !== null && (part === 0 || own >= from) && (isLast || own < to);
    const scored = await count({ ...(part > 0 && { from }), ...(!isLast && { below: to }) });
    histogram.push({ from, to, count: scored + (part === 0 ? unscored : 0), own: isOwn });
  }
  if (own === null || finished === 0) return { finished, lower: null, equal: null, percentile: null, histogram };
  const lower = (await count({ below: own })) + (own > 0 ? unscored : 0);
  const equal = (await count(own)) + (own === 0 ? unscored : 0);
  const percentile = percentileOf({ lower, equal, all: finished });
  return { finished, lower, equal: Math.max(0, equal - 1), percentile, histogram };
}

/** Mid-rank, to one decimal. What was counted while others finished may be a little more than all. */
export function percentileOf({ lower, equal, all }: { lower: number; equal: number; all: number }): number {
  return Math.min(100, Math.round((1000 * (lower + equal / 2)) / all) / 10);
}
