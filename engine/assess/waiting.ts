import type { Submission } from '../model/submission.ts';
import type { Clock, Queue, Store } from '../ports.ts';

/** How long it may take until grading begins. */
export interface Waiting {
  /** Submissions that may go before this one; there may be fewer. */
  aheadAtMost: number;
  /** At the pace of lately; `null` when nothing was graded yet. */
  estimateMs: number | null;
}

export interface WaitingDeps {
  store: Pick<Store, 'submissions'>;
  queue: Pick<Queue, 'stats'>;
  clock: Pick<Clock, 'now'>;
}

const lately = 20;
const paceKeptMs = 15_000;

/** Returns `null` for what does not wait. Rejudges are left out: they go behind everything that candidates send. */
export function createWaiting({ store, queue, clock }: WaitingDeps) {
  let pace: { ms: number | null; atMs: number } | null = null;

  /** Mean time of the last ones that were graded. */
  async function paceMs(): Promise<number | null> {
    const nowMs = clock.now().getTime();
    if (pace === null || nowMs - pace.atMs > paceKeptMs || nowMs < pace.atMs) {
      const { items } = await store.submissions.brief({ where: { state: 'done' }, order: 'desc', limit: lately });
      const times = items.flatMap(({ startedAt, doneAt }) =>
        startedAt === null || doneAt === null ? [] : [Date.parse(doneAt) - Date.parse(startedAt)],
      );
      pace = { ms: times.length === 0 ? null : times.reduce((sum, ms) => sum + ms, 0) / times.length, atMs: nowMs };
    }
    return pace.ms;
  }

  return async function waitingOf({ state, kind }: Pick<Submission, 'state' | 'kind'>): Promise<Waiting | null> {
    if (state !== 'queued') return null;
    const faster = kind === 'run' ? (['run'] as const) : (['run', 'submit'] as const);
    const queued = await store.submissions.count({ where: { state: 'queued', kind: { in: faster } } });
    const aheadAtMost = Math.max(0, queued - 1);
    const ms = await paceMs();
    const { running, concurrency } = queue.stats();
    const rounds = Math.ceil((aheadAtMost + (running >= concurrency ? 1 : 0)) / concurrency);
    return { aheadAtMost, estimateMs: ms === null ? null : Math.round(rounds * ms) };
  };
}
