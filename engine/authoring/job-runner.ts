import { isAppError } from '../errors.ts';
import { type Held, isAbandoned, type LeaseDeps, leaseDefaults, take } from '../lease.ts';
import type { Log } from '../log.ts';
import { createLoop, type Loop } from '../loop.ts';
import type { AuthoringJob } from '../model/package.ts';
import { each } from '../pages.ts';
import type { Store } from '../ports.ts';
import type { JobEvents } from './job-events.ts';
import { doJob } from './job-work.ts';
import { isBeingPublished, workKinds } from './jobs.ts';
import { isLong } from './trial-work.ts';
import type { Outcome, WorkDeps } from './work.ts';

/*
 * Theory of operation. The store is the queue: the oldest job that is queued, or that was left behind by a process that
 * died, is taken by compare-and-set with a lease, one at a time in a process, so that times are not disturbed. What
 * nobody waits for, the times of kept versions, comes behind all that authors asked for, and when there is room beside
 * the grading. Whatever is cut off is begun anew; what publishes does so once, for the version carries the job's id.
 * Trials, which somebody looks at and waits for, are in a lane of their own, one at a time too. Short ones go first, and go in
 * between two cases of a long one: a program that does not end, on hundreds of cases, holds up nobody.
 */

export type JobRunnerDeps = WorkDeps &
  LeaseDeps & {
    store: Pick<Store, 'authoringJobs' | 'trials'>;
    events: JobEvents;
    ownerState(owner: string): 'alive' | 'dead' | 'unknown';
    log: Log;
    /** Between two looks for work, in ms: also for what another process was asked for. */
    lookEveryMs: number;
    /** Whether the machine has something to spare: then the times of kept versions are taken. */
    hasRoom(): boolean;
  };

export const jobRunnerDefaults = { ...leaseDefaults, lookEveryMs: 5_000 };

/** A job that takes the engine down with it must not do so for ever. */
const mostAttempts = 20;
const pageSize = 5;
/** Cases may take a few ms each, and a look reads long lists of files. */
const lookBetweenMs = 500;

/** Verifies, publishes, measures. Closing it puts back what is unfinished. */
export function createJobRunner(deps: JobRunnerDeps): Loop {
  return createLoop(deps, (signal) => unlessCutOff(deps, runNext(deps, signal)));
}

/** Does the oldest job that nobody works on, but for trials. Returns whether there was one. */
export async function runNext(deps: JobRunnerDeps, signal: AbortSignal): Promise<boolean> {
  const turn = { kinds: workKinds };
  if (await runOldest(deps, signal, { ...turn, isMine: ({ ofVersion }) => !ofVersion })) return true;
  return deps.hasRoom() && (await runOldest(deps, signal, { ...turn, isMine: ({ ofVersion }) => Boolean(ofVersion) }));
}

/** The same for trials. */
export function createTrialRunner(deps: JobRunnerDeps): Loop {
  return createLoop(deps, (signal) => unlessCutOff(deps, runNextTrial(deps, signal)));
}

/** A short one, if there is one that nobody works on, else the oldest. Returns whether there was one. */
export async function runNextTrial(deps: JobRunnerDeps, signal: AbortSignal): Promise<boolean> {
  const short = () => runOldest(deps, signal, { kinds: ['try'], isMine: (job) => !isLong(job) });
  let lookedMs = Number.NEGATIVE_INFINITY;
  const between = async () => {
    const nowMs = deps.clock.now().getTime();
    if (nowMs - lookedMs < lookBetweenMs) return;
    while (!signal.aborted && (await unlessCutOff(deps, short())));
    lookedMs = nowMs;
  };
  return (await short()) || (await runOldest(deps, signal, { kinds: ['try'], between }));
}

async function unlessCutOff({ log }: JobRunnerDeps, done: Promise<boolean>): Promise<boolean> {
  try {
    return await done;
  } catch (error) {
    log.error({ err: error }, 'An authoring job was cut off: it will be begun anew');
    return false;
  }
}

interface Turn {
  kinds: readonly AuthoringJob['kind'][];
  isMine?(job: AuthoringJob): boolean;
  between?(): Promise<void>;
}

async function runOldest(
  deps: JobRunnerDeps,
  signal: AbortSignal,
  { kinds, isMine = () => true, between = async () => {} }: Turn,
): Promise<boolean> {
  const open = { state: { in: ['queued', 'running'] }, kind: { in: kinds } };
  for await (const found of each(deps.store.authoringJobs.find, open, { size: pageSize })) {
    if (signal.aborted) return false;
    if (found.state === 'running' && !isAbandoned(deps, found.lease)) continue;
    if (!isMine(found)) continue;
    const patch = { state: 'running' as const, attempts: found.attempts + 1 };
    const held = await take(deps.store.authoringJobs, deps, { found, patch });
    if (held === null) continue;
    await runHeld(deps, held, { signal, between });
    return true;
  }
  return false;
}

interface At {
  signal: AbortSignal;
  between(): Promise<void>;
}

async function runHeld(deps: JobRunnerDeps, held: Held<AuthoringJob>, { signal, between }: At): Promise<void> {
  const { id, attempts } = held.doc();
  const canceled = new AbortController();
  const unsubscribe = deps.events.subscribe(id, ({ type }) => type === 'done' && canceled.abort());
  const ended = AbortSignal.any([signal, held.lost, canceled.signal]);
  deps.events.begin(id);
  try {
    const outcome = attempts > mostAttempts ? givenUp : await outcomeOf(deps, held, { signal: ended, between });
    unsubscribe();
    await finish(deps, { held, outcome, signal });
  } catch (error) {
    // Lost or canceled: it is somebody else's. Closing: it goes back.
    if (!ended.aborted || isAppError(error, 'STORE_UNAVAILABLE')) throw error;
    if (signal.aborted) await held.release({ state: 'queued' }, signal);
  } finally {
    unsubscribe();
  }
}

const givenUp: Outcome = {
  outcome: 'failed',
  reasons: [`The engine stopped ${mostAttempts} times while it worked on this, so it was given up.`],
};

/** Throws when the signal aborted, or when the store is away: then it is begun anew. */
async function outcomeOf(deps: JobRunnerDeps, held: Held<AuthoringJob>, { signal, between }: At): Promise<Outcome> {
  const job = held.doc();
  try {
    return await doJob(deps, {
      job,
      ...{ signal, between },
      tell: (event) => {
        if (!signal.aborted) deps.events.publish(job.id, event);
      },
      passed: (report, warnings) => held.write({ report, warnings }),
    });
  } catch (error) {
    if (signal.aborted || isAppError(error, 'STORE_UNAVAILABLE') || isBeingPublished(held.doc())) throw error;
    deps.log.error({ err: error, jobId: job.id }, 'An authoring job failed');
    const words = isAppError(error)
      ? (error.message.split('\n')[0] ?? '')
      : 'The engine met an error: its log says more.';
    return { outcome: 'failed', reasons: [words] };
  }
}

async function finish(
  deps: JobRunnerDeps,
  { held, outcome, signal }: { held: Held<AuthoringJob>; outcome: Outcome; signal: AbortSignal },
): Promise<void> {
  const doneAt = deps.clock.now().toISOString();
  const job = await held.release({ ...outcome, state: 'done', files: [], doneAt }, signal);
  if (job !== null) deps.events.publish(job.id, { type: 'done', job });
}
