import { isFinished } from '../engine/life.ts';
import type { Submission } from '../engine/model/submission.ts';
import type { Clock, EventBus, Store } from '../engine/ports.ts';

/** How often the store is asked: an end that another process brought makes no event here. */
const askEveryMs = 2_000;

export interface FinishedDeps {
  store: Pick<Store, 'submissions'>;
  events: Pick<EventBus, 'subscribe'>;
  clock: Clock;
}

/** The submission when it is done or canceled, or as it is when the time is over or the signal aborts. */
export async function whenFinished(
  { store, events, clock }: FinishedDeps,
  submission: Submission,
  { waitMs, signal }: { waitMs: number; signal: AbortSignal },
): Promise<Submission> {
  const { id } = submission;
  const over = new AbortController();
  const end = () => over.abort();
  signal.addEventListener('abort', end, { once: true });
  const unsubscribe = events.subscribe(id, ({ type }) => type === 'done' && end());
  const until = clock.now().getTime() + waitMs;
  try {
    while (true) {
      const current = (await store.submissions.get(id)) ?? submission;
      const leftMs = until - clock.now().getTime();
      if (isFinished(current) || leftMs <= 0 || signal.aborted) return current;
      // Its end may come before the sleep begins: then the signal has aborted already.
      await clock.sleep(Math.min(leftMs, askEveryMs), over.signal).catch(() => undefined);
    }
  } finally {
    unsubscribe();
    signal.removeEventListener('abort', end);
  }
}
