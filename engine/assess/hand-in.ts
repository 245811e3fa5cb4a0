import { AppError, isAppError } from '../errors.ts';
import { type Intake, type SubmitRequest, storedKeyOf } from '../intake/intake.ts';
import type { Source } from '../intake/source.ts';
import type { Attempt } from '../model/attempt.ts';
import type { Submission, SubmissionState } from '../model/submission.ts';
import type { Clock, Store } from '../ports.ts';
import { type AllowedDeps, allowedRuntime, problemOf, runtimesOf } from './allowed.ts';
import { changeAttempt } from './change-attempt.ts';
import { createInTurn } from './in-turn.ts';
import { mustRun } from './open.ts';
import type { Timeline } from './timeline.ts';

/*
 * Theory of operation. A limit of submissions is a number of slots, of which the store gives each once (a unique index):
 * however many requests come at the same moment, to however many servers, no more than that are taken. A canceled submission
 * gives its slot back. How many of a person's own may wait is held by letting the requests of one attempt come one by one,
 * here; several servers let a few more in, which harms nobody, for of one attempt one is graded at a time.
 */

export type HandInRequest = Source & {
  attemptId: string;
  problem: string;
  runtime: string;
  /** Of the client: the same again, for the same attempt, gives the first one again, even after the end. */
  idempotencyKey: string | null;
} & ({ kind: 'submit' } | { kind: 'run'; input: string | null });

export interface HandIn {
  /**
   * Throws ATTEMPT_CLOSED, LIMIT_REACHED, NOT_FOUND, BAD_REQUEST or TOO_LARGE with the field at fault,
   * IDEMPOTENCY_MISMATCH.
   */
  take(request: HandInRequest): Promise<{ submission: Submission; replayed: boolean }>;
  /** A run or submission of this attempt; another one is NOT_FOUND. */
  get(attemptId: string, id: string): Promise<Submission>;
  /** Ends one that is not done. A submission can be taken back only while the clock runs. Throws CONFLICT when done. */
  cancel(attemptId: string, id: string): Promise<Submission>;
  /** Submissions of a problem that count against the limit. */
  used(attemptId: string, problem: string): Promise<number>;
}

export interface HandInDeps extends AllowedDeps {
  store: Pick<Store, 'attempts' | 'submissions'>;
  intake: Intake;
  timeline: Pick<Timeline, 'handedIn'>;
  clock: Pick<Clock, 'now'>;
}

const mostWaiting = 3;
const counted: readonly SubmissionState[] = ['queued', 'compiling', 'running', 'done'];

export function createHandIn(deps: HandInDeps): HandIn {
  const { store, intake, timeline } = deps;
  const inTurn = createInTurn();

  const get = async (attemptId: string, id: string) => {
    const submission = await store.submissions.get(id);
    const isOwn = submission?.attemptId === attemptId && ['run', 'submit'].includes(submission.kind);
    if (submission === null || !isOwn) throw new AppError('NOT_FOUND', `There is no submission ${id} in this attempt.`);
    return submission;
  };

  return {
    take: (request) =>
      inTurn(request.attemptId, async () => {
        const attempt = await attemptOf(deps, request.attemptId);
        const taken = await takeNow(deps, attempt, request);
        if (!taken.replayed) await mustStillCount(deps, taken.submission, attempt.id);
        await timeline.handedIn(taken.submission);
        return taken;
      }),
    get,
    async cancel(attemptId, id) {
      const { kind } = await get(attemptId, id);
      if (kind === 'submit') mustRun(await attemptOf(deps, attemptId), deps.clock.now());
      return intake.cancel(id);
    },
    used: (attemptId, problem) => usedOf(deps, attemptId, problem),
  };
}

async function attemptOf({ store }: HandInDeps, id: string): Promise<Attempt> {
  const attempt = await store.attempts.get(id);
  if (attempt === null) throw new AppError('NOT_FOUND', 'There is no such attempt.');
  return attempt;
}

async function takeNow(deps: HandInDeps, attempt: Attempt, request: HandInRequest) {
  const asked = intakeRequest(attempt, request);
  const key = storedKeyOf(asked);
  const isRepeated = key !== null && (await isKnown(deps, key));
  if (isRepeated) return deps.intake.submit(asked);
  mustRun(attempt, deps.clock.now());
  const problem = await problemOf(deps, attempt.rules, request.problem);
  allowedRuntime(runtimesOf(deps, attempt.rules, problem), request.runtime);
  await mustNotCrowd(deps, attempt.id);
  const limit = request.kind === 'submit' ? attempt.rules.submissionLimit : null;
  return limit === null ? deps.intake.submit(asked) : takeSlot(deps, { attempt, asked, limit });
}

/**
 * The attempt may have ended while this was stored. As long as it is not finished this counts, and moving its revision has it
 * counted anew (ending.ts). Finished, its score is told already: then this was too late.
 */
async function mustStillCount({ store, intake, clock }: HandInDeps, { id, kind }: Submission, attemptId: string) {
  if (kind === 'run') return;
  const attempt = await changeAttempt(store, attemptId, ({ state }) =>
    state === 'ending' || state === 'grading' ? {} : null,
  );
  if (attempt.state !== 'finished') return;
  await intake.cancel(id);
  mustRun(attempt, clock.now());
}

function intakeRequest({ id, rules }: Attempt, request: HandInRequest): SubmitRequest {
  const { kind, problem, runtime, idempotencyKey: key } = request;
  const version = rules.problems.find(({ slug }) => slug === problem)?.version ?? '';
  return {
    ...('source' in request ? { source: request.source } : { files: request.files }),
    problem,
    runtime,
    kind,
    input: request.kind === 'run' ? request.input : null,
    // Where nothing of the secret cases is told, stopping at the first that fails would tell it.
    runAll: rules.feedback === 'samples',
    createdBy: `candidate:${id}`,
    attempt: { id, problemVersion: version },
    // A run and a submission with the same key are not the same.
    idempotencyKey: key === null ? null : `${kind}:${key}`,
  };
}

async function isKnown({ store }: HandInDeps, idempotencyKey: string): Promise<boolean> {
  return (await store.submissions.count({ where: { idempotencyKey } })) > 0;
}

async function mustNotCrowd({ store }: HandInDeps, attemptId: string): Promise<void> {
  const waiting = await store.submissions.count({ where: { attemptId, state: 'queued' } });
  if (waiting < mostWaiting) return;
  throw new AppError('LIMIT_REACHED', `${waiting} of yours wait to be graded: wait for one of them, or cancel it.`);
}

function usedOf({ store }: HandInDeps, attemptId: string, problem: string): Promise<number> {
  return store.submissions.count({ where: { attemptId, problem, kind: 'submit', state: { in: counted } } });
}

async function takeSlot(
  deps: HandInDeps,
  { attempt, asked, limit }: { attempt: Attempt; asked: SubmitRequest; limit: number },
) {
  const used = await usedOf(deps, attempt.id, asked.problem);
  // The next one is free, as a rule; of those before it, one may have been given back.
  for (let tries = 0; tries < limit && used < limit; tries++) {
    const slot = `${attempt.id}/${asked.problem}/${((used + tries) % limit) + 1}`;
    try {
      return await deps.intake.submit({ ...asked, slot });
    } catch (error) {
      if (!isAppError(error, 'DUPLICATE')) throw error;
    }
  }
  const times = limit === 1 ? 'once' : `${limit} times`;
  throw new AppError('LIMIT_REACHED', `This problem can be submitted ${times}, and was: runs are still possible.`);
}
