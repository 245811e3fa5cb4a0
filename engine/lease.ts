import { isAppError } from './errors.ts';
import type { Lease } from './model/submission.ts';
import { persist } from './persist.ts';
import type { Clock, Collection, Doc } from './ports.ts';

/*
 * Theory of operation. Work on a document is claimed by compare-and-set with a lease, which is renewed while the work
 * goes on. Every write names the revision of the write before: whoever lost the document finds out, and drops the work.
 * While the store is away, writes are patient. A lease that ran out, or whose owner is dead, is anybody's.
 */

export type Leased = Doc & { lease: Lease | null };
type Patch<T> = Partial<Omit<T, 'id' | 'rev' | 'lease'>>;

export interface LeaseDeps {
  clock: Clock;
  owner: string;
  /** How long a claim holds without being renewed. */
  leaseMs: number;
  /** How long a write is tried again while the store is away. */
  patienceMs: number;
}

export const leaseDefaults = { leaseMs: 30_000, patienceMs: 120_000 };

/** A document that this process has claimed, until it is released or lost. */
export interface Held<T> {
  /** As the last write left it. */
  doc(): T;
  /** Aborts when another took, changed or removed it, or when the store stayed away too long: then the work is of no use. */
  readonly lost: AbortSignal;
  /** Writes and renews. A failure that makes the work useless aborts `lost` and rejects. */
  write(patch: Patch<T>): Promise<void>;
  /** Does another write that belongs to the work, with the same patience and consequence. */
  alongside(write: () => Promise<void>, signal: AbortSignal): Promise<void>;
  /** The last write; it ends the lease. Resolves to what is stored, or to `null` when it was lost. An abort ends the patience. */
  release(patch: Patch<T>, signal: AbortSignal): Promise<T | null>;
}

export function isAbandoned(
  {
    clock,
    owner,
    ownerState,
  }: Pick<LeaseDeps, 'clock' | 'owner'> & { ownerState(owner: string): 'alive' | 'dead' | 'unknown' },
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
  const { clock, leaseMs, patienceMs } = deps;
  const lost = new AbortController();
  const over = new AbortController();
  let current = taken;
  let last: Promise<unknown> = Promise.resolve();

  /** One write after the other, for each names the revision that the one before gave. */
  const inTurn = (change: { patch: Patch<T>; lease: Lease | null }, signal: AbortSignal): Promise<void> => {
    const write = () => collection.update(current.id, current.rev, withLease(change.patch, change.lease));
    const turn = last.then(async () => {
      current = await persist(write, { clock, forMs: patienceMs, signal });
    });
    last = turn.catch(() => undefined);
    return turn;
  };

  const orLose = (work: Promise<void>): Promise<void> =>
    work.catch((error) => {
      if (isTaken(error) || isAppError(error, 'STORE_UNAVAILABLE')) {
        over.abort();
        lost.abort(error);
      }
      throw error;
    });

  const renewing = (patch: Patch<T>) => orLose(inTurn({ patch, lease: nextLease(deps) }, over.signal));

  const renewOnAndOn = async () => {
    while (true) {
      await clock.sleep(leaseMs / 3, over.signal);
      await renewing({});
    }
  };
  // What ends the renewal is told by `lost`, or is the release.
  renewOnAndOn().catch(() => undefined);

  return {
    doc: () => current,
    lost: lost.signal,
    write: renewing,
    alongside: (write, signal) =>
      orLose(persist(write, { clock, forMs: patienceMs, signal: AbortSignal.any([over.signal, signal]) })),
    async release(patch, signal) {
      over.abort();
      try {
        await inTurn({ patch, lease: null }, signal);
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
