import { isAppError } from './errors.ts';
import type { Lease } from './model/submission.ts';
import type { Clock, Collection, Doc } from './ports.ts';

/*
 * Theory of operation. Work on a document is claimed by compare-and-set with a lease, which is renewed while the work
 * goes on. Every write names the revision of the write before: whoever lost the document finds out, and drops the work.
 * A lease that ran out, or whose owner is dead, is anybody's.
 */

export type Leased = Doc & { lease: Lease | null };
type Patch<T> = Partial<Omit<T, 'id' | 'rev' | 'lease'>>;

export interface LeaseDeps {
  clock: Clock;
  owner: string;
  leaseMs: number;
}

export interface Held<T> {
  doc(): T;
  /** Aborts when another took, changed or removed it. */
  readonly lost: AbortSignal;
  /** Writes and renews. Rejects when it is lost. */
  write(patch: Patch<T>): Promise<void>;
  /** The last write; it ends the lease. Resolves to `null` when it was lost. */
  release(patch: Patch<T>): Promise<T | null>;
}

export function isAbandoned(
  {
    clock,
    owner,
    ownerState,
  }: Omit<LeaseDeps, 'leaseMs'> & { ownerState(owner: string): 'alive' | 'dead' | 'unknown' },
  lease: Lease | null,
): boolean {
  if (lease === null || lease.owner === owner) return true;
  return lease.until <= clock.now().toISOString() || ownerState(lease.owner) === 'dead';
}

/** Takes the document as it was read; `null` when another was faster. */
export async function take<T extends Leased>(
  collection: Pick<Collection<T>, 'update'>,
  deps: LeaseDeps,
  { found, patch }: { found: T; patch: Patch<T> },
): Promise<Held<T> | null> {
  try {
    const change = withLease(patch, nextLease(deps));
    return hold(collection, deps, await collection.update(found.id, found.rev, change));
  } catch (error) {
    if (isTaken(error)) return null;
    throw error;
  }
}

function hold<T extends Leased>(collection: Pick<Collection<T>, 'update'>, deps: LeaseDeps, taken: T): Held<T> {
  const lost = new AbortController();
  const over = new AbortController();
  let current = taken;
  let last: Promise<unknown> = Promise.resolve();

  /** One write after the other. */
  const inTurn = (patch: Patch<T>, lease: () => Lease | null): Promise<void> => {
    const turn = last.then(async () => {
      current = await collection.update(current.id, current.rev, withLease(patch, lease()));
    });
    last = turn.catch((error) => {
      if (isTaken(error)) lost.abort(error);
    });
    return turn;
  };
  const renewed = () => nextLease(deps);

  const renewOnAndOn = async () => {
    while (true) {
      await deps.clock.sleep(deps.leaseMs / 3, over.signal);
      // A store that is away is asked again: the lease may still hold by then.
      await inTurn({}, renewed).catch(() => undefined);
      if (lost.signal.aborted) return;
    }
  };
  renewOnAndOn().catch(() => undefined);

  return {
    doc: () => current,
    lost: lost.signal,
    write: (patch) => inTurn(patch, renewed),
    async release(patch) {
      over.abort();
      try {
        await inTurn(patch, () => null);
        return current;
      } catch (error) {
        if (isTaken(error)) return null;
        throw error;
      }
    },
  };
}

function nextLease({ clock, owner, leaseMs }: LeaseDeps): Lease {
  return { owner, until: new Date(clock.now().getTime() + leaseMs).toISOString() };
}

/** What the compiler cannot see of a type parameter: that its `lease` is a lease. */
function withLease<T extends Leased>(patch: Patch<T>, lease: Lease | null): Partial<Omit<T, 'id' | 'rev'>> {
  return { ...patch, lease } as Partial<Omit<T, 'id' | 'rev'>>;
}

function isTaken(error: unknown): boolean {
  return isAppError(error, 'CONFLICT') || isAppError(error, 'NOT_FOUND');
}
