import type { Criterion } from '../model/assessment.ts';

/** The mean of the ratings by the rubric's weights, from 1 to 5, to two decimals; `null` when none of them is rated. */
export function weightedScore(ratings: Readonly<Record<string, number>>, rubric: readonly Criterion[]): number | null {
  const rated = rubric.flatMap(({ key, weight }) => {
    const rating = ratingOf(ratings, key);
    return rating === undefined ? [] : [{ rating, weight }];
  });
  const weights = rated.reduce((sum, { weight }) => sum + weight, 0);
  if (weights === 0) return null;
  return rounded(rated.reduce((sum, { rating, weight }) => sum + rating * weight, 0) / weights);
}

/** Of a key that reviewers chose, which may be that of something every object has. */
export function ratingOf(ratings: Readonly<Record<string, number>>, key: string): number | undefined {
  return Object.hasOwn(ratings, key) ? ratings[key] : undefined;
}

export function meanOf(scores: readonly (number | null)[]): number | null {
  const known = scores.filter((score) => score !== null);
  return known.length === 0 ? null : rounded(known.reduce((sum, score) => sum + score, 0) / known.length);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
