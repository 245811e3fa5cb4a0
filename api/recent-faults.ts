import type { Clock, Store } from '../engine/ports.ts';
import type { System } from './schemas/service/system.ts';

const dayMs = 24 * 3_600_000;
/** Of the newest results this many are looked at: whoever watches the server asks again and again. */
const lookedAt = 200;
const goodForMs = 30_000;

export type RecentFaults = System['faults'];

/** Which of the newest results of the last day are internal errors of ours, and why. Looked up at most twice a minute. */
export function createRecentFaults({ store, clock }: { store: Pick<Store, 'submissions'>; clock: Pick<Clock, 'now'> }) {
  let known: { untilMs: number; faults: Promise<RecentFaults> } | null = null;
  return async function recentFaults(): Promise<RecentFaults> {
    const nowMs = clock.now().getTime();
    if (known === null || nowMs >= known.untilMs) {
      const faults = look(store, new Date(nowMs - dayMs).toISOString());
      known = { untilMs: nowMs + goodForMs, faults };
      faults.catch(() => {
        known = null;
      });
    }
    return known.faults;
  };
}

async function look(store: Pick<Store, 'submissions'>, since: string): Promise<RecentFaults> {
  const query = { where: { doneAt: { from: since } }, sort: 'doneAt', order: 'desc', limit: lookedAt } as const;
  const { items } = await store.submissions.brief(query);
  return items
    .filter(({ result }) => result?.verdict === 'IE')
    .map(({ id, problem, runtime, doneAt, result }) => ({
      ...{ submission: id, problem, runtime, at: doneAt ?? '', reason: result?.reason ?? '' },
    }));
}
