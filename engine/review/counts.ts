import type { AttemptState } from '../model/attempt.ts';
import type { AttemptCounts } from '../model/scorecard.ts';
import type { Store } from '../ports.ts';
import { assessmentOf } from './find.ts';

export interface Counts {
  /** Throws NOT_FOUND. */
  of(assessmentId: string): Promise<AttemptCounts>;
}

const unfinished: readonly AttemptState[] = ['ready', 'running', 'paused', 'ending', 'grading'];

/** Four counts by an index, however large the attempts are. */
export function createCounts({ store }: { store: Pick<Store, 'assessments' | 'attempts' | 'invitations'> }): Counts {
  return {
    async of(assessmentId) {
      await assessmentOf(store, assessmentId);
      const [invited, underWay, finished, decided] = await Promise.all([
        store.invitations.count({ where: { assessmentId, state: 'sent' } }),
        store.attempts.count({ where: { assessmentId, state: { in: unfinished } } }),
        store.attempts.count({ where: { assessmentId, state: 'finished' } }),
        store.attempts.count({
          where: { assessmentId, state: 'finished', decision: { in: ['advance', 'reject', 'hold'] } },
        }),
      ]);
      // Counted one after the other: what was decided meanwhile is in the last one only.
      return { invited, underWay, toReview: Math.max(0, finished - decided), decided };
    },
  };
}
