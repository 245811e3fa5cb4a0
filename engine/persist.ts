import { isAppError } from './errors.ts';
import type { Clock } from './ports.ts';

const firstDelayMs = 100;
const longestDelayMs = 5_000;

/**
 * Does `write` again, ever less often, while the store cannot be reached, for at most `forMs`. Throws what `write`
 * threw last: STORE_UNAVAILABLE when the time is over or the signal aborts, anything else at once.
 */
export async function persist<T>(
  write: () => Promise<T>,
  { clock, forMs, signal }: { clock: Clock; forMs: number; signal: AbortSignal },
): Promise<T> {
  const giveUpAt = clock.now().getTime() + forMs;
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(2 * delayMs, longestDelayMs)) {
    try {
      return await write();
    } catch (error) {
      const over = signal.aborted || clock.now().getTime() + delayMs > giveUpAt;
      if (!isAppError(error, 'STORE_UNAVAILABLE') || over) throw error;
    }
    // An abort ends the wait: then one more try decides.
    await clock.sleep(delayMs, signal).catch(() => undefined);
  }
}
