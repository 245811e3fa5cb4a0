/**
 * Theory of operation. The sandbox on Docker: `open` takes a started box from the pool (or starts one of its own when
 * the wanted kind is not pooled), sets the limits asked for, and hands it out for one submission. Disposing has
 * the container removed and the pool make another. Boxes of engines that died are removed at the start.
 */
import type Docker from 'dockerode';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { defaultLimits } from '../model/limits.ts';
import { type Runtime, startResources } from '../model/runtime.ts';
import type { Box, BoxSpec, Sandbox } from '../ports.ts';
import { createDaemon, type Daemon } from './daemon.ts';
import { imageId } from './image-store.ts';
import { createPool } from './pool.ts';
import { createSpool } from './spool.ts';
import { type StartedBox, startBox } from './started.ts';
import { createUidRanges } from './uids.ts';
import { createUndertaker } from './undertaker.ts';

export interface DockerSandboxDeps {
  docker: Docker;
  images: { ensure(runtimeId: string): Promise<string> };
  runtimes: readonly Runtime[];
  /** This process, and how to know whether another one still lives: see engine/owner.ts. */
  owner: string;
  ownerState(owner: string): 'alive' | 'dead' | 'unknown';
  /** Boxes kept ready of each runtime in use. */
  poolSize: number;
  /** Runtimes to keep boxes ready of from the start; the others follow when they are first used. */
  stock: readonly string[];
  /** For outputs over a mebibyte. */
  spoolDir: string;
  newId(): string;
  random(): number;
  log: Log;
}

const spoolMemoryBytes = 1024 * 1024;

export async function createDockerSandbox(deps: DockerSandboxDeps): Promise<Sandbox> {
  const { log } = deps;
  const daemon = createDaemon(deps.docker);
  const remapped = await isRemapped(deps.docker);
  const starting = {
    daemon,
    uids: createUidRanges({ remapped, random: deps.random }),
    createSpool: () => createSpool({ dir: deps.spoolDir, id: deps.newId(), memoryBytes: spoolMemoryBytes }),
    onLog: (line: string) => log.warn({ supervisor: line.trimEnd() }, 'The supervisor of a box says something.'),
  };
  let startFault: Error | null = null;
  const images = withIds(deps);
  const start = async (spec: BoxSpec): Promise<StartedBox> => {
    try {
      const image = await images.ensure(spec.runtimeId);
      const box = await startBox(starting, { ...spec, image, owner: deps.owner, roomy: spec.roomy ?? false });
      startFault = null;
      return box;
    } catch (error) {
      startFault = error as Error;
      throw error;
    }
  };
  const undertaker = createUndertaker(log);
  const pool = createPool<StartedBox>({
    size: deps.poolSize,
    make: (runtimeId) => start(usualSpec(deps.runtimes, runtimeId)),
    discard: (box) => undertaker.bury(box),
    onError: (err) => log.warn({ err }, 'A spare box could not be made.'),
  });
  const open = new Set<StartedBox>();

  await removeOrphans(daemon, deps);
  for (const runtimeId of deps.stock) pool.stock(runtimeId);

  return {
    async open(spec, signal) {
      signal?.throwIfAborted();
      const pooled = isPooled(spec, usualSpec(deps.runtimes, spec.runtimeId));
      const box = await (pooled ? pool.take(spec.runtimeId) : start(spec));
      open.add(box);
      const release = () => {
        if (!open.delete(box)) return;
        undertaker.bury(box, () => pooled && pool.stock(spec.runtimeId));
      };
      try {
        signal?.throwIfAborted();
        await box.limit(spec);
      } catch (error) {
        release();
        throw error;
      }
      return handOut(box, release);
    },
    imageOf: images.idOf,
    async health() {
      const problems: string[] = [];
      const unreachable = await daemon.ping().catch((error: Error) => error);
      if (unreachable) problems.push(`Docker does not answer (${unreachable.message}). Start it.`);
      if (startFault) problems.push(`No box could be started the last time: ${startFault.message}`);
      const quarantined = undertaker.stuck();
      if (quarantined > 0)
        problems.push(`${quarantined} boxes cannot be removed. Look at Docker's log, or restart it.`);
      const counts = { ready: pool.ready(), inUse: open.size, quarantined };
      return { ok: problems.length === 0, reachable: !unreachable, problems, ...counts };
    },
    async close() {
      for (const box of open) undertaker.bury(box);
      open.clear();
      await pool.close();
      await undertaker.close();
    },
  };
}

/** The images, with the id of the one that the last box of a runtime was made from: a tag may be built anew. */
function withIds({ docker, images }: DockerSandboxDeps) {
  const ids = new Map<string, string>();
  const ensure = async (runtimeId: string): Promise<string> => {
    const tag = await images.ensure(runtimeId);
    const id = await imageId(docker, tag).catch((cause) => {
      throw new AppError('SANDBOX_FAULT', `Docker does not tell which image ${tag} is: ${cause.message}`, { cause });
    });
    ids.set(runtimeId, id ?? tag);
    return tag;
  };
  const idOf = async (runtimeId: string): Promise<string> => {
    const tag = ids.get(runtimeId) ?? (await ensure(runtimeId));
    return ids.get(runtimeId) ?? tag;
  };
  return { ensure, idOf };
}

function handOut(box: StartedBox, release: () => void): Box {
  return {
    put: box.put,
    limit: box.limit,
    run: box.run,
    get usable() {
      return box.usable;
    },
    // Returns at once: nobody's verdict waits for a container to be removed.
    [Symbol.asyncDispose]: async () => release(),
  };
}

/** How the pool makes its boxes: with the limits that a submission needs first. */
function usualSpec(runtimes: readonly Runtime[], runtimeId: string): BoxSpec {
  const runtime = runtimes.find(({ id }) => id === runtimeId);
  if (!runtime) throw new AppError('SANDBOX_FAULT', `There is no runtime "${runtimeId}" to open a box of.`);
  const processLimit = runtime.limits.processLimit ?? defaultLimits.processLimit;
  return { runtimeId, ...startResources(runtime, defaultLimits), processLimit };
}

/** What `docker update` can change may differ from the pool's boxes; the rest may not. */
function isPooled(spec: BoxSpec, usual: BoxSpec): boolean {
  return !spec.roomy && spec.processLimit <= usual.processLimit;
}

async function removeOrphans(daemon: Daemon, deps: DockerSandboxDeps): Promise<void> {
  const boxes = await daemon.boxes();
  const orphans = boxes.filter(({ owner, running }) => {
    const state = deps.ownerState(owner);
    return state === 'dead' || (state === 'unknown' && !running);
  });
  for (const { id } of orphans) await daemon.remove(id);
  if (orphans.length > 0) deps.log.info({ boxes: orphans.length }, 'Removed the boxes that an ended engine had left.');
}

async function isRemapped(docker: Docker): Promise<boolean> {
  try {
    const info = (await docker.info()) as { SecurityOptions?: string[] };
    return (info.SecurityOptions ?? []).some((option) => option.includes('name=userns'));
  } catch (cause) {
    throw new AppError('SANDBOX_FAULT', 'Docker does not answer. Start it, or see `assay doctor`.', { cause });
  }
}
