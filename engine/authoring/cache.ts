import type { Problem } from '../model/problem.ts';
import type { Clock } from '../ports.ts';

/** The problem of a key: the one at hand, or the one that `make` gives. At the same time it is made once. */
export type ProblemCache = (key: string, make: () => Promise<Problem>) => Promise<Problem>;

/** Over all that are kept: some 500 bytes each. */
const defaultMaxCases = 200_000;
/** What a problem takes beside its cases, counted in cases. */
const ownWeight = 100;

/** After so long it is made again, so that the files of whatever is in use are asked for. */
const freshMs = 24 * 3_600_000;

export interface ProblemCacheDeps {
  clock: Pick<Clock, 'now'>;
  maxCases?: number;
}

/** Of what never changes. Those that were not used for the longest go first; what failed is not kept. */
export function createProblemCache({ clock, maxCases = defaultMaxCases }: ProblemCacheDeps): ProblemCache {
  /** The one used last is last. */
  const kept = new Map<string, { problem: Promise<Problem>; weight: number; madeMs: number }>();

  function makeRoom() {
    let total = 0;
    for (const { weight } of kept.values()) total += weight;
    for (const [key, { weight }] of kept) {
      if (total <= maxCases || kept.size === 1) return;
      kept.delete(key);
      total -= weight;
    }
  }

  return function cached(key, make) {
    const nowMs = clock.now().getTime();
    const found = kept.get(key);
    const isFresh = found !== undefined && nowMs - found.madeMs < freshMs;
    const entry = isFresh ? found : { problem: make(), weight: 0, madeMs: nowMs };
    kept.delete(key);
    kept.set(key, entry);
    if (isFresh) return entry.problem;
    entry.problem.then(
      ({ groups }) => {
        entry.weight = groups.reduce((sum, group) => sum + group.cases.length, ownWeight);
        makeRoom();
      },
      () => kept.get(key) === entry && kept.delete(key),
    );
    return entry.problem;
  };
}
