/** What every measurement works on: the real sandbox, images and grader. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type Docker from 'dockerode';
import { createValidators } from '../engine/check/program.ts';
import { bytesContent } from '../engine/content.ts';
import { createGrader, type Grader } from '../engine/grade/grade.ts';
import type { RunLimits } from '../engine/model/run.ts';
import type { Runtime } from '../engine/model/runtime.ts';
import type { Box, Sandbox } from '../engine/ports.ts';
import { loadRuntimes } from '../engine/runtimes.ts';
import { createDocker } from '../engine/sandbox/client.ts';
import { sandboxDefaults } from '../engine/sandbox/defaults.ts';
import { createDockerSandbox } from '../engine/sandbox/docker.ts';
import { createImages, type Images } from '../engine/sandbox/images.ts';

export interface Bench {
  docker: Docker;
  images: Images;
  sandbox: Sandbox;
  grader: Grader;
  runtimes: readonly Runtime[];
  runtime(id: string): Runtime;
  /** The source of bench/programs for this runtime. */
  program(runtimeId: string): Promise<string>;
  close(): Promise<void>;
}

const root = resolve(import.meta.dirname, '..');

export async function openBench(): Promise<Bench> {
  const docker = createDocker();
  const runtimes = await loadRuntimes(join(root, 'sandboxes'));
  const images = createImages({ docker, root, log: (line) => console.error(line) });
  const tell = (details: object, message: string) => console.error(message, details);
  const sandbox = await createDockerSandbox({
    ...{ ...sandboxDefaults(), docker, images, runtimes },
    log: { info() {}, warn: tell, error: tell },
  });
  const validators = createValidators({ sandbox, runtimes });
  const runtime = (id: string) => {
    const found = runtimes.find((candidate) => candidate.id === id);
    if (!found) throw new Error(`there is no runtime ${id}`);
    return found;
  };
  return {
    docker,
    images,
    sandbox,
    grader: createGrader({ sandbox, validators }),
    runtimes,
    runtime,
    program: (id) => readFile(join(import.meta.dirname, 'programs', runtime(id).mainFile), 'utf8'),
    async close() {
      await validators.close();
      await sandbox.close();
    },
  };
}

export const runLimits: RunLimits = {
  cpuTimeMs: 10_000,
  wallTimeMs: 30_000,
  memoryLimitMb: 256,
  stdoutLimitBytes: 8 * 1024 * 1024,
  stderrLimitBytes: 8 * 1024 * 1024,
  processLimit: 64,
  fileSizeLimitKb: 32 * 1024,
};

/** An open box with the program in it, compiled where its runtime compiles. */
export async function openProgramBox({ sandbox }: Bench, runtime: Runtime, source: string): Promise<Box> {
  const resources = { memoryLimitMb: 1024, cpus: runtime.compile?.cpus ?? 1 };
  const box = await sandbox.open({ runtimeId: runtime.id, ...resources, processLimit: runLimits.processLimit });
  await box.put([{ name: runtime.mainFile, content: bytesContent(Buffer.from(source)) }]);
  const output = runtime.compile?.output;
  if (runtime.compile && output) {
    const argv = runtime.compile.argv.map((argument) => argument.replace('{files}', `/box/${runtime.mainFile}`));
    const limits = { ...runLimits, memoryLimitMb: 1024 };
    await box.run({ argv, env: runtime.env, stdin: null, limits, keep: { from: output, to: output } });
  }
  await box.limit({ memoryLimitMb: runLimits.memoryLimitMb, cpus: 1 });
  return box;
}

export function runArgv(runtime: Runtime): string[] {
  return runtime.run.argv.map((argument) =>
    argument.replace('{main}', `/box/${runtime.mainFile}`).replace('{memoryMb}', String(runLimits.memoryLimitMb)),
  );
}
