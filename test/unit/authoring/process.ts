import { onTestFinished } from 'vitest';
import { createJobEvents, type JobEvent } from '../../../engine/authoring/job-events.ts';
import { type JobRunnerDeps, runNext, runNextTrial } from '../../../engine/authoring/job-runner.ts';
import { type AuthoringJobs, createAuthoringJobs } from '../../../engine/authoring/jobs.ts';
import { systemClock } from '../../../engine/clock.ts';
import type { Grader } from '../../../engine/grade/grade.ts';
import { createIds } from '../../../engine/ids.ts';
import type { Trial } from '../../../engine/model/trial.ts';
import type { Store } from '../../../engine/ports.ts';
import { openStore } from '../../../engine/store/open.ts';
import { dataDirectory } from '../../support/assay.ts';
import { aRuntime } from '../../support/problems.ts';
import { silentLog } from '../../support/sandbox.ts';
import { type FakePackages, fakePackages, scriptedGrader } from './packages.ts';

/** Authoring jobs on a real store; several processes are several of these on one folder. */

export interface Process {
  store: Store;
  jobs: AuthoringJobs;
  packages: FakePackages;
  deps: JobRunnerDeps;
  told: JobEvent[];
  /** Does all that waits. */
  work(): Promise<void>;
}

export const never = new AbortController().signal;

export async function aProcess(
  options: {
    dataDir?: string;
    owner?: string;
    grader?: Grader;
    patienceMs?: number;
    wrap?(store: Store): Store;
    hasRoom?(): boolean;
  } = {},
): Promise<Process> {
  const { owner = 'one', grader = scriptedGrader(), wrap = (store: Store) => store, hasRoom = () => true } = options;
  const store = wrap(await openStore({ url: undefined, dataDir: options.dataDir ?? (await dataDirectory()) }));
  onTestFinished(() => store.close());
  const told: JobEvent[] = [];
  const all = createJobEvents();
  const events = {
    ...all,
    publish(id: string, event: JobEvent) {
      told.push(event);
      all.publish(id, event);
    },
  };
  const packages = fakePackages(store);
  const deps: JobRunnerDeps = {
    ...{ store, events, packages, grader, runtimes: [aRuntime({ id: 'python' })], log: silentLog },
    ...{ clock: systemClock, owner, leaseMs: 30_000, lookEveryMs: 5, hasRoom },
    patienceMs: options.patienceMs ?? 10_000,
    ownerState: (name) => (name.startsWith('dead') ? 'dead' : 'alive'),
  };
  const jobs = createAuthoringJobs({ store, events, clock: systemClock, newId: createIds(systemClock), wake() {} });
  const work = async () => {
    while ((await runNext(deps, never)) || (await runNextTrial(deps, never)));
  };
  return { store, jobs, packages, deps, told, work };
}

export async function edit({ store, packages }: Process, content: Record<string, string>): Promise<void> {
  const files = packages.files(content);
  await store.workingCopies.put({ id: 'twice', rev: 1, files, updatedAt: '', updatedBy: 'staff:1' });
}

/** Runs a program of the package, or one that is typed. */
export const tryIt = (process: Process, on: Trial['on'], program: Trial['program'] = { solution: aSolution }) =>
  process.jobs.ask({ kind: 'try', slug: 'twice', note: '', createdBy: 'staff:1', trial: { program, on } });

const aSolution = 'submissions/accepted/a.py';

export const ask = (process: Process, kind: 'verify' | 'publish' | 'measure', slug = 'twice') =>
  process.jobs.ask({ kind, slug, note: 'why', createdBy: 'staff:1' });
