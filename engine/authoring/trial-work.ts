import { isAppError } from '../errors.ts';
import { entryFile } from '../grade/entry.ts';
import type { AuthoringJob } from '../model/package.ts';
import type { Problem } from '../model/problem.ts';
import { limitsFor, type Runtime } from '../model/runtime.ts';
import type { CompileResult, GradeResult, SourceFile } from '../model/submission.ts';
import type { Trial, TrialHead } from '../model/trial.ts';
import { sourcesOf } from '../problem/verify.ts';
import { inputDigest, problemFor, withEmptyAnswers } from './trial-cases.ts';
import { createTrialRecords } from './trial-records.ts';
import { loadedFrom, type Outcome, type Work, type WorkDeps } from './work.ts';

/*
 * Theory of operation. A trial runs one program on what somebody chose. It must run while a problem is being written, so
 * cases need no answer yet: then nothing is compared. Every other fault of the package is told with its file. Each case is
 * stored when it ends, then told, so that who reads of it can open it. Begun anew, the same program on the same files writes
 * over what it wrote.
 */

/** Between two cases of these, who has little to do goes first. */
export function isLong({ trial }: Pick<AuthoringJob, 'trial'>): boolean {
  if (trial === null || 'input' in trial.on) return false;
  return 'names' in trial.on ? trial.on.names.length > 20 : trial.on.cases !== 'samples';
}

/** Throws as `doJob`. */
export async function doTrial(deps: WorkDeps, { job, trial, ...work }: Work & { trial: Trial }): Promise<Outcome> {
  const { files, unanswered } = withEmptyAnswers(job.files);
  await using folder = await deps.packages.checkout(files);
  const warnings: string[] = [];
  const whole = await loadedFrom(folder.dir, job.slug, {
    runtimes: deps.runtimes,
    warn: (text) => warnings.push(text),
  });
  if ('reason' in whole) return { outcome: 'refused', reasons: [whole.reason] };
  const program = await programOf(whole, trial.program, { runtimes: deps.runtimes, warnings });
  if ('reason' in program) return { outcome: 'refused', reasons: [program.reason] };
  const problem = problemFor(whole, trial.on, unanswered);
  if ('reason' in problem) return { outcome: 'refused', reasons: [problem.reason] };
  // Awaited here, for the folder goes when this function ends.
  return await run(deps, { job, trial, ...work, problem, program, unanswered });
}

interface Program {
  runtime: Runtime;
  files: SourceFile[];
  main: string;
}

async function programOf(
  { solutions }: Problem,
  program: Trial['program'],
  { runtimes, warnings }: { runtimes: readonly Runtime[]; warnings: readonly string[] },
): Promise<Program | { reason: string }> {
  if ('solution' in program) {
    const { solution: name } = program;
    const found = solutions.find((solution) => solution.program.name === name)?.program;
    const leftOut = warnings.find((text) => text.startsWith(`${name}: `));
    if (found === undefined) return { reason: leftOut ?? `${name}: there is no such solution.` };
    const runtime = runtimes.find(({ id }) => id === found.runtimeId);
    if (runtime === undefined) return { reason: `${name}: there is no runtime for its language.` };
    return { runtime, files: await sourcesOf(found), main: found.main };
  }
  const runtime = runtimes.find(({ id }) => id === program.runtime);
  const main = runtime && entryFile(runtime, program.files);
  if (!runtime || !main) return { reason: `The program has no entry file, or its runtime is gone.` };
  return { runtime, files: program.files, main };
}

async function run(
  { grader, store, packages }: WorkDeps,
  at: Omit<Work, 'passed'> & { trial: Trial; problem: Problem; program: Program; unanswered: ReadonlySet<string> },
): Promise<Outcome> {
  const { job, trial, problem, program, unanswered, signal, tell, between } = at;
  const head = headOf(problem, program.runtime);
  let compile: CompileResult | null = null;
  const records = createTrialRecords(
    { trials: store.trials, packages },
    {
      jobId: job.id,
      isCompared: (name) => !('input' in trial.on) && !unanswered.has(name),
      inputSha256: (name) => ('input' in trial.on ? null : inputDigest(job.files, name)),
    },
  );
  try {
    const result = await grader.grade({
      ...{ problem, ...program, runAll: true, signal },
      onCompiled(result) {
        compile = result;
      },
      onState: (state) => tell({ type: 'trying', state, head, compile }),
      onOutput: records.onOutput,
      onRun: records.onRun,
      async onCase(event) {
        signal.throwIfAborted();
        tell({ type: 'case', one: await records.end(event) });
        await between();
      },
    });
    return { outcome: 'passed', tried: { ...head, ...factsOf(result, at) } };
  } catch (error) {
    if (isAppError(error, 'VALIDATOR_FAULT')) return { outcome: 'refused', reasons: [error.message] };
    throw error;
  }
}

function headOf({ groups, limits }: Problem, runtime: Runtime): TrialHead {
  const { timeLimitMs, wallTimeLimitMs, memoryLimitMb } = limitsFor(runtime, limits);
  const cases = groups.reduce((sum, group) => sum + group.cases.length, 0);
  return { runtime: runtime.id, limits: { timeLimitMs, wallTimeLimitMs, memoryLimitMb }, cases };
}

function factsOf(
  { verdict, reason, score, maxScore, compile }: GradeResult,
  { trial: { on }, unanswered }: { trial: Trial; unanswered: ReadonlySet<string> },
) {
  const isScored = 'cases' in on && on.cases === 'all' && unanswered.size === 0;
  return { verdict, reason, compile, score: isScored ? score : null, maxScore: isScored ? maxScore : null };
}
