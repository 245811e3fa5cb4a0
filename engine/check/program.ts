/**
 * Theory of operation. A package's own output validator decides as Kattis has it: it is run with the paths of input,
 * answer and feedback directory, reads the output from standard input, and exits with 42 (accepted) or 43 (wrong).
 * It has a box of its own, never the candidate's, which serves one problem version, one case at a time, and is kept
 * for a while, since a validator in C++ takes seconds to compile. Whatever else it does is the package's fault.
 * Source: Kattis problem package format 2025-09, "Output validator".
 */
import { stat } from 'node:fs/promises';
import { fileContent } from '../content.ts';
import { AppError } from '../errors.ts';
import { openProgram, type Program } from '../grade/program.ts';
import type { CheckResult } from '../model/check.ts';
import type { Content } from '../model/content.ts';
import { defaultLimits, wallTimeLimitFor } from '../model/limits.ts';
import type { Problem, TestCase } from '../model/problem.ts';
import type { Output, RunResult } from '../model/run.ts';
import type { Runtime } from '../model/runtime.ts';
import type { Sandbox } from '../ports.ts';
import { parseFloatToken } from './floats.ts';

export interface Validators {
  /** Throws VALIDATOR_FAULT when the validator does not decide, SANDBOX_FAULT, or the signal's reason. */
  check(request: { problem: Problem; testCase: TestCase; output: Output; signal: AbortSignal }): Promise<CheckResult>;
  close(): Promise<void>;
}

const idleMs = 60_000;
/** A candidate's page is no place for a book. */
const mostTeamChars = 2000;
const exitAccepted = 42;
const exitWrong = 43;
const feedback = {
  message: 'feedback/judgemessage.txt',
  teamMessage: 'feedback/teammessage.txt',
  score: 'feedback/score.txt',
  multiplier: 'feedback/score_multiplier.txt',
};

export function createValidators(deps: { sandbox: Sandbox; runtimes: readonly Runtime[] }): Validators {
  const idle = new Map<Program, { version: string; timer: NodeJS.Timeout }>();

  async function take(problem: Problem, signal: AbortSignal): Promise<Program> {
    for (const [program, { version, timer }] of idle) {
      if (version !== problem.version) continue;
      clearTimeout(timer);
      idle.delete(program);
      return program;
    }
    return compileValidator(deps, problem, signal);
  }

  function giveBack(program: Program, problem: Problem): void {
    const timer = setTimeout(() => {
      idle.delete(program);
      void program[Symbol.asyncDispose]();
    }, idleMs);
    timer.unref();
    idle.set(program, { version: problem.version, timer });
  }

  return {
    async check({ problem, testCase, output, signal }) {
      const program = await take(problem, signal);
      try {
        const result = await judge(program, testCase, output, signal);
        giveBack(program, problem);
        return result;
      } catch (error) {
        await program[Symbol.asyncDispose]();
        throw error;
      }
    },
    async close() {
      for (const [program, { timer }] of idle) {
        clearTimeout(timer);
        await program[Symbol.asyncDispose]();
      }
      idle.clear();
    },
  };
}

async function compileValidator(
  { sandbox, runtimes }: { sandbox: Sandbox; runtimes: readonly Runtime[] },
  { slug, validator }: Problem,
  signal: AbortSignal,
): Promise<Program> {
  if (!validator) throw new AppError('VALIDATOR_FAULT', `${slug} has no output validator, but a case that needs one.`);
  const { program: source } = validator;
  const runtime = runtimes.find(({ id }) => id === source.runtimeId);
  if (!runtime) throw new AppError('VALIDATOR_FAULT', `${slug}: no runtime "${source.runtimeId}" for ${source.name}.`);
  const program = await openProgram(
    sandbox,
    {
      runtime,
      files: await Promise.all(
        source.files.map(async ({ name, path }) => ({ name, content: await validatorFile(path) })),
      ),
      main: source.main,
      limits: {
        ...defaultLimits,
        timeLimitMs: validator.timeLimitMs,
        wallTimeLimitMs: wallTimeLimitFor(validator.timeLimitMs),
        memoryLimitMb: validator.memoryLimitMb,
        compileMemoryLimitMb: Math.max(validator.memoryLimitMb, defaultLimits.compileMemoryLimitMb),
        outputLimitKb: validator.outputLimitKb,
      },
      roomy: true,
    },
    signal,
  );
  if (program.compile.ok) return program;
  await program[Symbol.asyncDispose]();
  throw new AppError('VALIDATOR_FAULT', `${slug}: ${source.name} does not compile:\n${program.compile.output}`);
}

async function validatorFile(path: string): Promise<Content> {
  return fileContent(path, (await stat(path)).size);
}

async function judge(program: Program, testCase: TestCase, output: Output, signal: AbortSignal): Promise<CheckResult> {
  const args = testCase.checker.kind === 'program' ? testCase.checker.args : [];
  const run = await program.run(
    {
      args: ['/box/case.in', '/box/case.ans', '/tmp/feedback/', ...args],
      stdin: output,
      files: [
        { name: 'case.in', content: testCase.input },
        { name: 'case.ans', content: testCase.answer },
      ],
      collect: Object.values(feedback),
    },
    signal,
  );
  await run.stdout[Symbol.asyncDispose]();
  return readJudgement(run, testCase.name);
}

function readJudgement({ facts, collected, stderr }: RunResult, caseName: string): CheckResult {
  const clean = facts.killedBy === 'none' && facts.oomKills === 0 && facts.startError === null;
  if (!clean || (facts.exitCode !== exitAccepted && facts.exitCode !== exitWrong)) {
    const how =
      facts.killedBy === 'none'
        ? `ended with ${facts.signal ?? facts.exitCode}, not with 42 or 43,`
        : `hit its ${facts.killedBy} limit`;
    const said = Buffer.from(stderr).toString().slice(0, 500);
    throw new AppError('VALIDATOR_FAULT', `The output validator ${how} on ${caseName}. ${said}`.trim());
  }
  const text = (name: string) => collected.get(name)?.toString().trim();
  return {
    accepted: facts.exitCode === exitAccepted,
    score: number(text(feedback.score), feedback.score),
    scoreMultiplier: number(text(feedback.multiplier), feedback.multiplier),
    message: text(feedback.message) ?? null,
    teamMessage: text(feedback.teamMessage)?.slice(0, mostTeamChars) ?? null,
  };
}

function number(text: string | undefined, file: string): number | null {
  if (text === undefined) return null;
  const value = parseFloatToken(text);
  if (value === null) {
    const said = JSON.stringify(text.slice(0, 40));
    throw new AppError('VALIDATOR_FAULT', `The output validator wrote ${said} to ${file}, which is no number.`);
  }
  return value;
}
