import { isAppError } from '../errors.ts';
import { isAbandoned } from '../lease.ts';
import type { SubmissionBrief } from '../model/submission.ts';
import { each } from '../pages.ts';
import type { Clock, Queue, Store } from '../ports.ts';
import { jobOf } from '../priority.ts';

export interface SweepDeps {
  store: Pick<Store, 'submissions'>;
  queue: Pick<Queue, 'add'>;
  clock: Clock;
  owner: string;
  ownerState(owner: string): 'alive' | 'dead' | 'unknown';
}

/**
 * Puts into the queue, oldest first, whatever waits or was left behind: submissions that are queued, and those whose
 * worker died or let its lease run out. `works` tells what this process is working on. Throws STORE_UNAVAILABLE.
 */
export async function sweep(
  deps: SweepDeps,
  { works, signal }: { works(id: string): boolean; signal: AbortSignal },
): Promise<void> {
  const unfinished = { state: { in: ['queued', 'compiling', 'running'] } };
  for await (const submission of each(deps.store.submissions.brief, unfinished, { size: 100 })) {
    if (signal.aborted) return;
    if (works(submission.id)) continue;
    if (submission.state === 'queued' || (isAbandoned(deps, submission.lease) && (await takeBack(deps, submission)))) {
      deps.queue.add(jobOf(submission));
    }
  }
}

/** Whether it is queued now; not when another process was faster. */
async function takeBack({ store }: SweepDeps, { id, rev }: SubmissionBrief): Promise<boolean> {
  try {
    await store.submissions.update(id, rev, { state: 'queued', lease: null, startedAt: null });
    return true;
  } catch (error) {
    if (isAppError(error, 'CONFLICT') || isAppError(error, 'NOT_FOUND')) return false;
    throw error;
  }
}
