import type { Clock } from '../../engine/ports.ts';

export interface TestClock extends Clock {
  /** Time that goes by at once. */
  pass(ms: number): void;
}

/** Stands still but for `pass`; who sleeps takes turns with the others, and the time of it goes by. */
export function testClock(start = '2026-11-24T08:00:00.000Z'): TestClock {
  let nowMs = Date.parse(start);
  return {
    now: () => new Date(nowMs),
    pass(ms) {
      nowMs += ms;
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, 1));
      nowMs += ms;
    },
  };
}
