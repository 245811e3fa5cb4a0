import { type Held, type LeaseDeps, take } from '../lease.ts';
import type { Submission } from '../model/submission.ts';
import type { Store } from '../ports.ts';

export type ClaimDeps = LeaseDeps & { store: Pick<Store, 'submissions'> };

/**
 * Moves a submission from queued to compiling, under a lease. `null` when it is not queued, another was faster, or its
 * lane is taken: then it stays queued.
 */
export async function claim(deps: ClaimDeps, id: string): Promise<Held<Submission> | null> {
  const { store, clock } = deps;
  const found = await store.submissions.get(id);
  if (found?.state !== 'queued' || (await isLaneTaken(deps, found))) return null;
  const startedAt = clock.now().toISOString();
  const patch = { state: 'compiling' as const, attempts: found.attempts + 1, startedAt };
  return take(store.submissions, deps, { found, patch });
}

/**
 * Whether another of this lane is graded now, by whatever process. In one process the queue sees to it that a lane has one at
 * a time; across processes this look does, but for two that look in the same moment: each process may then grade one of
 * the lane. So it is fair sharing, and nothing that a result may rest upon.
 */
async function isLaneTaken({ store, clock }: ClaimDeps, { id, lane }: Submission): Promise<boolean> {
  if (lane === null) return false;
  const where = { lane, state: { in: ['compiling', 'running'] } } as const;
  const { items } = await store.submissions.brief({ where, limit: mostAtOnce });
  const now = clock.now().toISOString();
  return items.some((other) => other.id !== id && other.lease !== null && other.lease.until > now);
}

/** More than there are processes on one store. */
const mostAtOnce = 20;
