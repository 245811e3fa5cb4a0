import { isAppError } from '../errors.ts';
import type { Held } from '../lease.ts';
import { lifeOf, stateEvent } from '../life.ts';
import type { SubmissionEvent } from '../model/event.ts';
import type { Submission } from '../model/submission.ts';
import type { EventBus, Queue, Store } from '../ports.ts';
import { hasConsequences, jobOf } from '../priority.ts';
import { type ClaimDeps, claim } from './claim.ts';
import { type Graded, type GradingDeps, gradeHeld } from './grading.ts';
import { internalError, reasonFor } from './internal-error.ts';

export type JobDeps = GradingDeps &
  ClaimDeps & {
    store: Store;
    events: EventBus;
    queue: Pick<Queue, 'add'>;
    /** Draws the consequences of a submission's end at once; a sweep does so later for what is still `unsettled`. */
    onSettle?(id: string): Promise<void>;
  };

/** How many of a lane are queued again when one of it has ended. */
const nextOfLane = 5;

/**
 * One submission from queued to done. Does nothing, and resolves to false, when it is not to be had. When the signal aborts
 * it goes back to queued, unless it was canceled. Throws when the store is away: then the lease runs out, and a sweep
 * finds it.
 */
export async function gradeJob(deps: JobDeps, id: string, signal: AbortSignal): Promise<boolean> {
  const held = await claim(deps, id);
  if (held !== null) await gradeClaimed(deps, held, signal);
  return held !== null;
}

async function gradeClaimed(deps: JobDeps, held: Held<Submission>, signal: AbortSignal): Promise<void> {
  const { id } = held.doc();
  const ended = AbortSignal.any([signal, held.lost]);
  const publish = publisher(deps.events, id);
  const tell = (event: SubmissionEvent) => {
    if (!ended.aborted) publish(event);
  };
  tell(stateEvent('compiling'));
  const graded = await gradeHeld(deps, { held, signal: ended, tell }).catch((error) => {
    if (ended.aborted) return null;
    throw error;
  });
  if (held.lost.aborted) {
    deps.log.warn({ err: held.lost.reason, submissionId: id }, 'A submission was lost while it was graded');
    return;
  }
  if (graded === null) {
    await held.release({ state: 'queued', startedAt: null }, signal);
    return;
  }
  await finish(deps, { held, graded, signal });
  const stored = await deps.store.submissions.get(id);
  if (stored?.state !== 'done') return;
  // Also when the last write came out as lost: the answer to it may have been. The end of a canceled one is told already.
  lifeOf(stored).forEach(publish);
  if (stored.unsettled) {
    await deps.onSettle?.(id).catch((err) => deps.log.error({ err, submissionId: id }, 'A result was not settled yet'));
  }
}

/** Queues what waits for this lane: another process may have put it aside while this one had the lane. */
export async function queueLane({ store, queue }: Pick<JobDeps, 'store' | 'queue'>, lane: string): Promise<void> {
  const { items } = await store.submissions.brief({ where: { lane, state: 'queued' }, limit: nextOfLane });
  for (const submission of items) queue.add(jobOf(submission));
}

async function finish(
  { clock }: JobDeps,
  { held, graded, signal }: { held: Held<Submission>; graded: Graded; signal: AbortSignal },
): Promise<void> {
  const unsettled = hasConsequences(held.doc());
  const done = { ...graded, state: 'done' as const, unsettled, doneAt: clock.now().toISOString() };
  try {
    await held.release(done, signal);
  } catch (error) {
    if (isAppError(error, 'STORE_UNAVAILABLE')) throw error;
    // The store cannot take this result at all, say for its size.
    const result = { ...internalError({ reason: reasonFor(error), problem: null }), maxScore: graded.result.maxScore };
    await held.release({ ...done, result, receipt: null }, signal);
  }
}

/** Publishes what is new: a second try, or another process before this one, may have told the first steps already. */
function publisher(events: EventBus, id: string): (event: SubmissionEvent) => void {
  let lastId = events.past(id).at(-1)?.id ?? 0;
  return (event) => {
    if (event.id <= lastId && event.type !== 'done') return;
    lastId = event.id;
    events.publish(id, event);
  };
}
