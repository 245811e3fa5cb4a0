import { AppError } from '../errors.ts';

/** Lets `atOnce` tasks run at a time and `mostWaiting` wait; throws RATE_LIMITED for more than that. */
export function createTurns({ atOnce, mostWaiting }: { atOnce: number; mostWaiting: number }) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async take<T>(task: () => Promise<T>): Promise<T> {
      if (running >= atOnce) {
        if (waiting.length >= mostWaiting)
          throw new AppError('RATE_LIMITED', 'Too many at once: try again in a moment.');
        // Whoever ends hands its place on, so `running` stays as it is.
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else {
        running += 1;
      }
      try {
        return await task();
      } finally {
        const next = waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}
