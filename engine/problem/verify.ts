import { readFile } from 'node:fs/promises';
import { isAppError } from '../errors.ts';
import type { Grader } from '../grade/grade.ts';
import type { PackageProgram, Problem, ReferenceSolution } from '../model/problem.ts';
import { limitsFor, type Runtime } from '../model/runtime.ts';
import type { GradeResult, SourceFile } from '../model/submission.ts';
import type { SolutionReport, VerifyReport } from '../model/verify.ts';
import { brokenRules, rulesInWords } from './rules.ts';

export interface VerifyProgress {
  solution: string;
  /** Over all solutions of the package. */
  casesDone: number;
  cases: number;
}

export interface VerifyRequest {
  problem: Problem;
  grader: Grader;
  runtimes: readonly Runtime[];
  onProgress?: (progress: VerifyProgress) => void;
  /** As each one ends. */
  onSolution?: (report: SolutionReport) => void;
  signal: AbortSignal;
}

/**
 * Grades every reference solution of a package, all cases of it, and holds the results against the rules of its
 * folder. One after the other, so that their times do not disturb each other.
 * Throws the AppError SANDBOX_FAULT, or the signal's reason; a fault of the package is a remark.
 */
export async function verifyProblem(request: VerifyRequest): Promise<VerifyReport> {
  const { problem, signal } = request;
  const casesEach = problem.groups.reduce((sum, group) => sum + group.cases.length, 0);
  const solutions: SolutionReport[] = [];
  for (const [index, solution] of problem.solutions.entries()) {
    signal.throwIfAborted();
    const report = (casesDone: number) =>
      request.onProgress?.({
        solution: solution.program.name,
        casesDone: index * casesEach + casesDone,
        cases: problem.solutions.length * casesEach,
      });
    const ended = await verifySolution(request, solution, report);
    solutions.push(ended);
    report(casesEach);
    request.onSolution?.(ended);
  }
  const remarks = packageRemarks(solutions);
  const ok = remarks.length === 0 && solutions.every((solution) => solution.status !== 'fail');
  return { slug: problem.slug, version: problem.version, ok, solutions, remarks };
}

async function verifySolution(
  { problem, grader, runtimes, signal }: VerifyRequest,
  { program, rules }: ReferenceSolution,
  onCases: (done: number) => void,
): Promise<SolutionReport> {
  const runtime = runtimes.find(({ id }) => id === program.runtimeId);
  const expected = rulesInWords(rules);
  const runtimeId = runtime?.id ?? null;
  const unknown = {
    ...{ name: program.name, runtime: runtimeId, expected, verdict: null, reason: null, score: null },
    ...{ caughtBy: null, slowest: null, cases: [] },
  };
  if (runtime === undefined) return { ...unknown, status: 'not run', remarks: [`no runtime for ${language(program)}`] };
  const messages = new Map<string, string>();
  onCases(0);
  try {
    const result = await grader.grade({
      problem,
      runtime,
      files: await sourcesOf(program),
      main: program.main,
      runAll: true,
      signal,
      onState: () => {},
      onCase: ({ index }) => onCases(index + 1),
      onRun: async ({ caseName, message }) => {
        if (message !== null) messages.set(caseName, message);
      },
    });
    const remarks = brokenRules(rules, result, messages);
    const { verdict, reason, score } = result;
    const status = remarks.length === 0 ? 'pass' : 'fail';
    const cases = casesOf(result);
    const caughtBy = cases.find((one) => one.verdict !== 'AC' && one.verdict !== 'SK')?.name ?? null;
    const slowest = slowestCase(problem, runtime, result);
    return { ...unknown, status, verdict, reason, score, caughtBy, slowest, cases, remarks };
  } catch (error) {
    if (!isAppError(error, 'VALIDATOR_FAULT')) throw error;
    return { ...unknown, status: 'fail', remarks: [error.message] };
  }
}

/** The files of a reference solution, as a candidate would send them. */
export function sourcesOf(program: PackageProgram): Promise<SourceFile[]> {
  return Promise.all(
    program.files.map(async ({ name, path }) => ({ name, content: await readFile(path, { encoding: 'utf8' }) })),
  );
}

function casesOf({ groups }: GradeResult): SolutionReport['cases'] {
  const all = groups.flatMap(({ cases }) => cases);
  return all.map(({ name, verdict, reason, cpuTimeMs }) => ({ name, verdict, reason, cpuTimeMs }));
}

function slowestCase(problem: Problem, runtime: Runtime, result: GradeResult): SolutionReport['slowest'] {
  const { timeLimitMs } = limitsFor(runtime, problem.limits);
  const cases = result.groups.flatMap((group) => group.cases);
  const ran = cases.filter(({ verdict }) => verdict !== 'SK');
  const slowest = ran.toSorted((a, b) => b.cpuTimeMs - a.cpuTimeMs)[0];
  return slowest === undefined ? null : { name: slowest.name, cpuTimeMs: slowest.cpuTimeMs, timeLimitMs };
}

function packageRemarks(solutions: readonly SolutionReport[]): string[] {
  const proven = solutions.some(({ status, verdict }) => status === 'pass' && verdict === 'AC');
  return proven ? [] : ['no solution was accepted, so nothing shows that the problem can be solved'];
}

function language(program: PackageProgram): string {
  return program.main.match(/\.[^.]+$/)?.[0] ?? program.main;
}
