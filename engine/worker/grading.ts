import { AppError, isAppError } from '../errors.ts';
import type { GradeRequest, Grader } from '../grade/grade.ts';
import { receiptFor } from '../grade/receipt.ts';
import { trialOf } from '../grade/trial.ts';
import type { Held } from '../lease.ts';
import { caseEvent, stateEvent } from '../life.ts';
import type { Log } from '../log.ts';
import type { SubmissionEvent } from '../model/event.ts';
import type { Problem } from '../model/problem.ts';
import type { Receipt } from '../model/receipt.ts';
import type { Runtime } from '../model/runtime.ts';
import type { GradeResult, Submission } from '../model/submission.ts';
import type { Clock, Problems, Sandbox, Store } from '../ports.ts';
import { internalError, reasonFor } from './internal-error.ts';
import { createRunRecords, type RunRecords } from './run-records.ts';

/** Before the second and the third try; three sandbox faults make an internal error. */
const pausesMs = [1_000, 10_000];

/** Between two looks whether the sandbox can be reached again. */
const unreachablePauseMs = 2_000;

/** A submission that takes the engine down with it must not do so for ever. */
const mostAttempts = 50;

export interface GradingDeps {
  store: Pick<Store, 'runs'>;
  problems: Problems;
  runtimes: Pick<ReadonlyMap<string, Runtime>, 'get'>;
  grader: Grader;
  sandbox: Pick<Sandbox, 'health' | 'imageOf'>;
  clock: Clock;
  log: Log;
  /** This process, and the version of Assay that it runs, for receipts. */
  owner: string;
  engineVersion: string;
}

export interface Grading {
  held: Held<Submission>;
  signal: AbortSignal;
  tell(event: SubmissionEvent): void;
}

export interface Graded {
  problemVersion: string;
  result: GradeResult;
  /** `null` for a `run`, and where an internal error kept it from being graded. */
  receipt: Receipt | null;
}

/** Grades a held submission. A fault of ours is a result too, with verdict IE. Throws only when the signal aborted. */
export async function gradeHeld(deps: GradingDeps, grading: Grading): Promise<Graded> {
  const submission = grading.held.doc();
  const last: { problem: Problem | null } = { problem: null };
  // For each try anew: what was changed under the try before is to be graded as it is now.
  const prepare = async () => {
    last.problem = await problemFor(deps, submission);
    return { ...grading, ...mustHave(deps, submission, last.problem) };
  };
  const graded = (result: GradeResult, receipt: Receipt | null) => ({
    problemVersion: last.problem?.version ?? submission.problemVersion,
    result,
    receipt,
  });
  try {
    const { result, receipt } = await gradeWithRetries(deps, grading, prepare);
    return graded(result, receipt);
  } catch (error) {
    if (grading.signal.aborted) throw error;
    deps.log.error({ err: error, submissionId: submission.id }, 'A submission ended with an internal error');
    return graded(internalError({ reason: reasonFor(error), problem: last.problem }), null);
  }
}

async function problemFor({ problems }: GradingDeps, submission: Submission): Promise<Problem | null> {
  const { kind, problem: slug, problemVersion, pinned, input } = submission;
  const problem = await problems.get(slug, pinned ? problemVersion : undefined);
  return problem && kind === 'run' ? trialOf(problem, input) : problem;
}

/** What grading needs beside the source. Throws an error that says what is missing. */
function mustHave(
  { runtimes }: GradingDeps,
  { problem: slug, problemVersion, pinned, runtime: runtimeId, attempts }: Submission,
  problem: Problem | null,
): { problem: Problem; runtime: Runtime } {
  if (attempts > mostAttempts) {
    throw new AppError(
      'INTERNAL',
      `The engine stopped ${mostAttempts} times while it graded this, so it was given up.`,
    );
  }
  if (problem === null) {
    const missing = pinned
      ? `The problem ${slug} cannot be had at the version ${problemVersion.slice(0, 12)}, which this is to be graded with`
      : `The problem ${slug} is gone or broken`;
    throw new AppError('NOT_FOUND', `${missing}: mend it (the log says more), then grade again.`);
  }
  const runtime = runtimes.get(runtimeId);
  if (runtime === undefined) {
    throw new AppError('NOT_FOUND', `The runtime ${runtimeId} is gone: put it back, then grade again.`);
  }
  return { problem, runtime };
}

type Attempt = Grading & { problem: Problem; runtime: Runtime };

async function gradeWithRetries(
  deps: GradingDeps,
  { held, signal }: Grading,
  prepare: () => Promise<Attempt>,
): Promise<Pick<Graded, 'result' | 'receipt'>> {
  for (let faults = 1; ; faults++) {
    try {
      const records = createRunRecords(deps.store, held, signal);
      const attempt = await prepare();
      const result = await deps.grader.grade(requestFor({ records, log: deps.log }, attempt));
      await records.flush();
      return { result, receipt: await receiptOf(deps, attempt) };
    } catch (error) {
      const failed = signal.aborted ? null : whatFailed(error);
      if (failed === null) throw error;
      if (await outlasted(deps, signal)) faults = 0;
      const pauseMs = faults === 0 ? 0 : pausesMs[faults - 1];
      if (pauseMs === undefined) {
        const { message } = error as Error;
        throw new AppError('SANDBOX_FAULT', `${failed} failed ${faults} times, at last: ${message}`, { cause: error });
      }
      deps.log.warn(
        { err: error, submissionId: held.doc().id, faults },
        `${failed} failed: trying again in a fresh box`,
      );
      await deps.clock.sleep(pauseMs, signal);
    }
    await held.write({ state: 'compiling', attempts: held.doc().attempts + 1 });
  }
}

async function receiptOf(deps: GradingDeps, { held, problem, runtime }: Attempt): Promise<Receipt | null> {
  const { kind, files } = held.doc();
  if (kind === 'run') return null;
  const { sandbox, owner: worker, engineVersion: engine, clock } = deps;
  const image = await sandbox.imageOf(runtime.id);
  return receiptFor({ problem, runtime, files, gradedAt: clock.now() }, { image, engine, worker });
}

/** What to try again; `null` for an error that would come again. */
function whatFailed(error: unknown): string | null {
  if (isAppError(error, 'SANDBOX_FAULT')) return 'The sandbox';
  return isAppError(error, 'PACKAGE_CHANGED') ? 'Reading the package' : null;
}

/**
 * Waits while nothing can be run at all, say while Docker is down: what is held then is nobody's fault and is not to be
 * given up. Returns whether it had to wait.
 */
async function outlasted({ sandbox, clock, log }: GradingDeps, signal: AbortSignal): Promise<boolean> {
  if ((await sandbox.health()).reachable) return false;
  log.warn({}, 'The sandbox cannot be reached: work waits until it can');
  do await clock.sleep(unreachablePauseMs, signal);
  while (!(await sandbox.health()).reachable);
  return true;
}

function requestFor(
  { records, log }: { records: RunRecords; log: Log },
  { held, problem, runtime, signal, tell }: Attempt,
): GradeRequest {
  const { id, kind, files, runAll } = held.doc();
  let said: string | null = null;
  return {
    problem,
    runtime,
    files,
    runAll: runAll || kind === 'run',
    signal,
    async onState(state) {
      if (held.doc().state !== state) await held.write({ state });
      tell(stateEvent(state));
    },
    onCase({ index, group, result }) {
      if (result.verdict === 'IE') {
        const details = { submissionId: id, problem: problem.slug, case: result.name, reason: result.reason, said };
        log.error(details, "The problem's package has failed on a case: see `assay verify`");
      }
      tell(caseEvent(index, { group, case: result }));
    },
    onRun(record, index) {
      said = record.message;
      return records.add(record, index);
    },
  };
}
