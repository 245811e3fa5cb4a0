import PQueue from 'p-queue';
import type { Job, Queue } from '../ports.ts';

/*
 * Theory of operation. A known job waits, with `controller` to take it out of p-queue, or runs, with `controller` to
 * abort its work. p-queue never gets the signal of a running job, for it would hand on the place of work that has not
 * ended yet.
 */

interface Known {
  controller: AbortController;
  running: boolean;
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
  let work: Parameters<Queue['process']>[0] | null = null;
  let closing: Promise<void> | null = null;

  const run = async (job: Job) => {
    const running = { controller: new AbortController(), running: true };
    known.set(job.id, running);
    try {
      await work?.(job, running.controller.signal);
    } catch (error) {
      onError(error);
    } finally {
      known.delete(job.id);
    }
  };

  return {
    add(job) {
      if (closing || known.has(job.id)) return;
      const waiting = { controller: new AbortController(), running: false };
      known.set(job.id, waiting);
      const { signal } = waiting.controller;
      // Rejects when the job is taken out, and never else: `run` catches.
      queue.add(() => run(job), { priority: job.priority ?? 0, signal }).catch(() => {});
    },
    cancel(id) {
      const job = known.get(id);
      if (!job) return false;
      if (!job.running) known.delete(id);
      job.controller.abort(new DOMException(`Job ${id} was canceled`, 'AbortError'));
      return true;
    },
    process(fn) {
      if (work) throw new Error('The queue has its work function already');
      work = fn;
      if (!closing) queue.start();
    },
    stats: () => ({ waiting: queue.size, running: queue.pending, concurrency }),
    close() {
      closing ??= (async () => {
        queue.pause();
        for (const [id, { controller }] of known) {
          controller.abort(new DOMException(`The queue was closed under job ${id}`, 'AbortError'));
        }
        await queue.onPendingZero();
        known.clear();
      })();
      return closing;
    },
  };
}
