import { type Command, Option } from 'commander';
import { acceptSource } from '../../engine/intake/source.ts';
import type { Problem } from '../../engine/model/problem.ts';
import type { Runtime } from '../../engine/model/runtime.ts';
import type { GradeResult, SourceFile } from '../../engine/model/submission.ts';
import type { Verdict } from '../../engine/model/verdict.ts';
import type { Engine } from '../engine.ts';
import { safeJson } from '../escape.ts';
import { exitStatus, exitStatusHelp } from '../exit.ts';
import { gradeReport, type SampleRun } from '../grade-report.ts';
import type { Io } from '../io.ts';
import { createProgress } from '../progress.ts';
import { chooseRuntime, readSources } from '../source.ts';

interface Options {
  runtime?: string;
  all?: true;
  json?: true;
}

export function addGrade(program: Command, io: Io, end: (status: number) => void): void {
  program
    .command('grade')
    .summary('grade a source without a server')
    .description(
      'Compiles the source and runs it against every test case of the package, each in the sandbox, as the server does. ' +
        'Shows each case’s verdict, times and memory, and for a failed sample how the output differs.',
    )
    .argument('<package>', 'folder of the problem package')
    .argument('<file...>', 'the files of the source')
    .addOption(new Option('-r, --runtime <id>', 'language to run it in').default(undefined, 'by the extension'))
    .option('-a, --all', 'run the cases after the first failed one too, where the problem stops there')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', exitStatusHelp)
    .addHelpText(
      'after',
      '\nExamples:\n  $ assay grade problems/brackets main.py\n  $ assay grade problems/brackets --all --json main.go util.go',
    )
    .action(async (directory: string, paths: string[], options: Options) =>
      end(await grade(io, directory, paths, options)),
    );
}

async function grade(io: Io, directory: string, paths: string[], options: Options): Promise<number> {
  const { declaredRuntimes, openEngine } = await import('../engine.ts');
  const { loadPackage } = await import('../package.ts');
  const runtimes = await declaredRuntimes();
  const problem = await loadPackage(io, directory, runtimes);
  const runtime = chooseRuntime({ runtimes, problem, id: options.runtime, paths });
  const { sourceSizeLimitKb } = problem.limits;
  const files = acceptSource({ files: await readSources(paths, sourceSizeLimitKb) }, { runtime, sourceSizeLimitKb });
  const needed = [runtime.id, problem.validator?.program.runtimeId];
  await using engine = await openEngine(io, { runtimes, needed });
  const request = { problem, runtime, files, runAll: options.all === true };
  const { result, samples } = await gradeWithProgress(io, engine, request);
  const facts = { problem: problem.slug, problemVersion: problem.version, runtime: runtime.id };
  if (options.json) io.out(`${safeJson({ ...facts, ...result })}\n`);
  else io.out(gradeReport({ problem, runtime, result, samples }));
  return statusOfVerdict(result.verdict);
}

async function gradeWithProgress(
  io: Io,
  { grader }: Engine,
  request: { problem: Problem; runtime: Runtime; files: readonly SourceFile[]; runAll: boolean },
): Promise<{ result: GradeResult; samples: SampleRun[] }> {
  const cases = request.problem.groups.reduce((sum, group) => sum + group.cases.length, 0);
  const samples: SampleRun[] = [];
  using progress = createProgress(io);
  const result = await grader.grade({
    ...request,
    signal: io.signal,
    onState: (state) => progress.update(0, cases, state),
    onCase: ({ index, result: { name, verdict } }) => progress.update(index + 1, cases, `${name} ${verdict}`),
    onRun: async (record) => {
      if (record.sample) samples.push(record);
    },
  });
  return { result, samples };
}

function statusOfVerdict(verdict: Verdict): number {
  if (verdict === 'AC') return exitStatus.ok;
  return verdict === 'IE' ? exitStatus.ourFault : exitStatus.notAccepted;
}
