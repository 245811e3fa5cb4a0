import type { CaseResult } from '../../../../engine/model/submission.ts';

type Ended = Pick<CaseResult, 'verdict' | 'reason'>;

export const isSkipped = ({ verdict }: Ended): boolean => verdict === 'SK';

/** Why cases were not run, and how many: there is nothing to be said of each. */
export function skippedFor(cases: readonly Ended[]): [why: string, count: number][] {
  const byReason = Map.groupBy(cases.filter(isSkipped), ({ reason }) => reason ?? '');
  return [...byReason].map(([why, { length }]) => [why, length]);
}
