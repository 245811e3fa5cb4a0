import { AppError } from '../errors.ts';
import { createConnection } from './connection.ts';
import type { ContainerSpec } from './container.ts';
import type { Daemon } from './daemon.ts';
import { withDeadline } from './deadline.ts';
import { decodeReady, encodeHello, frameType, preamble } from './protocol.ts';
import { createSession, type Session } from './session.ts';
import type { Spool } from './spool.ts';
import type { UidRange } from './uids.ts';

/** A container whose supervisor has said READY. */
export interface StartedBox extends Session {
  spec: ContainerSpec;
  limit(change: { memoryLimitMb: number; cpus: number }): Promise<void>;
  /** May be called more than once, and again after it threw. Throws SANDBOX_FAULT when Docker does not do it in time. */
  remove(): Promise<void>;
}

const readyTimeoutMs = 10_000;

export interface StartDeps {
  daemon: Daemon;
  uids(): UidRange;
  createSpool(): Spool;
  onLog(line: string): void;
}

/** Starts a box. Leaves no container behind when it throws SANDBOX_FAULT. */
export async function startBox(deps: StartDeps, spec: ContainerSpec): Promise<StartedBox> {
  const { daemon } = deps;
  const { id, stream } = await daemon.start(spec);
  const connection = createConnection(stream, deps.onLog);
  let resources = { memoryLimitMb: spec.memoryLimitMb, cpus: spec.cpus };
  let removing: Promise<void> | null = null;

  function remove(): Promise<void> {
    connection.end(new AppError('SANDBOX_FAULT', 'The box was closed.'));
    removing ??= daemon.remove(id).catch((error) => {
      removing = null;
      throw error;
    });
    return removing;
  }

  try {
    await connection.send(Buffer.concat([preamble, encodeHello(deps.uids())]));
    const frame = await withDeadline("The supervisor's READY", readyTimeoutMs, connection.receive());
    if (frame.type !== frameType.ready) throw new AppError('SANDBOX_FAULT', 'The supervisor did not begin with READY.');
    decodeReady(frame.payload);
  } catch (error) {
    await remove().catch(() => {});
    throw error;
  }

  const session = createSession({
    connection,
    createSpool: deps.createSpool,
    wasOutOfMemory: () => daemon.outOfMemory(id),
  });
  return {
    spec,
    put: session.put,
    run: session.run,
    get usable() {
      return session.usable;
    },
    async limit(change) {
      if (change.memoryLimitMb === resources.memoryLimitMb && change.cpus === resources.cpus) return;
      await daemon.update(id, change);
      resources = change;
    },
    remove,
  };
}
