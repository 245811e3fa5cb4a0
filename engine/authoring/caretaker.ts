import type { Log } from '../log.ts';
import { createLoop, type Loop } from '../loop.ts';
import type { Clock, Store } from '../ports.ts';
import { createGarbage, type GarbageStore } from './garbage.ts';
import type { PackageStore } from './package-store.ts';
import { forgetTrials } from './trial-tidy.ts';

export interface CaretakerDeps {
  store: GarbageStore & Pick<Store, 'trials'>;
  packages: Pick<PackageStore, 'tidy'>;
  clock: Clock;
  log: Log;
}

/** Each look reads every list of files there is. */
const lookEveryMs = 3_600_000;

/** Takes away what nobody needs: old runs of programs, chunks in the store, packages on the disk. */
export function createCaretaker(deps: CaretakerDeps): Loop {
  const { packages, clock, log } = deps;
  const garbage = createGarbage(deps);
  return createLoop({ clock, lookEveryMs, waitsFirst: true }, async (signal) => {
    try {
      await packages.tidy();
      await forgetTrials(deps, signal);
      await garbage.collect(signal);
    } catch (error) {
      if (!signal.aborted) log.error({ err: error }, 'Could not tidy up: will try again');
    }
    return false;
  });
}
