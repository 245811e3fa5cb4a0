import type { Problem } from '../model/problem.ts';

/** The problem of a key: the one at hand, or the one that `make` gives. At the same time it is made once. */
export type ProblemCache = (key: string, make: () => Promise<Problem>) => Promise<Problem>;

/** Over all that are kept: some 500 bytes each. */
const defaultMaxCases = 200_000;
/** What a problem takes beside its cases, counted in cases. */
const ownWeight = 100;

/** Of what never changes. Those that were not used for the longest go first; what failed is not kept. */
export function createProblemCache({ maxCases = defaultMaxCases } = {}): ProblemCache {
  /** The one used last is last. */
  const kept = new Map<string, { problem: Promise<Problem>; weight: number }>();

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
    const entry = kept.get(key) ?? { problem: make(), weight: 0 };
    const isNew = !kept.delete(key);
    kept.set(key, entry);
    if (!isNew) return entry.problem;
    entry.problem.then(
      ({ groups }) => {
        entry.weight = groups.reduce((sum, group) => sum + group.cases.length, ownWeight);
        makeRoom();
      },
      () => kept.delete(key),
    );
    return entry.problem;
  };
}
