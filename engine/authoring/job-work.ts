import { AppError, isAppError } from '../errors.ts';
import type { AuthoringJob } from '../model/package.ts';
import type { Problem } from '../model/problem.ts';
import type { Trial } from '../model/trial.ts';
import type { VerifyReport } from '../model/verify.ts';
import { type VerifyProgress, verifyProblem } from '../problem/verify.ts';
import { judge } from './gate.ts';
import { measureDefaults } from './jobs.ts';
import { isAcceptedOne, measureLimits } from './measure.ts';
import { doubtsAbout } from './measured.ts';
import { doTrial } from './trial-work.ts';
import { loadedFrom, type Outcome, type Work, type WorkDeps } from './work.ts';

/** Does the work of a job. Throws what is no fault of the package: SANDBOX_FAULT, the store's errors, the signal's reason. */
export async function doJob(deps: WorkDeps, work: Work): Promise<Outcome> {
  const { job } = work;
  if (job.kind === 'publish' && job.report !== null) return publish(deps, job, job.report);
  if (job.kind === 'try') return doTrial(deps, { ...work, trial: trialOf(job) });
  await using folder = await deps.packages.checkout(job.files);
  const warnings: string[] = [];
  const problem = await loadedFrom(folder.dir, job.slug, {
    runtimes: deps.runtimes,
    warn: (text) => warnings.push(text),
  });
  if ('reason' in problem) return { outcome: 'refused', reasons: [problem.reason], warnings };
  const run = job.kind === 'measure' ? measure : job.ofVersion ? timeAccepted : verify;
  // Awaited here, for the folder goes when this function ends.
  return await run(deps, work, { problem, warnings });
}

function trialOf({ id, trial }: AuthoringJob): Trial {
  if (trial === null) throw new AppError('INTERNAL', `The job ${id} does not say what to try.`);
  return trial;
}

function reportOn({ grader, runtimes }: WorkDeps, { signal, tell }: Work, problem: Problem): Promise<VerifyReport> {
  return verifyProblem({
    ...{ problem, grader, runtimes, signal, onProgress: teller(tell) },
    onSolution: (solution) => tell({ type: 'solution', report: solution }),
  });
}

/** Of a version that is kept: what its accepted solutions take here. Whether it is a good package was asked before. */
async function timeAccepted(
  deps: WorkDeps,
  work: Work,
  { problem, warnings }: { problem: Problem; warnings: string[] },
): Promise<Outcome> {
  const accepted = { ...problem, solutions: problem.solutions.filter(isAcceptedOne) };
  return { outcome: 'passed', warnings, report: await reportOn(deps, work, accepted) };
}

async function verify(deps: WorkDeps, work: Work, of: { problem: Problem; warnings: string[] }): Promise<Outcome> {
  const { job, passed } = work;
  const { runtimes } = deps;
  const report = await reportOn(deps, work, of.problem);
  const gate = judge({ problem: of.problem, report, runtimes });
  const warnings = [...of.warnings, ...gate.warnings];
  if (gate.reasons.length > 0) return { outcome: 'refused', reasons: gate.reasons, warnings, report };
  if (job.kind === 'verify') return { outcome: 'passed', warnings, report };
  await passed(report, warnings);
  return publish(deps, job, report);
}

async function publish({ packages }: WorkDeps, job: AuthoringJob, report: VerifyReport): Promise<Outcome> {
  const { id: jobId, slug, files, note, createdBy: publishedBy } = job;
  try {
    const { version, number } = await packages.publish({ slug, files, jobId, note, publishedBy, report });
    return { outcome: 'passed', version, number };
  } catch (error) {
    if (isAppError(error, 'CONFLICT')) return { outcome: 'refused', reasons: [error.message] };
    throw error;
  }
}

async function measure(
  { grader, runtimes }: WorkDeps,
  { job, signal, tell }: Work,
  { problem, warnings }: { problem: Problem; warnings: string[] },
): Promise<Outcome> {
  const how = job.measure ?? measureDefaults;
  try {
    const measured = await measureLimits({ ...how, problem, grader, runtimes, signal, onProgress: teller(tell) });
    if ('reasons' in measured) return { outcome: 'refused', reasons: measured.reasons, warnings };
    return { outcome: 'passed', measured: measured.limits, warnings: [...warnings, ...doubtsAbout(measured.limits)] };
  } catch (error) {
    if (isAppError(error, 'VALIDATOR_FAULT')) return { outcome: 'refused', reasons: [error.message], warnings };
    throw error;
  }
}

function teller(tell: Work['tell']): (progress: VerifyProgress) => void {
  return (progress) => tell({ type: 'progress', ...progress });
}
