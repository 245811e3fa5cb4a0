import type { Job } from '../ports.ts';

/** Who of each lane goes first. A job without a lane is always first. */
export interface Lanes {
  /**
   * Takes a job in. `first` is to be queued now: the job, if its lane is free or it is better than the one that waits
   * there, which is then `parked`, as the job itself is otherwise.
   */
  enter(job: Job, isRunning: (id: string) => boolean): { first: Job | null; parked: Job | null };
  /** Takes one out, wherever it stands. Returns the one that is to be queued in its place. */
  leave(job: Pick<Job, 'id' | 'lane'>): Job | null;
  laneOf(id: string): string | undefined;
}

interface Lane {
  first: Job;
  /** Best first, and of those that are as good, the one that came first. */
  parked: Job[];
}

export function createLanes(): Lanes {
  const lanes = new Map<string, Lane>();
  const lanesById = new Map<string, string>();

  return {
    enter(job, isRunning) {
      if (job.lane === undefined) return { first: job, parked: null };
      lanesById.set(job.id, job.lane);
      const lane = lanes.get(job.lane);
      if (!lane) {
        lanes.set(job.lane, { first: job, parked: [] });
        return { first: job, parked: null };
      }
      const { first } = lane;
      const isBetter = priorityOf(job) > priorityOf(first) && !isRunning(first.id);
      if (!isBetter) {
        lane.parked.splice(placeOf(job, lane.parked), 0, job);
        return { first: null, parked: job };
      }
      // Nothing that is parked is better, and it came before what is as good.
      lane.parked.unshift(first);
      lane.first = job;
      return { first: job, parked: first };
    },

    leave({ id, lane: name }) {
      lanesById.delete(id);
      const lane = name === undefined ? undefined : lanes.get(name);
      if (name === undefined || !lane) return null;
      if (lane.first.id !== id) {
        lane.parked = lane.parked.filter((job) => job.id !== id);
        return null;
      }
      const next = lane.parked.shift();
      if (next) lane.first = next;
      else lanes.delete(name);
      return next ?? null;
    },

    laneOf: (id) => lanesById.get(id),
  };
}

function priorityOf({ priority = 0 }: Job): number {
  return priority;
}

/** Behind all that are as good or better: most come last, so from the end. */
function placeOf(job: Job, parked: readonly Job[]): number {
  return parked.findLastIndex((other) => priorityOf(other) >= priorityOf(job)) + 1;
}
