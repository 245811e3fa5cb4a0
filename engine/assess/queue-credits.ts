import type { SubmissionBrief } from '../model/submission.ts';
import type { Clock, Store } from '../ports.ts';
import { creditAttempt } from './credit.ts';

/** What a submission may wait before its time is given back. */
const freeWaitMs = 30_000;

export interface QueueCredits {
  /** Gives back what a submission or run of an attempt waited too long for; once, however often it is called. */
  credit(submission: SubmissionBrief): Promise<void>;
  /** The same for those of an attempt that wait now: before its time is up over them. */
  creditWaiting(attemptId: string): Promise<void>;
}

export interface QueueCreditsDeps {
  store: Pick<Store, 'attempts' | 'submissions' | 'timeline'>;
  clock: Pick<Clock, 'now'>;
}

const waitingAtOnce = 100;

export function createQueueCredits(deps: QueueCreditsDeps): QueueCredits {
  const { store, clock } = deps;

  const creditUntil = async (submission: SubmissionBrief, until: string) => {
    const { id, attemptId, queuedAt, kind } = submission;
    if (attemptId === null || Date.parse(until) - Date.parse(queuedAt) <= freeWaitMs) return;
    const since = await waitedSince(deps, submission, until);
    const fromMs = Date.parse(since) + freeWaitMs;
    const waitedMs = Date.parse(until) - Date.parse(since);
    if (waitedMs <= freeWaitMs) return;
    const what = kind === 'run' ? 'A run' : 'A submission';
    const reason = `${what} waited in our queue for more than ${freeWaitMs / 1000} s.`;
    const credit = { kind: 'queue' as const, from: new Date(fromMs).toISOString(), to: until, reason, key: id };
    await creditAttempt(deps, attemptId, credit);
  };

  return {
    async credit(submission) {
      if (submission.startedAt !== null) await creditUntil(submission, submission.startedAt);
    },
    async creditWaiting(attemptId) {
      const now = clock.now().toISOString();
      const kind = { in: ['submit', 'run'] };
      const { items } = await store.submissions.brief({
        where: { attemptId, kind, state: 'queued' },
        limit: waitingAtOnce,
      });
      for (const submission of items) await creditUntil(submission, now);
    },
  };
}

/** From when on it waited for the queue, and not for the same person's submissions before it. */
async function waitedSince({ store }: QueueCreditsDeps, { id, lane, queuedAt }: SubmissionBrief, until: string) {
  if (lane === null) return queuedAt;
  const { items } = await store.submissions.brief({
    where: { lane, doneAt: { below: justAfter(until) } },
    sort: 'doneAt',
    order: 'desc',
    limit: 2,
  });
  const before = items.find((submission) => submission.id !== id)?.doneAt ?? queuedAt;
  return before > queuedAt ? before : queuedAt;
}

function justAfter(instant: string): string {
  return new Date(Date.parse(instant) + 1).toISOString();
}
