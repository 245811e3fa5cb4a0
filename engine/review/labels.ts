import type { Store } from '../ports.ts';
import { assessmentOf } from './find.ts';
import { shownPerson } from './person.ts';

/** How these attempts of an assessment are called, as in its table. One that is gone is not there. Throws NOT_FOUND. */
export interface Labels {
  of(assessmentId: string, attemptIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export function createLabels({ store }: { store: Pick<Store, 'attempts' | 'assessments'> }): Labels {
  return {
    async of(assessmentId, attemptIds) {
      const assessment = await assessmentOf(store, assessmentId);
      const attempts = await Promise.all([...new Set(attemptIds)].map((id) => store.attempts.get(id)));
      const own = attempts.flatMap((one) => (one?.assessmentId === assessmentId ? [one] : []));
      return new Map(own.map((one) => [one.id, shownPerson(one, assessment).label]));
    },
  };
}
