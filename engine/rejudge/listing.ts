import { isAppError } from '../errors.ts';
import type { Rejudge } from '../model/rejudge.ts';
import type { Submission } from '../model/submission.ts';
import { pagesOf } from '../pages.ts';
import type { Clock, Queue, Store } from '../ports.ts';
import { jobOf } from '../priority.ts';
import { shadowOf } from './shadow.ts';

export interface ListingDeps {
  store: Pick<Store, 'submissions' | 'attempts' | 'rejudges'>;
  queue: Pick<Queue, 'add'>;
  clock: Clock;
  /** Shadows of one rejudge that wait or are graded at a time: bounds queue and memory, however many there are in all. */
  mostOpen: number;
}

export const unfinished = { in: ['queued', 'compiling', 'running'] as const };

/**
 * Makes the next shadows, as many as there is room for, in the order of their submissions. Once all are made, the rejudge
 * says so. Begun anew after a kill, it goes on behind the last one that was made.
 */
export async function listSome(deps: ListingDeps, rejudge: Rejudge): Promise<void> {
  const { store, mostOpen } = deps;
  const { id: rejudgeId, problem } = rejudge;
  let room = mostOpen - (await store.submissions.count({ where: { rejudgeId, state: unfinished } }));
  if (room <= 0) return;
  const last = await store.submissions.brief({ where: { rejudgeId }, order: 'desc', limit: 1 });
  const isWanted = wantedBy(deps, rejudge);
  const originals = { problem, kind: 'submit', state: 'done' } as const;
  for await (const page of pagesOf(store.submissions.find, originals, { from: last.items[0]?.of ?? null })) {
    if ((await store.rejudges.get(rejudgeId))?.state !== 'computing') return;
    for (const original of page) {
      if (!(await isWanted(original))) continue;
      if (room <= 0) return;
      await makeShadow(deps, rejudge, original);
      room -= 1;
    }
  }
  const total = await store.submissions.count({ where: { rejudgeId } });
  await store.rejudges.update(rejudgeId, rejudge.rev, { listed: true, total });
}

/** Whatever version it was graded with, but the one that it would be graded with. */
function wantedBy({ store }: ListingDeps, { toVersion, assessmentId }: Rejudge) {
  const isOfAssessment = new Map<string, boolean>();
  return async ({ problemVersion, attemptId, result }: Submission): Promise<boolean> => {
    if (problemVersion === toVersion || result === null) return false;
    if (assessmentId === null) return true;
    if (attemptId === null) return false;
    const known = isOfAssessment.get(attemptId);
    if (known !== undefined) return known;
    const found = (await store.attempts.get(attemptId))?.assessmentId === assessmentId;
    isOfAssessment.set(attemptId, found);
    return found;
  };
}

async function makeShadow({ store, queue, clock }: ListingDeps, rejudge: Rejudge, original: Submission): Promise<void> {
  const shadow = shadowOf(original, rejudge, clock.now());
  try {
    await store.submissions.insert(shadow);
  } catch (error) {
    // Another keeper was faster.
    if (!isAppError(error, 'DUPLICATE')) throw error;
  }
  queue.add(jobOf(shadow));
}
