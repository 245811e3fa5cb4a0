/**
 * Theory of operation. One submission from source to score: compile once, run every case in order, fold the results.
 * It knows ports only: no Docker, no store, no HTTP. A problem that is pass-fail stops at its first failing case
 * unless asked to run all, since nothing after it can change the verdict.
 */
import type { Validators } from '../check/program.ts';
import { bytesContent } from '../content.ts';
import { AppError } from '../errors.ts';
import type { Content } from '../model/content.ts';
import type { Problem, TestGroup } from '../model/problem.ts';
import { limitsFor, type Runtime } from '../model/runtime.ts';
import type { CaseResult, CompileResult, GradeResult, GroupResult, SourceFile } from '../model/submission.ts';
import type { Sandbox } from '../ports.ts';
import { type CaseRecord, gradeCase } from './case.ts';
import { entryFile } from './entry.ts';
import { createAllowance } from './excerpt.ts';
import { openProgram, type Program, runLimits } from './program.ts';
import { mayRun, scoreCase, scoreGroup, scoreSubmission, skippedCase } from './score.ts';

export interface GradeRequest {
  problem: Problem;
  runtime: Runtime;
  files: readonly SourceFile[];
  /** Name of the entry file, where it is not the one that `entryFile` finds. */
  main?: string;
  /** Goes on after a failing case of a pass-fail problem. */
  runAll: boolean;
  signal: AbortSignal;
  onState(state: 'compiling' | 'running'): void | Promise<void>;
  /** Before the first case, also where it failed. */
  onCompiled?(compile: CompileResult): void;
  /** After each case, in order, and waited for; `index` counts all cases of the problem from 0. */
  onCase(event: { index: number; group: string; result: CaseResult }): void | Promise<void>;
  /** The case's bytes, for whoever keeps them. */
  onRun?(record: CaseRecord, index: number): Promise<void>;
  /** The whole output of a program that ended by itself, as long as it is there: before `onRun` of the case. */
  onOutput?(caseName: string, output: Content): Promise<void>;
}

export interface Grader {
  /** Throws SANDBOX_FAULT (try again), VALIDATOR_FAULT, or the signal's reason. */
  grade(request: GradeRequest): Promise<GradeResult>;
}

export function createGrader(deps: { sandbox: Sandbox; validators: Validators }): Grader {
  return {
    async grade(request) {
      await request.onState('compiling');
      await using program = await openSubmission(deps.sandbox, request);
      request.onCompiled?.(program.compile);
      if (!program.compile.ok) return compileError(request.problem, program.compile);
      await request.onState('running');
      const groups = await gradeGroups(request, program, deps.validators);
      return { ...scoreSubmission(request.problem, groups), compile: program.compile, groups };
    },
  };
}

function openSubmission(sandbox: Sandbox, request: GradeRequest): Promise<Program> {
  const { problem, runtime, files, signal } = request;
  const main = request.main ?? entryFile(runtime, files);
  if (main === null) throw new AppError('BAD_REQUEST', `No entry file: name one of them ${runtime.mainFile}.`);
  const programFiles = files.map(({ name, content }) => ({ name, content: bytesContent(Buffer.from(content)) }));
  const limits = limitsFor(runtime, problem.limits);
  return openProgram(sandbox, { runtime, files: programFiles, main, limits }, signal);
}

function compileError({ maxScore }: Problem, compile: CompileResult): GradeResult {
  return { verdict: 'CE', reason: compile.reason, score: 0, maxScore, compile, groups: [] };
}

async function gradeGroups(request: GradeRequest, program: Program, validators: Validators): Promise<GroupResult[]> {
  const { problem, runAll, onCase, onRun } = request;
  const limits = runLimits(limitsFor(request.runtime, problem.limits));
  const allowance = createAllowance();
  const done: GroupResult[] = [];
  let index = 0;
  const seen = { failed: false, broken: false };
  for (const group of problem.groups) {
    const cases: CaseResult[] = [];
    for (const testCase of group.cases) {
      const why = whySkipped({ problem, group, done, seen, runAll, deaths: program.deaths() });
      const { result, record } =
        why === null
          ? await gradeCase({ ...request, group, testCase, program, limits, validators, allowance })
          : { result: skipped(problem, group, testCase.name, why), record: null };
      seen.failed ||= result.verdict !== 'AC' && result.verdict !== 'PAC';
      seen.broken ||= result.verdict === 'IE';
      cases.push(result);
      if (record) await onRun?.(record, index);
      await onCase({ index, group: group.name, result });
      index += 1;
    }
    done.push(scoreGroup({ problem, group, cases }));
  }
  return done;
}

/**
 * A program that ends its box (by taking all of the memory at once, say) in every case would keep the machine busy with
 * making boxes. Those cases have failed, so what is skipped then decides no verdict.
 */
const mostDeaths = 5;

/** In words; `null` for a case that is to be run. */
function whySkipped(at: {
  problem: Problem;
  group: TestGroup;
  done: readonly GroupResult[];
  seen: { failed: boolean; broken: boolean };
  runAll: boolean;
  deaths: number;
}): string | null {
  if (at.seen.broken) return 'an earlier case met an internal error';
  if (at.deaths >= mostDeaths) return 'the program ended its box too often';
  if (at.problem.type === 'pass-fail' && at.seen.failed && !at.runAll) return 'an earlier case failed';
  if (!mayRun(at.group, at.done)) return `needs ${at.group.requirePass.join(', ')}`;
  return null;
}

function skipped(problem: Problem, group: TestGroup, name: string, why: string): CaseResult {
  return scoreCase({ problem, group, result: skippedCase(name, why), check: null });
}
