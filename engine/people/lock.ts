import { AppError, isAppError } from '../errors.ts';
import type { Clock, Setting, Store } from '../ports.ts';

/** Longer than any work under a lock takes: who was killed with it holds the others up for this time. */
const leaseMs = 60_000;
const askEveryMs = 50;
const tries = 100;

export interface LockDeps {
  store: Pick<Store, 'settings'>;
  clock: Clock;
}

/**
 * Does `work` while nobody else, in any process, holds the lock of this name: for the few rules that are about several
 * documents at once. Throws CONFLICT when it is not free within some seconds.
 */
export async function withLock<T>(deps: LockDeps, name: string, work: () => Promise<T>): Promise<T> {
  const { store, clock } = deps;
  const id = `lock/${name}`;
  for (let left = tries; left > 0; left -= 1) {
    const held = await takeLock(deps, id);
    if (held === null) {
      await clock.sleep(askEveryMs);
      continue;
    }
    try {
      return await work();
    } finally {
      // Where this fails the lease runs out by itself.
      await store.settings.update(id, held.rev, { value: { untilMs: 0 } }).catch(() => undefined);
    }
  }
  throw new AppError('CONFLICT', 'Somebody else is changing this at the moment: try again.');
}

/** `null` when somebody holds it, or was faster. */
async function takeLock({ store, clock }: LockDeps, id: string): Promise<Setting | null> {
  const nowMs = clock.now().getTime();
  const value = { untilMs: nowMs + leaseMs };
  try {
    const lock = await store.settings.get(id);
    if (lock !== null && (lock.value as { untilMs: number }).untilMs > nowMs) return null;
    if (lock !== null) return await store.settings.update(id, lock.rev, { value });
    const made = { id, rev: 1, value };
    await store.settings.insert(made);
    return made;
  } catch (error) {
    if (isAppError(error, 'CONFLICT') || isAppError(error, 'DUPLICATE')) return null;
    throw error;
  }
}
