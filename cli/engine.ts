import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import type Docker from 'dockerode';
import { type Config, parseConfig } from '../api/config.ts';
import { createValidators } from '../engine/check/program.ts';
import { systemClock } from '../engine/clock.ts';
import { type Finding, runDoctor } from '../engine/doctor.ts';
import { AppError } from '../engine/errors.ts';
import { createGrader, type Grader } from '../engine/grade/grade.ts';
import type { Log } from '../engine/log.ts';
import type { Runtime } from '../engine/model/runtime.ts';
import type { Sandbox } from '../engine/ports.ts';
import { loadRuntimes } from '../engine/runtimes.ts';
import { createDocker } from '../engine/sandbox/client.ts';
import { sandboxDefaults } from '../engine/sandbox/defaults.ts';
import { createDockerSandbox } from '../engine/sandbox/docker.ts';
import { createImages, type Images } from '../engine/sandbox/images.ts';
import { createInspector } from '../engine/sandbox/inspect.ts';
import { visibleLines } from './escape.ts';
import type { Io } from './io.ts';

/** The engine of the server without store, queue and HTTP, for one command. Disposing removes every box. */
export interface Engine extends AsyncDisposable {
  grader: Grader;
}

const root = resolve(import.meta.dirname, '..');
const sandboxesDir = join(root, 'sandboxes');

/** Throws AppError INTERNAL for a broken runtime.json. */
export function declaredRuntimes(): Promise<Runtime[]> {
  return loadRuntimes(sandboxesDir);
}

/** First builds the images of the runtimes in `needed` that are not there. Throws AppError SANDBOX_FAULT. */
export async function openEngine(
  io: Io,
  { runtimes, needed }: { runtimes: readonly Runtime[]; needed: readonly (string | undefined)[] },
): Promise<Engine> {
  const parts = createParts(io);
  const sandbox = await openSandbox(parts, runtimes);
  try {
    for (const { id } of runtimes) if (needed.includes(id)) await unlessAborted(parts.images.ensure(id), io.signal);
  } catch (error) {
    await sandbox.close();
    throw error;
  }
  const validators = createValidators({ sandbox, runtimes });
  return {
    grader: createGrader({ sandbox, validators }),
    async [Symbol.asyncDispose]() {
      await validators.close();
      await sandbox.close();
    },
  };
}

/** The findings of the doctor about this machine and this Docker. */
export async function* examine(io: Io): AsyncGenerator<Finding> {
  const runtimes = await declaredRuntimes();
  const parts = createParts(io);
  const deps = {
    inspector: createInspector(parts.docker),
    images: parts.images,
    openSandbox: () => openSandbox(parts, runtimes),
    runtimes,
    sandboxesDir,
    dataDir: resolve(readConfig(io).dataDir),
    now: systemClock.now,
  };
  yield* runDoctor(deps, io.signal);
}

interface Parts {
  docker: Docker;
  images: Images;
  log: Log;
}

function createParts(io: Io): Parts {
  const tell = (line: string) => io.err(`${visibleLines(line)}\n`);
  const docker = createDocker();
  return { docker, images: createImages({ docker, root, log: tell }), log: createLog(tell) };
}

function openSandbox({ docker, images, log }: Parts, runtimes: readonly Runtime[]): Promise<Sandbox> {
  // A command grades one source after another: a box that waits would disturb the times of the one that runs.
  return createDockerSandbox({ ...sandboxDefaults(), docker, images, runtimes, log });
}

function readConfig({ env }: Io): Config {
  const parsed = parseConfig(env, { cores: availableParallelism() });
  if ('errors' in parsed) throw new AppError('BAD_REQUEST', parsed.errors.join('\n'));
  return parsed.config;
}

/** What staff would find in the server's log is told here, but not what went as usual. */
function createLog(tell: (line: string) => void): Log {
  const told = (details: object, message: string) => {
    const more = 'err' in details && details.err instanceof Error ? details.err.message : JSON.stringify(details);
    tell(`${message} (${more})`);
  };
  return { info: () => {}, warn: told, error: told };
}

/** The build of an image cannot be stopped; the process that ends leaves it. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort);
  try {
    signal.throwIfAborted();
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
