import { createHash } from 'node:crypto';
import { AppError, isAppError } from '../errors.ts';
import { endOf } from '../life.ts';
import { defaultLimits, type Limits } from '../model/limits.ts';
import type { Problem } from '../model/problem.ts';
import type { Runtime } from '../model/runtime.ts';
import type { Submission } from '../model/submission.ts';
import type { Clock, EventBus, Problems, Queue, Store } from '../ports.ts';
import { hasConsequences, jobOf, priorities } from '../priority.ts';
import { acceptInput } from './input.ts';
import { acceptSource, type Source } from './source.ts';

/** What someone wants graded. */
export type SubmitRequest = Source & {
  problem: string;
  runtime: string;
  runAll: boolean;
  /** `actorOf` the principal who asks. */
  createdBy: string;
  /** `submit` when left out. */
  kind?: 'submit' | 'run';
  /** Of a `run`: own input in place of the samples, at most 64 KiB. */
  input?: string | null;
  /** The attempt that it is part of, with the version of the problem that this attempt has. */
  attempt?: { id: string; problemVersion: string };
  /** Taken also where the problem cannot be had: grading it will say so (IE), and a rejudge can grade it later. */
  evenWithoutProblem?: boolean;
  /** See `Submission.slot`. Throws DUPLICATE when it is taken. */
  slot?: string;
  /** Repeating a request of the same `createdBy` with the same key gives the first submission again. */
  idempotencyKey: string | null;
};

export interface Intake {
  /**
   * Stores a submission, then queues it. Throws BAD_REQUEST or TOO_LARGE with the field at fault, IDEMPOTENCY_MISMATCH,
   * STORE_UNAVAILABLE; then nothing is stored.
   */
  submit(request: SubmitRequest): Promise<{ submission: Submission; replayed: boolean }>;
  /** Ends a submission that is not done; canceled once more, it is the same. Throws NOT_FOUND, CONFLICT when done. */
  cancel(id: string): Promise<Submission>;
}

export interface IntakeDeps {
  store: Pick<Store, 'submissions'>;
  queue: Pick<Queue, 'add' | 'cancel'>;
  events: Pick<EventBus, 'publish'>;
  problems: Problems;
  runtimes: Pick<ReadonlyMap<string, Runtime>, 'get'>;
  clock: Clock;
  /** Ids sort by the time of their making. */
  newId(): string;
}

/** A worker writes a few times a minute: losing the race against it more often than this is a fault. */
const cancelTries = 20;

export function createIntake(deps: IntakeDeps): Intake {
  const { store, queue, events } = deps;

  const replayOf = async (key: string, digest: string): Promise<Submission | null> => {
    const page = await store.submissions.find({ where: { idempotencyKey: key }, limit: 1 });
    const first = page.items[0];
    if (first === undefined) return null;
    if (first.requestDigest === digest) return first;
    throw new AppError(
      'IDEMPOTENCY_MISMATCH',
      'This Idempotency-Key came with another request before: take a new one.',
      {
        field: '/headers/idempotency-key',
      },
    );
  };

  return {
    async submit(request) {
      const key = storedKeyOf(request);
      const digest = digestOf(request);
      const first = key === null ? null : await replayOf(key, digest);
      if (first) return { submission: first, replayed: true };
      const submission = await makeSubmission(deps, request, digest);
      try {
        await store.submissions.insert(submission);
      } catch (error) {
        // The same request came twice at once, and the other was faster.
        const winner = key !== null && isAppError(error, 'DUPLICATE') ? await replayOf(key, digest) : null;
        if (winner) return { submission: winner, replayed: true };
        throw error;
      }
      queue.add(jobOf(submission));
      return { submission, replayed: false };
    },

    async cancel(id) {
      const { submission, won } = await cancelStored(deps, id);
      if (won) {
        queue.cancel(id);
        events.publish(id, endOf(submission));
      }
      return submission;
    },
  };
}

async function makeSubmission(deps: IntakeDeps, request: SubmitRequest, digest: string): Promise<Submission> {
  const { kind = 'submit', attempt } = request;
  const problem = await problemFor(deps, request);
  if (problem === null)
    refuse('/problem', `There is no problem ${JSON.stringify(request.problem)}: see /api/problems.`);
  const runtime = runtimeFor(deps, problem, request.runtime);
  return {
    id: deps.newId(),
    rev: 1,
    kind,
    state: 'queued',
    attemptId: attempt?.id ?? null,
    of: null,
    rejudgeId: null,
    input: kind === 'run' ? acceptInput(request.input ?? null, problem) : null,
    pinned: attempt !== undefined,
    priority: priorities[kind === 'run' ? 'run' : attempt ? 'attempt' : 'submission'],
    lane: attempt ? `attempt:${attempt.id}` : null,
    slot: request.slot ?? null,
    unsettled: false,
    createdBy: request.createdBy,
    problem: problem.slug,
    problemVersion: problem.version,
    runtime: runtime.id,
    files: acceptSource(request, { runtime, sourceSizeLimitKb: problem.limits.sourceSizeLimitKb }),
    runAll: request.runAll,
    idempotencyKey: storedKeyOf(request),
    requestDigest: request.idempotencyKey === null ? null : digest,
    lease: null,
    attempts: 0,
    result: null,
    receipt: null,
    queuedAt: deps.clock.now().toISOString(),
    startedAt: null,
    doneAt: null,
  };
}

type Known = Pick<Problem, 'slug' | 'name' | 'version' | 'languages' | 'groups'> & {
  limits: Pick<Limits, 'sourceSizeLimitKb'>;
};

async function problemFor({ problems }: IntakeDeps, request: SubmitRequest): Promise<Known | null> {
  const { problem: slug, attempt, evenWithoutProblem = false } = request;
  if (attempt === undefined || !evenWithoutProblem) return problems.get(slug, attempt?.problemVersion);
  return { slug, name: slug, version: attempt.problemVersion, languages: null, groups: [], limits: defaultLimits };
}

function runtimeFor({ runtimes }: IntakeDeps, problem: Known, id: string): Runtime {
  const runtime = runtimes.get(id);
  if (!runtime?.candidates) refuse('/runtime', `There is no runtime ${JSON.stringify(id)}: see /api/runtimes.`);
  if (problem.languages !== null && !problem.languages.includes(id)) {
    refuse('/runtime', `${problem.name} takes ${problem.languages.join(', ')}, not ${id}.`);
  }
  return runtime;
}

async function cancelStored(
  { store, clock }: IntakeDeps,
  id: string,
): Promise<{ submission: Submission; won: boolean }> {
  for (let tries = 0; tries < cancelTries; tries++) {
    const submission = await store.submissions.get(id);
    if (submission === null) throw new AppError('NOT_FOUND', `There is no submission ${JSON.stringify(id)}.`);
    if (submission.state === 'canceled') return { submission, won: false };
    if (submission.state === 'done') throw new AppError('CONFLICT', 'It is done already: a result cannot be canceled.');
    try {
      const unsettled = hasConsequences(submission);
      const end = { state: 'canceled' as const, unsettled, doneAt: clock.now().toISOString() };
      const change = { ...end, slot: null, lease: null };
      return { submission: await store.submissions.update(id, submission.rev, change), won: true };
    } catch (error) {
      if (!isAppError(error, 'CONFLICT')) throw error;
    }
  }
  throw new AppError('CONFLICT', 'It changes too fast to be canceled: try again.');
}

/** Keys are of the one who sent them: nobody gets another's submission by guessing a key. */
export function storedKeyOf({ createdBy, idempotencyKey }: Pick<SubmitRequest, 'createdBy' | 'idempotencyKey'>) {
  return idempotencyKey === null ? null : `${createdBy}/${idempotencyKey}`;
}

/** SHA-256 over what makes two requests the same. */
function digestOf(request: SubmitRequest): string {
  const { problem, runtime, runAll, kind = 'submit', input = null } = request;
  const source = 'source' in request ? request.source : request.files.map(({ name, content }) => [name, content]);
  const parts = [problem, runtime, runAll, source, kind, input];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function refuse(field: string, message: string): never {
  throw new AppError('BAD_REQUEST', message, { field });
}
