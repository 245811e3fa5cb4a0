import { AppError, isAppError } from '../errors.ts';
import type { AuthoringJob, ProblemVersion } from '../model/package.ts';
import type { VerifyReport } from '../model/verify.ts';
import type { Clock, Store } from '../ports.ts';
import { newJob } from './new-job.ts';
import { storedVersion } from './stored-version.ts';

/** What the accepted solutions of a version take on our own machines. */
export type ReferenceTimes =
  | { state: 'measured'; report: VerifyReport }
  /** `report` has the times from before, where there are any. */
  | { state: 'waiting'; report: VerifyReport | null }
  /** There are none, and why. */
  | { state: 'none'; reason: string };

export interface References {
  /** Where they are not known, sees to it that they are measured, once for all servers on this store. */
  of(slug: string, version: string): Promise<ReferenceTimes>;
  /** Has them measured once more, for the machine may have been busy. Throws NOT_FOUND where the version was not kept. */
  again(slug: string, version: string): Promise<void>;
}

export interface ReferencesDeps {
  store: Pick<Store, 'authoringJobs' | 'problemVersions'>;
  clock: Pick<Clock, 'now'>;
  newId(): string;
  /** A job waits: a hint for whoever does them in this process. */
  wake(): void;
}

/** After which what failed for our own sake is tried again. */
const againAfterMs = 600_000;

const notKept = 'This version of the problem was not kept, so its reference solutions cannot be measured any more.';

/*
 * Theory of operation. A version that was published has its report from the gate. One that was kept of a package in the
 * problems folder has none: its accepted solutions are run when somebody first asks for their times, as an authoring job
 * that carries the version's name in a unique field. So there is one for each version, whoever asks, in however many
 * processes; the job is taken by a lease and begun anew as any other, and its report is what is read from then on. To measure
 * again is to queue that job once more, or one beside the gate's report; the report from before stays until there is another.
 */
export function createReferences(deps: ReferencesDeps): References {
  const { store } = deps;
  return {
    async of(slug, version) {
      const job = await jobOf(store, `${slug}@${version}`);
      if (job !== null && !isWorthAnotherTry(deps, job)) return timesOf(job);
      const kept = await storedVersion(store, slug, version);
      if (kept === null) return { state: 'none', reason: notKept };
      if (kept.report !== null) return { state: 'measured', report: kept.report };
      return timesOf(job === null ? await ask(deps, kept) : await askAgain(deps, kept, job));
    },

    async again(slug, version) {
      const kept = await storedVersion(store, slug, version);
      if (kept === null) throw new AppError('NOT_FOUND', notKept);
      const job = await jobOf(store, `${slug}@${version}`);
      if (job === null) await ask(deps, kept);
      else if (job.state === 'done') await askAgain(deps, kept, job);
    },
  };
}

async function jobOf(store: ReferencesDeps['store'], ofVersion: string): Promise<AuthoringJob | null> {
  const { items } = await store.authoringJobs.find({ where: { ofVersion }, limit: 1 });
  return items[0] ?? null;
}

function timesOf({ state, report, reasons }: AuthoringJob): ReferenceTimes {
  if (state !== 'done') return { state: 'waiting', report };
  if (report !== null) return { state: 'measured', report };
  return { state: 'none', reason: `The reference solutions could not be measured. ${reasons.join(' ')}`.trim() };
}

function isWorthAnotherTry({ clock }: ReferencesDeps, { state, outcome, doneAt }: AuthoringJob): boolean {
  const wasOurs = state === 'done' && (outcome === 'failed' || outcome === 'canceled');
  return wasOurs && clock.now().getTime() - Date.parse(doneAt ?? '') > againAfterMs;
}

async function ask(deps: ReferencesDeps, { slug, version, files, report }: ProblemVersion): Promise<AuthoringJob> {
  const ofVersion = `${slug}@${version}`;
  const job = { ...newJob(deps, { kind: 'verify', slug, ofVersion, files, createdBy: 'system' }), report };
  try {
    await deps.store.authoringJobs.insert(job);
  } catch (error) {
    // Somebody else was faster: it waits for the same.
    if (!isAppError(error, 'DUPLICATE')) throw error;
  }
  deps.wake();
  return job;
}

async function askAgain(deps: ReferencesDeps, { files }: ProblemVersion, job: AuthoringJob): Promise<AuthoringJob> {
  const anew = { state: 'queued' as const, outcome: null, reasons: [], files, attempts: 0, doneAt: null };
  try {
    await deps.store.authoringJobs.update(job.id, job.rev, anew);
  } catch (error) {
    if (!isAppError(error, 'CONFLICT')) throw error;
  }
  deps.wake();
  return { ...job, ...anew };
}
