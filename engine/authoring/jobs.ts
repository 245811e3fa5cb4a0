import { AppError, isAppError } from '../errors.ts';
import type { AuthoringJob } from '../model/package.ts';
import type { Trial } from '../model/trial.ts';
import type { Clock, Page, Store } from '../ports.ts';
import type { JobEvents } from './job-events.ts';
import { newJob } from './new-job.ts';

/** What someone wants done with a working copy. */
export interface JobRequest {
  kind: AuthoringJob['kind'];
  slug: string;
  note: string;
  /** For `measure`; the defaults when left out. */
  margin?: number | undefined;
  runs?: number | undefined;
  /** For `try`, which cannot do without. */
  trial?: Trial | undefined;
  /** The revision of the working copy that is meant; any when left out. */
  rev?: number | undefined;
  createdBy: string;
}

export interface AuthoringJobs {
  /** Freezes the files as they are now, and queues the work. Throws NOT_FOUND, LIMIT_REACHED, PRECONDITION_FAILED. */
  ask(request: JobRequest): Promise<AuthoringJob>;
  /** Throws NOT_FOUND. */
  get(id: string): Promise<AuthoringJob>;
  /** Of working copies, newest first; trials by themselves. */
  list(query: {
    kinds?: readonly AuthoringJob['kind'][];
    slug?: string | undefined;
    after?: string | undefined;
    limit: number;
  }): Promise<Page<AuthoringJob>>;
  /** Ends a job; canceled once more, it is the same. Throws NOT_FOUND, CONFLICT when it is done or being published. */
  cancel(id: string): Promise<AuthoringJob>;
}

export interface AuthoringJobsDeps {
  store: Pick<Store, 'authoringJobs' | 'workingCopies'>;
  events: JobEvents;
  clock: Clock;
  newId(): string;
  /** A job waits: a hint for whoever does them in this process. */
  wake(): void;
}

export const measureDefaults = { margin: 3, runs: 5 };

/** All but trials. */
export const workKinds: readonly AuthoringJob['kind'][] = ['verify', 'publish', 'measure'];

/** Of one problem that are not done: of trials, and of all others. */
const mostOpen = 5;
const cancelTries = 20;

export function createAuthoringJobs(deps: AuthoringJobsDeps): AuthoringJobs {
  const { store, events, clock } = deps;

  const get = async (id: string): Promise<AuthoringJob> => {
    const job = await store.authoringJobs.get(id);
    if (job === null) throw new AppError('NOT_FOUND', `There is no job ${JSON.stringify(id)}.`);
    return job;
  };

  return {
    get,

    async ask(request) {
      const { kind, slug, note, createdBy } = request;
      const copy = await store.workingCopies.get(slug);
      if (copy === null) throw new AppError('NOT_FOUND', `There is no working copy of ${JSON.stringify(slug)}.`);
      if (request.rev !== undefined && request.rev !== copy.rev) {
        throw new AppError('PRECONDITION_FAILED', `The working copy is at revision "${copy.rev}" by now: look again.`, {
          field: '/headers/if-match',
        });
      }
      const kinds = kind === 'try' ? (['try'] as const) : workKinds;
      const isOpen = { slug, ofVersion: null, state: { in: ['queued', 'running'] }, kind: { in: kinds } };
      const open = await store.authoringJobs.count({ where: isOpen });
      if (open >= mostOpen) {
        const what = kind === 'try' ? 'runs' : 'jobs';
        throw new AppError('LIMIT_REACHED', `${open} ${what} of ${slug} are not done: wait for them, or cancel one.`);
      }
      const { margin = measureDefaults.margin, runs = measureDefaults.runs } = request;
      const job = newJob(deps, {
        ...{ kind, slug, files: copy.files, note, createdBy },
        ...{ measure: kind === 'measure' ? { margin, runs } : null, trial: request.trial ?? null },
      });
      await store.authoringJobs.insert(job);
      deps.wake();
      return job;
    },

    list: ({ kinds = workKinds, slug, after, limit }) =>
      store.authoringJobs.find({
        where: { ofVersion: null, kind: { in: kinds }, ...(slug !== undefined && { slug }) },
        ...(after !== undefined && { after }),
        ...{ order: 'desc', limit },
      }),

    async cancel(id) {
      for (let tries = 0; tries < cancelTries; tries++) {
        const job = await get(id);
        if (job.outcome === 'canceled') return job;
        if (job.state === 'done') throw new AppError('CONFLICT', 'It is done already.');
        if (isBeingPublished(job)) throw new AppError('CONFLICT', 'The gate is passed, and it is being published.');
        try {
          const canceled = await store.authoringJobs.update(id, job.rev, {
            ...{ state: 'done', outcome: 'canceled', files: [], lease: null, doneAt: clock.now().toISOString() },
          });
          events.publish(id, { type: 'done', job: canceled });
          return canceled;
        } catch (error) {
          if (!isAppError(error, 'CONFLICT')) throw error;
        }
      }
      throw new AppError('CONFLICT', 'It changes too fast to be canceled: try again.');
    },
  };
}

/** Once its report is stored, a job that publishes has passed the gate: it goes on to the end, whatever happens. */
export function isBeingPublished({ kind, state, report }: AuthoringJob): boolean {
  return kind === 'publish' && state !== 'done' && report !== null;
}
