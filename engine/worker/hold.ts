import { isAppError } from '../errors.ts';
import type { Lease, Submission } from '../model/submission.ts';
import type { Clock, Store } from '../ports.ts';
import { persist } from './persist.ts';

export type Patch = Partial<Omit<Submission, 'id' | 'rev' | 'lease'>>;

/** A submission that this worker has claimed, until it is released or lost. */
export interface Hold {
  submission(): Submission;
  /** Aborts when another took or canceled it, or when the store stayed away too long: then the work is of no use. */
  readonly lost: AbortSignal;
  /** Writes by the revision of the write before. A failure that makes the work useless aborts `lost` and rejects. */
  write(patch: Patch): Promise<void>;
  /** Does another write that belongs to the work, with the same patience and consequence. */
  alongside(write: () => Promise<void>, signal: AbortSignal): Promise<void>;
  /** The last write; it ends the lease. Resolves to what is stored, or to `null` when the submission was lost. */
  release(patch: Patch, signal: AbortSignal): Promise<Submission | null>;
}

export interface HoldDeps {
  store: Pick<Store, 'submissions'>;
  clock: Clock;
  owner: string;
  /** How long a claim holds without being renewed. */
  leaseMs: number;
  /** How long a write is tried again while the store is away. */
  patienceMs: number;
}

/**
 * Moves a submission from queued to compiling, under a lease. `null` when it is not queued, another was faster, or its
 * lane is taken: then it stays queued.
 */
export async function claim(deps: HoldDeps, id: string): Promise<Hold | null> {
  const { store, clock } = deps;
  const found = await store.submissions.get(id);
  if (found?.state !== 'queued' || (await isLaneTaken(deps, found))) return null;
  try {
    const claimed = await store.submissions.update(id, found.rev, {
      state: 'compiling',
      lease: nextLease(deps),
      attempts: found.attempts + 1,
      startedAt: clock.now().toISOString(),
    });
    return hold(deps, claimed);
  } catch (error) {
    if (isTaken(error)) return null;
    throw error;
  }
}

/**
 * Whether another of this lane is graded now, by whatever process. In one process the queue sees to it that a lane has one at
 * a time; across processes this look does, but for two that look in the same moment: each process may then grade one of
 * the lane. So it is fair sharing, and nothing that a result may rest upon.
 */
async function isLaneTaken({ store, clock }: HoldDeps, { id, lane }: Submission): Promise<boolean> {
  if (lane === null) return false;
  const where = { lane, state: { in: ['compiling', 'running'] } } as const;
  const { items } = await store.submissions.brief({ where, limit: mostAtOnce });
  const now = clock.now().toISOString();
  return items.some((other) => other.id !== id && other.lease !== null && other.lease.until > now);
}

/** More than there are processes on one store. */
const mostAtOnce = 20;

function hold(deps: HoldDeps, claimed: Submission): Hold {
  const { store, clock, leaseMs, patienceMs } = deps;
  const lost = new AbortController();
  const over = new AbortController();
  let current = claimed;
  let last: Promise<unknown> = Promise.resolve();

  /** One write after the other, for each names the revision that the one before gave. */
  const inTurn = (patch: Partial<Submission>, signal: AbortSignal): Promise<void> => {
    const write = () => store.submissions.update(current.id, current.rev, patch);
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

  const renew = async () => {
    while (!over.signal.aborted) {
      await orLose(inTurn({ lease: nextLease(deps) }, over.signal));
      await clock.sleep(leaseMs / 3, over.signal);
    }
  };
  clock
    .sleep(leaseMs / 3, over.signal)
    .then(renew)
    // What ends the renewal is told by `lost`, or is the release.
    .catch(() => undefined);

  return {
    submission: () => current,
    lost: lost.signal,
    write: (patch) => orLose(inTurn({ ...patch, lease: nextLease(deps) }, over.signal)),
    alongside: (write, signal) =>
      orLose(persist(write, { clock, forMs: patienceMs, signal: AbortSignal.any([over.signal, signal]) })),
    async release(patch, signal) {
      over.abort();
      try {
        await inTurn({ ...patch, lease: null }, signal);
        return current;
      } catch (error) {
        if (isTaken(error)) return null;
        throw error;
      }
    },
  };
}

function nextLease({ owner, clock, leaseMs }: HoldDeps): Lease {
  return { owner, until: new Date(clock.now().getTime() + leaseMs).toISOString() };
}

function isTaken(error: unknown): boolean {
  return isAppError(error, 'CONFLICT') || isAppError(error, 'NOT_FOUND');
}
