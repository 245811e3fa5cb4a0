import { isAppError } from '../errors.ts';
import { type Held, isAbandoned, type LeaseDeps, leaseDefaults, take } from '../lease.ts';
import type { Log } from '../log.ts';
import { createLoop, type Loop } from '../loop.ts';
import type { AuthoringJob } from '../model/package.ts';
import { each } from '../pages.ts';
import type { Store } from '../ports.ts';
import type { JobEvents } from './job-events.ts';
import { doJob, type Outcome, type WorkDeps } from './job-work.ts';
import { isBeingPublished } from './jobs.ts';

/*
 * Theory of operation. The store is the queue: the oldest job that is queued, or that was left behind by a process that
 * died, is taken by compare-and-set with a lease, one at a time in a process, so that times are not disturbed. What
 * nobody waits for, the times of kept versions, comes behind all that authors asked for, and when there is room beside
 * the grading. Whatever is cut off is begun anew; what publishes does so once, for the version carries the job's id.
 */

export type JobRunnerDeps = WorkDeps &
  LeaseDeps & {
    store: Pick<Store, 'authoringJobs'>;
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

/** Closing it puts back what is unfinished. */
export function createJobRunner(deps: JobRunnerDeps): Loop {
  return createLoop(deps, (signal) =>
    runNext(deps, signal).catch((error) => {
      deps.log.error({ err: error }, 'An authoring job was cut off: it will be begun anew');
      return false;
    }),
  );
}

/** Does the oldest job that nobody works on. Returns whether there was one. */
export async function runNext(deps: JobRunnerDeps, signal: AbortSignal): Promise<boolean> {
  if (await runOldest(deps, signal, { ofVersion: false })) return true;
  return deps.hasRoom() && (await runOldest(deps, signal, { ofVersion: true }));
}

async function runOldest(deps: JobRunnerDeps, signal: AbortSignal, kind: { ofVersion: boolean }): Promise<boolean> {
  const open = { state: { in: ['queued', 'running'] } };
  for await (const found of each(deps.store.authoringJobs.find, open, { size: pageSize })) {
    if (signal.aborted) return false;
    if (Boolean(found.ofVersion) !== kind.ofVersion) continue;
    if (found.state === 'running' && !isAbandoned(deps, found.lease)) continue;
    const patch = { state: 'running' as const, attempts: found.attempts + 1 };
    const held = await take(deps.store.authoringJobs, deps, { found, patch });
    if (held === null) continue;
    await runHeld(deps, held, signal);
    return true;
  }
  return false;
}

async function runHeld(deps: JobRunnerDeps, held: Held<AuthoringJob>, signal: AbortSignal): Promise<void> {
  const { id, attempts } = held.doc();
  const canceled = new AbortController();
  const unsubscribe = deps.events.subscribe(id, ({ type }) => type === 'done' && canceled.abort());
  const ended = AbortSignal.any([signal, held.lost, canceled.signal]);
  deps.events.begin(id);
  try {
    const outcome = attempts > mostAttempts ? givenUp : await outcomeOf(deps, held, ended);
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
async function outcomeOf(deps: JobRunnerDeps, held: Held<AuthoringJob>, signal: AbortSignal): Promise<Outcome> {
  const job = held.doc();
  try {
    return await doJob(deps, {
      job,
      signal,
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
