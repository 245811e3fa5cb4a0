/**
 * Theory of operation. A program is source files, compiled in a box, ready to be run again and again: a candidate's
 * submission, or an output validator. When its box must be replaced (it died, or could not be cleaned), the next run
 * opens a fresh one and compiles again, so that the caller sees one program all along.
 */

import { readHead } from '../content.ts';
import type { Limits } from '../model/limits.ts';
import type { ProgramFile, RunLimits, RunRequest, RunResult } from '../model/run.ts';
import { type Runtime, startResources } from '../model/runtime.ts';
import type { CompileResult } from '../model/submission.ts';
import type { Box, Sandbox } from '../ports.ts';
import { classifyCompile } from './classify.ts';

export interface ProgramSpec {
  runtime: Runtime;
  files: readonly ProgramFile[];
  /** Name of the entry file, one of `files`. */
  main: string;
  /** As they apply to this runtime: its time factor is in them. */
  limits: Limits;
  /** Whether its inputs are put beside it as files, which need room. */
  roomy?: boolean;
}

export interface ProgramRun {
  args: readonly string[];
  stdin: RunRequest['stdin'];
  /** Put beside the program before the run. */
  files?: readonly ProgramFile[];
  collect?: readonly string[];
}

export interface Program extends AsyncDisposable {
  /** Without `ok`, `run` must not be called. */
  readonly compile: CompileResult;
  run(run: ProgramRun, signal: AbortSignal): Promise<RunResult>;
  /** How many of its boxes have died under its runs: each costs a fresh box and a compile. */
  deaths(): number;
}

/** Opens a box and compiles in it. Throws SANDBOX_FAULT or the signal's reason. */
export async function openProgram(sandbox: Sandbox, spec: ProgramSpec, signal: AbortSignal): Promise<Program> {
  let box = await openBox(sandbox, spec, signal);
  let compile: CompileResult;
  let deaths = 0;
  try {
    compile = await compileIn(box, spec, signal);
  } catch (error) {
    await box[Symbol.asyncDispose]();
    throw error;
  }

  async function usableBox(runSignal: AbortSignal): Promise<Box> {
    if (box.usable) return box;
    await box[Symbol.asyncDispose]();
    box = await openBox(sandbox, spec, runSignal);
    await compileIn(box, spec, runSignal);
    return box;
  }

  return {
    compile,
    async run({ args, stdin, files, collect }, runSignal) {
      const ready = await usableBox(runSignal);
      if (files) await ready.put(files);
      const argv = [...expand(spec.runtime.run.argv, spec), ...args];
      const request = { argv, env: spec.runtime.env, stdin, limits: runLimits(spec.limits) };
      const result = await ready.run(collect ? { ...request, collect } : request, runSignal);
      if (result.facts.boxDied) deaths += 1;
      return result;
    },
    deaths: () => deaths,
    [Symbol.asyncDispose]: () => box[Symbol.asyncDispose](),
  };
}

async function openBox(sandbox: Sandbox, spec: ProgramSpec, signal: AbortSignal): Promise<Box> {
  const { runtime, limits, files } = spec;
  const boxSpec = {
    runtimeId: runtime.id,
    ...startResources(runtime, limits),
    processLimit: limits.processLimit,
    roomy: spec.roomy ?? false,
  };
  const box = await sandbox.open(boxSpec, signal);
  try {
    await box.put(files);
    return box;
  } catch (error) {
    await box[Symbol.asyncDispose]();
    throw error;
  }
}

const compiled: CompileResult = { ok: true, reason: null, output: '', cpuTimeMs: 0, wallTimeMs: 0 };
const outputKeepBytes = 64 * 1024;
const outputLimitBytes = 16 * 1024 * 1024;

/** Compiles (or checks the syntax), then gives the box the limits of running. */
async function compileIn(box: Box, spec: ProgramSpec, signal: AbortSignal): Promise<CompileResult> {
  const { runtime, limits } = spec;
  if (runtime.compile === null) return compiled;
  const { argv, output } = runtime.compile;
  const request: RunRequest = {
    argv: expand(argv, spec),
    env: runtime.env,
    stdin: null,
    limits: compileLimits(runtime, limits),
    ...(output === null ? {} : { keep: { from: output, to: output } }),
  };
  const run = await box.run(request, signal);
  await using stdout = run.stdout;
  const reason = classifyCompile(run.facts) ?? (output !== null && !run.kept ? 'error' : null);
  const { cpuTimeMs, wallTimeMs } = run.facts;
  if (reason === null) await box.limit({ memoryLimitMb: limits.memoryLimitMb, cpus: 1 });
  const text = `${(await readHead(stdout, outputKeepBytes)).toString()}${Buffer.from(run.stderr).toString()}`;
  return { ok: reason === null, reason, output: text.slice(0, outputKeepBytes), cpuTimeMs, wallTimeMs };
}

function compileLimits(runtime: Runtime, limits: Limits): RunLimits {
  return {
    ...runLimits(limits),
    // A compiler may use several CPUs at once: the limit is on the time that its user waits.
    cpuTimeMs: limits.compileTimeLimitMs * (runtime.compile?.cpus ?? 1),
    wallTimeMs: limits.compileTimeLimitMs,
    memoryLimitMb: startResources(runtime, limits).memoryLimitMb,
    stdoutLimitBytes: outputLimitBytes,
    stderrLimitBytes: outputLimitBytes,
    // A program lies in the memory of the box that runs it: a larger one could not even be started.
    fileSizeLimitKb: Math.min(64, limits.memoryLimitMb) * 1024,
  };
}

export function runLimits(limits: Limits): RunLimits {
  return {
    cpuTimeMs: limits.timeLimitMs,
    wallTimeMs: limits.wallTimeLimitMs,
    memoryLimitMb: limits.memoryLimitMb,
    stdoutLimitBytes: limits.outputLimitKb * 1024,
    stderrLimitBytes: limits.outputLimitKb * 1024,
    processLimit: limits.processLimit,
    fileSizeLimitKb: limits.fileSizeLimitKb,
  };
}

/** Fills in `{files}` (one argument a file), `{main}` and `{memoryMb}`. */
function expand(argv: readonly string[], { files, main, limits }: ProgramSpec): string[] {
  return argv.flatMap((argument) =>
    argument === '{files}'
      ? files.map(({ name }) => `/box/${name}`)
      : argument.replaceAll('{main}', `/box/${main}`).replaceAll('{memoryMb}', String(limits.memoryLimitMb)),
  );
}
