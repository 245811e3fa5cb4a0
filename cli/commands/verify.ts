import type { Command } from 'commander';
import { type VerifyReport, verifyProblem } from '../../engine/problem/verify.ts';
import type { Catalogue, Engine } from '../engine.ts';
import { exitStatus, exitStatusHelp } from '../exit.ts';
import type { Io } from '../io.ts';
import { createProgress } from '../progress.ts';
import { verifyReport } from '../verifyReport.ts';

export function addVerify(program: Command, io: Io, end: (status: number) => void): void {
  program
    .command('verify')
    .summary('hold problem packages against their reference solutions')
    .description(
      'Runs every reference solution of the packages on every test case. Each must get the verdicts that its folder ' +
        'below submissions/ (or submissions.yaml) promises. Shows each solution’s slowest case against the time limit. ' +
        'Solutions in a language without a runtime are left out.',
    )
    .argument('<package...>', 'folders of problem packages')
    .option('--json', 'print the reports as JSON')
    .addHelpText('after', exitStatusHelp)
    .addHelpText('after', '\nExamples:\n  $ assay verify problems/brackets\n  $ assay verify problems/*')
    .action(async (directories: string[], { json }: { json?: true }) =>
      end(await verify(io, directories, json === true)),
    );
}

async function verify(io: Io, directories: string[], json: boolean): Promise<number> {
  const { loadCatalogue, openEngine } = await import('../engine.ts');
  const loaded = [];
  for (const directory of directories) loaded.push(await loadCatalogue(directory));
  await using engine = await openEngine(io);
  const reports: VerifyReport[] = [];
  for (const catalogue of loaded) {
    const report = await verifyWithProgress(io, engine, catalogue);
    reports.push(report);
    if (!json) io.out(`${verifyReport(report)}\n`);
  }
  if (json) io.out(`${JSON.stringify(reports, null, 2)}\n`);
  return reports.every(({ ok }) => ok) ? exitStatus.ok : exitStatus.notAccepted;
}

async function verifyWithProgress(io: Io, { grader }: Engine, { problem, runtimes }: Catalogue): Promise<VerifyReport> {
  using progress = createProgress(io);
  return await verifyProblem({
    problem,
    grader,
    runtimes,
    onProgress: (at) => progress.update(at.casesDone, at.cases, `${problem.slug} ${at.solution}`),
    signal: io.signal,
  });
}
