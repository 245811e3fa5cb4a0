import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Docker from 'dockerode';
import { createValidators } from '../engine/check/program.ts';
import { AppError, isAppError } from '../engine/errors.ts';
import { createGrader, type Grader } from '../engine/grade/grade.ts';
import type { Log } from '../engine/log.ts';
import type { Problem } from '../engine/model/problem.ts';
import type { Runtime } from '../engine/model/runtime.ts';
import { currentOwner, ownerState } from '../engine/owner.ts';
import { loadProblem } from '../engine/problem/load.ts';
import { loadRuntimes } from '../engine/runtimes.ts';
import { createDockerSandbox } from '../engine/sandbox/docker.ts';
import { createImages } from '../engine/sandbox/images.ts';
import { visibleLines } from './escape.ts';
import type { Io } from './io.ts';

/** The engine of the server without store, queue and HTTP, for one command. Disposing removes every box. */
export interface Engine extends AsyncDisposable {
  grader: Grader;
}

const root = resolve(import.meta.dirname, '..');

/** Tells what is there and not used. Throws AppError INVALID_PACKAGE with file and line. */
export async function loadPackages(
  io: Io,
  directories: readonly string[],
): Promise<{ problems: Problem[]; runtimes: Runtime[] }> {
  const runtimes = await loadRuntimes(join(root, 'sandboxes'));
  const problems: Problem[] = [];
  for (const directory of directories) {
    const warn = (message: string) => io.err(`${visibleLines(`${directory}: ${message}`)}\n`);
    problems.push(await loadProblem(resolve(directory), { runtimes, warn }).catch(inPackage(directory)));
  }
  return { problems, runtimes };
}

/** The error says where in the package; this says which package. */
function inPackage(directory: string): (error: unknown) => never {
  return (error) => {
    if (!isAppError(error) || error.message.includes(resolve(directory))) throw error;
    throw new AppError(error.code, `${directory}: ${error.message}`, { cause: error.cause });
  };
}

/** First builds the images of the runtimes in `needed` that are not there. Throws AppError SANDBOX_FAULT. */
export async function openEngine(
  io: Io,
  { runtimes, needed }: { runtimes: readonly Runtime[]; needed: readonly (string | undefined)[] },
): Promise<Engine> {
  const docker = new Docker();
  const tell = (line: string) => io.err(`${visibleLines(line)}\n`);
  const images = createImages({ docker, root, log: tell });
  const sandbox = await createDockerSandbox({
    docker,
    images,
    runtimes,
    owner: currentOwner(),
    ownerState,
    // A command grades one source after another: a box that waits would disturb the times of the one that runs.
    poolSize: 0,
    stock: [],
    spoolDir: tmpdir(),
    newId: randomUUID,
    random: Math.random,
    log: createLog(tell),
  });
  try {
    for (const { id } of runtimes) if (needed.includes(id)) await unlessAborted(images.ensure(id), io.signal);
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
