import type { Clock } from '../engine/ports.ts';

/** How often the store is asked, and a sign of life is given, on a quiet stream. */
const quietMs = 2_000;

/** What is told while a stream is written waits here for its turn. */
export interface Inbox<E> {
  /** What came since the last call; waits for it, and gives nothing after a quiet time, or when the signal aborts. */
  next(): Promise<E[]>;
  close(): void;
}

/** Catches events from now on, until it is closed or the signal aborts. */
export function openInbox<E>(
  clock: Pick<Clock, 'sleep'>,
  subscribe: (listener: (event: E) => void) => () => void,
  signal: AbortSignal,
): Inbox<E> {
  const events: E[] = [];
  let sleep = new AbortController();
  const unsubscribe = subscribe((event) => {
    events.push(event);
    sleep.abort();
  });
  const close = () => {
    unsubscribe();
    sleep.abort();
  };
  signal.addEventListener('abort', close, { once: true });
  return {
    async next() {
      sleep = new AbortController();
      if (events.length === 0 && !signal.aborted) await clock.sleep(quietMs, sleep.signal).catch(() => undefined);
      return events.splice(0);
    },
    close,
  };
}
