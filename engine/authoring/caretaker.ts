import type { Log } from '../log.ts';
import { createLoop, type Loop } from '../loop.ts';
import type { Clock } from '../ports.ts';
import { createGarbage, type GarbageStore } from './garbage.ts';
import type { PackageStore } from './package-store.ts';

export interface CaretakerDeps {
  store: GarbageStore;
  packages: Pick<PackageStore, 'tidy'>;
  clock: Clock;
  log: Log;
}

/** Each look reads every list of files there is. */
const lookEveryMs = 3_600_000;

/** Takes away what nobody needs: chunks in the store, packages on the disk. */
export function createCaretaker(deps: CaretakerDeps): Loop {
  const { packages, clock, log } = deps;
  const garbage = createGarbage(deps);
  return createLoop({ clock, lookEveryMs }, async (signal) => {
    try {
      await packages.tidy();
      await garbage.collect(signal);
    } catch (error) {
      if (!signal.aborted) log.error({ err: error }, 'Could not tidy up: will try again');
    }
    return false;
  });
}
