import { signal } from '@preact/signals';

/*
 * Theory of operation. The time is the server's. Between two of its words the page counts by the browser's steady clock, which
 * nobody sets. The clock on the wall may be wrong and is not asked what time it is: only when it jumps the machine slept, and the
 * steady clock perhaps with it, or somebody set it. Then the server is asked at once.
 */

export interface Countdown {
  /** The server's word was of this moment. */
  told(atMs: number): void;
  /** What is left of so much by now. */
  left(toldMs: number): number;
  /** It is being asked. */
  asked(): void;
  /** Counts on. Returns whether the server is to be asked, which is due so long after it was last; `null`: never. */
  tick(dueMs: number | null): boolean;
}

const sleptMs = 5_000;

export function createCountdown(clocks: { steadyMs(): number; wallMs(): number }): Countdown {
  const nowMs = signal(clocks.steadyMs());
  let toldAtMs = 0;
  let askedAtMs = nowMs.peek();
  let tickedAtMs = clocks.wallMs();
  return {
    told(atMs) {
      toldAtMs = atMs;
      nowMs.value = clocks.steadyMs();
    },
    left: (toldMs) => Math.max(0, toldMs - Math.max(0, nowMs.value - toldAtMs)),
    asked() {
      askedAtMs = clocks.steadyMs();
    },
    tick(dueMs) {
      nowMs.value = clocks.steadyMs();
      const wallMs = clocks.wallMs();
      const jumped = Math.abs(wallMs - tickedAtMs) > sleptMs;
      tickedAtMs = wallMs;
      return dueMs !== null && (jumped || nowMs.value - Math.max(askedAtMs, toldAtMs) >= dueMs);
    },
  };
}
