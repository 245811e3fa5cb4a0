import { isFinished, lifeOf } from '../engine/life.ts';
import type { SubmissionEvent } from '../engine/model/event.ts';
import type { Submission } from '../engine/model/submission.ts';
import type { Clock, EventBus, Store } from '../engine/ports.ts';
import { type Inbox, openInbox } from './inbox.ts';

/*
 * Theory of operation. A reader gets every event of a submission's life once and in order, whenever it comes. Events
 * are caught from the bus before the store is read, so none falls between; past and present may then overlap, and the
 * ids, which are places in the life, tell what the reader has. The store is read again every few seconds, for another
 * process may do the work. The end is told whatever was seen before, unless it is just what was seen last.
 */

export interface FollowDeps {
  store: Pick<Store, 'submissions'>;
  events: Pick<EventBus, 'subscribe' | 'past'>;
  clock: Clock;
}

/** `null` stands for a quiet time. The last event is the end of the submission, or the signal has aborted. */
export type Life = AsyncGenerator<SubmissionEvent | null>;

/** The events behind `afterId`; `missing` when there is no such submission, `over` when nothing can follow. */
export async function followLife(
  deps: FollowDeps,
  { id, afterId, signal }: { id: string; afterId: number; signal: AbortSignal },
): Promise<Life | 'missing' | 'over'> {
  const inbox = openInbox<SubmissionEvent>(deps.clock, (listener) => deps.events.subscribe(id, listener), signal);
  const past = deps.events.past(id);
  try {
    const submission = await deps.store.submissions.get(id);
    if (submission === null) return close('missing');
    if (isFinished(submission) && lifeOf(submission).at(-1)?.id === afterId) return close('over');
    return readLife(deps, { submission, afterId, signal, past, inbox });
  } catch (error) {
    inbox.close();
    throw error;
  }

  function close<T>(outcome: T): T {
    inbox.close();
    return outcome;
  }
}

interface Reading {
  submission: Submission;
  afterId: number;
  signal: AbortSignal;
  /** What was told before the inbox was opened. */
  past: readonly SubmissionEvent[];
  inbox: Inbox<SubmissionEvent>;
}

async function* readLife({ store }: FollowDeps, { submission, afterId, signal, past, inbox }: Reading): Life {
  let lastId = afterId;
  let fresh = isFinished(submission) ? lifeOf(submission) : inOrder([...lifeOf(submission), ...past]);
  while (!signal.aborted) {
    for (const event of fresh) {
      if (event.id <= lastId && event.type !== 'done') continue;
      lastId = event.id;
      yield event;
      if (event.type === 'done') return;
    }
    fresh = await inbox.next();
    if (fresh.length > 0 || signal.aborted) continue;
    yield null;
    // A store that is away now is asked again after the next quiet time.
    const stored = await store.submissions.get(submission.id).catch(() => null);
    if (stored) fresh = lifeOf(stored);
  }
}

function inOrder(events: SubmissionEvent[]): SubmissionEvent[] {
  return events.sort((a, b) => a.id - b.id);
}
