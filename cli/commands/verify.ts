import type { Command } from 'commander';
import { type AppError, isAppError } from '../../engine/errors.ts';
import type { Grader } from '../../engine/grade/grade.ts';
import type { Problem } from '../../engine/model/problem.ts';
import type { Runtime } from '../../engine/model/runtime.ts';
import type { VerifyReport } from '../../engine/model/verify.ts';
import { verifyProblem } from '../../engine/problem/verify.ts';
import { safeJson, visibleLines } from '../escape.ts';
import { exitStatus, exitStatusHelp } from '../exit.ts';
import type { Io } from '../io.ts';
import { createProgress } from '../progress.ts';
import { verifyReport } from '../verify-report.ts';

interface Options {
  cases?: true;
  json?: true;
}

export function addVerify(program: Command, io: Io, end: (status: number) => void): void {
  program
    .command('verify')
    .summary('hold problem packages against their reference solutions')
    .description(
      'Runs every reference solution of the packages on every test case. Each must get the verdicts that its folder ' +
        'below submissions/ (or submissions.yaml) promises. Shows each solution’s slowest case (--cases: every case) against the time limit. ' +
        'Solutions in a language without a runtime are left out.',
    )
    .argument('<package...>', 'folders of problem packages')
    .option('-c, --cases', 'show every case, not only the slowest')
    .option('--json', 'print the reports as JSON, with every case')
    .addHelpText('after', exitStatusHelp)
    .addHelpText('after', '\nExamples:\n  $ assay verify problems/brackets\n  $ assay verify problems/*/')
    .action(async (directories: string[], options: Options) => end(await verify(io, directories, options)));
}

async function verify(io: Io, directories: string[], { cases, json }: Options): Promise<number> {
  const { declaredRuntimes, openEngine } = await import('../engine.ts');
  const { loadPackage } = await import('../package.ts');
  const runtimes = await declaredRuntimes();
  const { problems, broken } = await loadAll(directories, (directory) => loadPackage(io, directory, runtimes));
  const programs = problems.flatMap(({ solutions, validator }) => [...solutions, ...(validator ? [validator] : [])]);
  const needed = programs.map(({ program }) => program.runtimeId);
  await using engine = await openEngine(io, { runtimes, needed });
  const reports: VerifyReport[] = [];
  for (const problem of problems) {
    const report = await verifyWithProgress(io, { problem, grader: engine.grader, runtimes });
    reports.push(report);
    if (!json) io.out(`${verifyReport(report, { everyCase: cases === true })}\n`);
  }
  if (json) io.out(`${safeJson(reports)}\n`);
  for (const { message } of broken) io.err(visibleLines(`assay: ${message}\n`));
  if (broken.length > 0) return exitStatus.usage;
  return reports.every(({ ok }) => ok) ? exitStatus.ok : exitStatus.notAccepted;
}

/** One package that cannot be read keeps nobody from the others. */
async function loadAll(directories: readonly string[], load: (directory: string) => Promise<Problem>) {
  const problems: Problem[] = [];
  const broken: AppError[] = [];
  for (const directory of directories) {
    try {
      problems.push(await load(directory));
    } catch (error) {
      if (!isAppError(error, 'INVALID_PACKAGE')) throw error;
      broken.push(error);
    }
  }
  return { problems, broken };
}

async function verifyWithProgress(
  io: Io,
  request: { problem: Problem; grader: Grader; runtimes: readonly Runtime[] },
): Promise<VerifyReport> {
  using progress = createProgress(io);
  return await verifyProblem({
    ...request,
    onProgress: (at) => progress.update(at.casesDone, at.cases, `${request.problem.slug} ${at.solution}`),
    signal: io.signal,
  });
}
