import PQueue from 'p-queue';
import type { Job, Queue } from '../ports.ts';
import { createLanes } from './lanes.ts';

/*
 * Theory of operation. A known job is parked behind another one of its lane, or waits in p-queue with `controller` to take
 * it out, or runs with `controller` to abort its work. p-queue never gets the signal of a running job, for it would hand on
 * the place of work that has not ended yet. A job that is canceled while it runs keeps its place, and its lane, until its
 * work has ended.
 */

/** Jobs of one priority by the order of their coming, also one that was parked: more than ever come. */
const mostJobs = 2 ** 40;

interface Known {
  /** How many came before it. */
  place: number;
  controller: AbortController;
  state: 'parked' | 'waiting' | 'running';
}

/** A queue in this process: nothing of it is left after the process. `concurrency` is the number of jobs at a time. */
export function createLocalQueue({
  concurrency,
  onError,
}: {
  concurrency: number;
  onError: (error: unknown) => void;
}): Queue {
  const queue = new PQueue({ concurrency, autoStart: false });
  const known = new Map<string, Known>();
  const lanes = createLanes();
  let work: Parameters<Queue['process']>[0] | null = null;
  let closing: Promise<void> | null = null;
  let came = 0;

  const rankOf = ({ id, priority = 0 }: Job) => priority * mostJobs - (known.get(id)?.place ?? 0);
  const enter = ({ id }: Job, state: Known['state']): Known => {
    const entered = { controller: new AbortController(), state, place: known.get(id)?.place ?? came++ };
    known.set(id, entered);
    return entered;
  };

  const enqueue = (job: Job) => {
    const { signal } = enter(job, 'waiting').controller;
    // Rejects when the job is taken out, and never else: `run` catches.
    queue.add(() => run(job), { priority: rankOf(job), signal }).catch(() => {});
  };

  const park = (job: Job) => {
    known.get(job.id)?.controller.abort();
    enter(job, 'parked');
  };

  const leave = (job: Job) => {
    known.delete(job.id);
    const next = lanes.leave(job);
    if (next && !closing) enqueue(next);
  };

  const run = async (job: Job) => {
    const { signal } = enter(job, 'running').controller;
    try {
      await work?.(job, signal);
    } catch (error) {
      onError(error);
    } finally {
      leave(job);
    }
  };

  return {
    add(job) {
      if (closing || known.has(job.id)) return;
      const { first, parked } = lanes.enter(job, (id) => known.get(id)?.state === 'running');
      if (parked) park(parked);
      if (first) enqueue(first);
    },
    cancel(id) {
      const job = known.get(id);
      if (!job) return false;
      job.controller.abort(new DOMException(`Job ${id} was canceled`, 'AbortError'));
      const lane = lanes.laneOf(id);
      if (job.state !== 'running') leave({ id, ...(lane !== undefined && { lane }) });
      return true;
    },
    process(fn) {
      if (work) throw new Error('The queue has its work function already');
      work = fn;
      if (!closing) queue.start();
    },
    stats: () => ({ waiting: known.size - queue.pending, running: queue.pending, concurrency }),
    close() {
      closing ??= (async () => {
        queue.pause();
        for (const [id, { controller, state }] of known) {
          if (state !== 'running') known.delete(id);
          controller.abort(new DOMException(`The queue was closed under job ${id}`, 'AbortError'));
        }
        await queue.onPendingZero();
        known.clear();
      })();
      return closing;
    },
  };
}
