import type { Job, Queue } from '../ports.ts';

/*
 * Theory of operation. What waits stands in one list, best first. Whenever there is room, the first whose lane is free is
 * started; those of a busy lane are passed over, and hold no place meanwhile. A job that is canceled while it runs keeps
 * its place, and its lane, until its work has ended.
 */

/** A queue in this process: nothing of it is left after the process. `concurrency` is the number of jobs at a time. */
export function createLocalQueue({
  concurrency,
  onError,
}: {
  concurrency: number;
  onError: (error: unknown) => void;
}): Queue {
  const waiting: Job[] = [];
  const running = new Map<string, AbortController>();
  const known = new Set<string>();
  const busyLanes = new Set<string>();
  let work: Parameters<Queue['process']>[0] | null = null;
  let closing: PromiseWithResolvers<void> | null = null;

  const startWhatCan = () => {
    while (work && !closing && running.size < concurrency) {
      const index = waiting.findIndex(({ lane }) => lane === undefined || !busyLanes.has(lane));
      const [job] = index < 0 ? [] : waiting.splice(index, 1);
      if (job === undefined) return;
      void run(job, work);
    }
  };

  const run = async (job: Job, doIt: NonNullable<typeof work>) => {
    const controller = new AbortController();
    running.set(job.id, controller);
    if (job.lane !== undefined) busyLanes.add(job.lane);
    try {
      await doIt(job, controller.signal);
    } catch (error) {
      onError(error);
    } finally {
      running.delete(job.id);
      known.delete(job.id);
      if (job.lane !== undefined) busyLanes.delete(job.lane);
      if (running.size === 0) closing?.resolve();
      startWhatCan();
    }
  };

  return {
    add(job) {
      if (closing || known.has(job.id)) return;
      known.add(job.id);
      waiting.splice(placeOf(job, waiting), 0, job);
      startWhatCan();
    },
    cancel(id) {
      const index = waiting.findIndex((job) => job.id === id);
      if (index >= 0) {
        waiting.splice(index, 1);
        return known.delete(id);
      }
      running.get(id)?.abort(new DOMException(`Job ${id} was canceled`, 'AbortError'));
      return running.has(id);
    },
    process(fn) {
      if (work) throw new Error('The queue has its work function already');
      work = fn;
      startWhatCan();
    },
    stats: () => ({ waiting: waiting.length, running: running.size, concurrency }),
    close() {
      if (closing) return closing.promise;
      closing = Promise.withResolvers();
      for (const { id } of waiting.splice(0)) known.delete(id);
      for (const [id, controller] of running) {
        controller.abort(new DOMException(`The queue was closed under job ${id}`, 'AbortError'));
      }
      if (running.size === 0) closing.resolve();
      return closing.promise;
    },
  };
}

/** Behind all that are as good or better: most come last, so from the end. */
function placeOf({ priority = 0 }: Job, waiting: readonly Job[]): number {
  return waiting.findLastIndex((other) => (other.priority ?? 0) >= priority) + 1;
}
