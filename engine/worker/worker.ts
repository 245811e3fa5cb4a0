import { leaseDefaults } from '../lease.ts';
import { createLoop } from '../loop.ts';
import type { Queue } from '../ports.ts';
import { gradeJob, type JobDeps, queueLane } from './job.ts';
import { type SweepDeps, sweep } from './sweep.ts';

/*
 * Theory of operation. The store is the truth, the queue a hint. A job is only an id; what is to be done stands in the
 * store. A worker claims a submission by compare-and-set, with a lease that it renews while it works, and every later
 * write names the revision that it saw: whoever lost the submission finds out and drops the work. What a dead process
 * left behind has an owner that is gone, or a lease that runs out, and a sweep queues it again. So the work is done at
 * least once, and its result is stored once.
 */

export type WorkerDeps = JobDeps & SweepDeps & { queue: Queue; sweepEveryMs: number };

export interface Worker {
  /** Begins with what a process before this one left behind, then takes jobs as they come. */
  start(): Promise<void>;
  /** Queues again what nobody works on. Rejects with STORE_UNAVAILABLE. */
  sweep(): Promise<void>;
  /** Puts back what is unfinished, and resolves when all work has ended. May be called more than once. */
  close(): Promise<void>;
}

export const workerDefaults = { ...leaseDefaults, sweepEveryMs: 5_000 };

export function createWorker(deps: WorkerDeps): Worker {
  const { queue, clock, log } = deps;
  const inWork = new Set<string>();
  const closing = new AbortController();

  const sweepNow = () => sweep(deps, { works: (id) => inWork.has(id), signal: closing.signal });
  const sweepSafely = () =>
    sweepNow().catch((error) => log.error({ err: error }, 'Could not look for unfinished submissions: will try again'));

  const sweeps = createLoop({ clock, lookEveryMs: deps.sweepEveryMs, waitsFirst: true }, () =>
    sweepSafely().then(() => false),
  );

  return {
    async start() {
      // All that waits is known before the first is taken, so that the best goes first after a restart too.
      await sweepSafely();
      queue.process(async ({ id, lane }, signal) => {
        // Before the claim: a sweep must not take it for work that was left behind.
        inWork.add(id);
        const wasHad = await gradeJob(deps, id, signal).finally(() => inWork.delete(id));
        if (wasHad && lane !== undefined && !closing.signal.aborted) await queueLane(deps, lane);
      });
      sweeps.start();
    },
    sweep: sweepNow,
    async close() {
      closing.abort();
      await queue.close();
      await sweeps.close();
    },
  };
}
