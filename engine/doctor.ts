/**
 * Theory of operation. What grading needs of a machine is looked at piece by piece, and each thing that is broken is
 * named with its cure. What depends on a broken thing is not looked at, so that the cause is not lost among its
 * consequences: without Docker there is no more to see, and a runtime without its image says no hello.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { broken, check, type Finding, healthy, setupCure } from './doctor/finding.ts';
import { lookAtHello } from './doctor/hello.ts';
import { lookAtClock, lookAtDisk, lookAtDocker, lookAtLimits } from './doctor/machine.ts';
import type { Runtime } from './model/runtime.ts';
import type { Sandbox } from './ports.ts';
import type { Images } from './sandbox/images.ts';
import type { EngineFacts, Inspector } from './sandbox/inspect.ts';

export type { Finding } from './doctor/finding.ts';

export interface DoctorDeps {
  inspector: Inspector;
  images: Pick<Images, 'find'>;
  /** Called once Docker and an image are there; closed at the end. */
  openSandbox(): Promise<Sandbox>;
  runtimes: readonly Runtime[];
  /** With a folder for each runtime, in which there is a `hello.*`. */
  sandboxesDir: string;
  /** Where the store and outputs are kept. */
  dataDir: string;
  now(): Date;
}

/** Yields each finding when it is made. Throws the signal's reason, and nothing else. */
export async function* runDoctor(deps: DoctorDeps, signal: AbortSignal): AsyncGenerator<Finding> {
  yield await check('disk of the data', () => lookAtDisk(deps.dataDir, { freeGib: 1 }), 'Check the disk.');
  const facts = await deps.inspector.facts().catch((error: Error) => error);
  const start = 'Start Docker, or run the set-up, which installs and starts it: npm run setup';
  yield await check(
    'Docker',
    () => (facts instanceof Error ? broken(facts.message, start) : lookAtDocker(facts)),
    start,
  );
  if (!(facts instanceof Error)) yield* lookFurther(deps, facts, signal);
}

async function* lookFurther(deps: DoctorDeps, facts: EngineFacts, signal: AbortSignal): AsyncGenerator<Finding> {
  const { inspector, runtimes } = deps;
  yield await check('clock', () => lookAtClock(facts, deps.now()), 'Check the clocks.');
  // A remote engine's disk cannot be seen from here.
  if (existsSync(facts.rootDir)) {
    yield await check('disk of Docker', () => lookAtDisk(facts.rootDir, { freeGib: 2 }), 'Check the disk.');
  }
  const images = new Map<string, string>();
  yield await check(
    'images',
    async () => {
      for (const { id } of runtimes) {
        const tag = await deps.images.find(id);
        if (tag !== null) images.set(id, tag);
      }
      // C++ is built when an output validator first needs it.
      const missing = runtimes.filter(({ id, candidates }) => candidates && !images.has(id)).map(({ id }) => id);
      const seen = [...images.values()].join(', ');
      return missing.length > 0 ? broken(`missing or out of date: ${missing.join(', ')}`, setupCure) : healthy(seen);
    },
    setupCure,
  );
  const [image] = images.values();
  if (image === undefined) return;
  yield await check(
    'control groups',
    async () => lookAtLimits(await inspector.limitsInForce(image), facts),
    "No container can be started: see Docker's own log.",
  );
  yield* sayHello({ ...deps, runtimes: runtimes.filter(({ id }) => images.has(id)) }, signal);
}

async function* sayHello(deps: DoctorDeps, signal: AbortSignal): AsyncGenerator<Finding> {
  let opened: Promise<Sandbox> | null = null;
  try {
    for (const runtime of deps.runtimes) {
      const look = async () => {
        opened ??= deps.openSandbox();
        const dir = join(deps.sandboxesDir, runtime.id);
        return lookAtHello({ sandbox: await opened, runtime, dir }, signal);
      };
      yield await check(`hello in ${runtime.title}`, look, setupCure);
      signal.throwIfAborted();
    }
  } finally {
    const sandbox = await (opened as Promise<Sandbox> | null)?.catch(() => null);
    await sandbox?.close();
  }
}
