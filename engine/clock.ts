import { setTimeout as timer } from 'node:timers/promises';
import type { Clock } from './ports.ts';

/** The real time. `sleep` takes at most 24 days, and rejects with the signal's reason. */
export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(ms, signal) {
    try {
      await timer(ms, undefined, { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};
