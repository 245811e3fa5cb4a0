import { scheduler } from 'node:timers/promises';
import { isAppError } from '../errors.ts';
import type { Lease, SubmissionBrief } from '../model/submission.ts';
import type { Clock, Queue, Store } from '../ports.ts';
import { jobOf } from '../priority.ts';

/** Small pages, with a breath between them for the event loop. */
const pageSize = 100;

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
  for await (const submission of unfinished(deps.store)) {
    if (signal.aborted) return;
    if (works(submission.id)) continue;
    if (submission.state === 'queued' || (isAbandoned(deps, submission.lease) && (await takeBack(deps, submission)))) {
      deps.queue.add(jobOf(submission));
    }
  }
}

async function* unfinished({ submissions }: SweepDeps['store']): AsyncGenerator<SubmissionBrief> {
  let after: string | null = '';
  while (after !== null) {
    const page = await submissions.brief({
      where: { state: { in: ['queued', 'compiling', 'running'] } },
      ...(after === '' ? {} : { after }),
      limit: pageSize,
    });
    yield* page.items;
    after = page.next;
    await scheduler.yield();
  }
}

function isAbandoned({ clock, owner, ownerState }: SweepDeps, lease: Lease | null): boolean {
  if (lease === null || lease.owner === owner) return true;
  return lease.until <= clock.now().toISOString() || ownerState(lease.owner) === 'dead';
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
