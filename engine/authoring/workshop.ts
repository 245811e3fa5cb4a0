import { createJobEvents, type JobEvents } from './job-events.ts';
import { createJobRunner, createTrialRunner, type JobRunnerDeps } from './job-runner.ts';
import { type AuthoringJobs, type AuthoringJobsDeps, createAuthoringJobs } from './jobs.ts';
import { createReferences, type References, type ReferencesDeps } from './references.ts';
import { steadyGrader } from './steady-grader.ts';

/** Where working copies are verified, measured and published, and their programs tried. */
export interface Workshop {
  jobs: AuthoringJobs;
  references: References;
  events: Pick<JobEvents, 'subscribe' | 'past'>;
  /** Begins with what a process before this one left behind, then takes jobs as they come. */
  start(): void;
  /** Puts back what is unfinished. May be called more than once. */
  close(): Promise<void>;
}

export type WorkshopDeps = Omit<JobRunnerDeps, 'events'> &
  Pick<AuthoringJobsDeps, 'store' | 'newId'> &
  Pick<ReferencesDeps, 'store'> &
  Pick<Parameters<typeof steadyGrader>[0], 'sandbox'>;

export function createWorkshop(deps: WorkshopDeps): Workshop {
  const events = createJobEvents();
  const steady = { ...deps, events, grader: steadyGrader(deps) };
  const runners = [createJobRunner(steady), createTrialRunner(steady)];
  const wake = () => {
    for (const runner of runners) runner.wake();
  };
  return {
    ...{
      jobs: createAuthoringJobs({ ...deps, events, wake }),
      references: createReferences({ ...deps, wake }),
      events,
    },
    start() {
      for (const runner of runners) runner.start();
    },
    async close() {
      await Promise.all(runners.map((runner) => runner.close()));
    },
  };
}
