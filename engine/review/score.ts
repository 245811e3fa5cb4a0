import type { Attempt } from '../model/attempt.ts';

/** To one decimal; `null` where there is no score, or nothing to be had. */
export function percentOf({ score, maxScore }: Pick<Attempt, 'score' | 'maxScore'>): number | null {
  return score === null || maxScore <= 0 ? null : Math.round((1000 * score) / maxScore) / 10;
}
