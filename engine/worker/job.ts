import { isAppError } from '../errors.ts';
import { lifeOf, stateEvent } from '../life.ts';
import type { SubmissionEvent } from '../model/event.ts';
import type { EventBus, Store } from '../ports.ts';
import { type Graded, type GradingDeps, gradeHeld } from './grading.ts';
import { claim, type Hold, type HoldDeps } from './hold.ts';
import { internalError, reasonFor } from './internal-error.ts';

export type JobDeps = GradingDeps & HoldDeps & { store: Store; events: EventBus };

/**
 * One submission from queued to done. Does nothing when it is not queued any more. When the signal aborts it goes back
 * to queued, unless it was canceled. Throws when the store is away: then the lease runs out, and a sweep finds it.
 */
export async function gradeJob(deps: JobDeps, id: string, signal: AbortSignal): Promise<void> {
  const hold = await claim(deps, id);
  if (hold === null) return;
  const ended = AbortSignal.any([signal, hold.lost]);
  const publish = publisher(deps.events, id);
  const tell = (event: SubmissionEvent) => {
    if (!ended.aborted) publish(event);
  };
  tell(stateEvent('compiling'));
  const graded = await gradeHeld(deps, { hold, signal: ended, tell }).catch((error) => {
    if (ended.aborted) return null;
    throw error;
  });
  if (hold.lost.aborted) {
    deps.log.warn({ err: hold.lost.reason, submissionId: id }, 'A submission was lost while it was graded');
    return;
  }
  if (graded === null) {
    await hold.release({ state: 'queued', startedAt: null }, signal);
    return;
  }
  await finish(deps, { hold, graded, signal });
  const stored = await deps.store.submissions.get(id);
  // Also when the last write came out as lost: the answer to it may have been. The end of a canceled one is told already.
  if (stored?.state === 'done') lifeOf(stored).forEach(publish);
}

async function finish(
  { clock }: JobDeps,
  { hold, graded, signal }: { hold: Hold; graded: Graded; signal: AbortSignal },
): Promise<void> {
  const done = { ...graded, state: 'done' as const, doneAt: clock.now().toISOString() };
  try {
    await hold.release(done, signal);
  } catch (error) {
    if (isAppError(error, 'STORE_UNAVAILABLE')) throw error;
    // The store cannot take this result at all, say for its size.
    const result = { ...internalError({ reason: reasonFor(error), problem: null }), maxScore: graded.result.maxScore };
    await hold.release({ ...done, result }, signal);
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
