import type { Clock } from './ports.ts';

/** Looks for work again and again, one look after the other. */
export interface Loop {
  start(): void;
  /** Looks now, if it waits. */
  wake(): void;
  /** Resolves when the last look has ended. May be called more than once. */
  close(): Promise<void>;
}

/**
 * `look` never rejects. It resolves to true where there may be more to do at once; its signal aborts when the loop closes.
 * `waitsFirst`: the first look is not at the start.
 */
export function createLoop(
  {
    clock,
    lookEveryMs,
    waitsFirst = false,
  }: { clock: Pick<Clock, 'sleep'>; lookEveryMs: number; waitsFirst?: boolean },
  look: (signal: AbortSignal) => Promise<boolean>,
): Loop {
  const closing = new AbortController();
  let sleep = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const wait = () => clock.sleep(lookEveryMs, AbortSignal.any([sleep.signal, closing.signal])).catch(() => undefined);

  const onAndOn = async () => {
    if (waitsFirst) await wait();
    while (!closing.signal.aborted) {
      sleep = new AbortController();
      if (await look(closing.signal)) continue;
      await wait();
    }
  };

  return {
    start() {
      running = onAndOn();
    },
    wake: () => sleep.abort(),
    async close() {
      closing.abort();
      await running;
    },
  };
}
