import type { Log } from '../log.ts';
import type { Clock } from '../ports.ts';
import { createGarbage, type GarbageStore } from './garbage.ts';
import type { PackageStore } from './package-store.ts';

/** Takes away what nobody needs: chunks in the store, packages on the disk. */
export interface Caretaker {
  start(): void;
  /** May be called more than once. */
  close(): Promise<void>;
}

export interface CaretakerDeps {
  store: GarbageStore;
  packages: Pick<PackageStore, 'tidy'>;
  clock: Clock;
  log: Log;
}

/** Each look reads every list of files there is. */
const lookEveryMs = 3_600_000;

export function createCaretaker(deps: CaretakerDeps): Caretaker {
  const { packages, clock, log } = deps;
  const garbage = createGarbage(deps);
  const closing = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const onAndOn = async () => {
    while (true) {
      await clock.sleep(lookEveryMs, closing.signal).catch(() => undefined);
      if (closing.signal.aborted) return;
      try {
        await packages.tidy();
        await garbage.collect(closing.signal);
      } catch (error) {
        if (!closing.signal.aborted) log.error({ err: error }, 'Could not tidy up: will try again');
      }
    }
  };

  return {
    start() {
      running = onAndOn();
    },
    async close() {
      closing.abort();
      await running;
    },
  };
}
