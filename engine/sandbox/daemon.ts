/** The few calls to the Docker daemon that a box needs, each with a deadline, since each of them is known to hang at times. */
import type { Duplex } from 'node:stream';
import type Docker from 'dockerode';
import { AppError } from '../errors.ts';
import { type ContainerSpec, containerOptions, ownerLabel, resourceOptions } from './container.ts';
import { withDeadline } from './deadline.ts';

const callTimeoutMs = 20_000;
/** Killing and removing may wait for a disk. */
const removeTimeoutMs = 30_000;
/** From the end of a box's stream until Docker knows how the box ended. */
const endTimeoutMs = 5000;

export interface StartedContainer {
  id: string;
  stream: Duplex;
}

export interface Daemon {
  ping(): Promise<void>;
  /** Creates, attaches, starts. Leaves nothing behind when it throws. */
  start(spec: ContainerSpec): Promise<StartedContainer>;
  update(id: string, resources: { memoryLimitMb: number; cpus: number }): Promise<void>;
  outOfMemory(id: string): Promise<boolean>;
  /** Kills and removes; that there is none such is fine. */
  remove(id: string): Promise<void>;
  /** All boxes on this daemon, of any engine. */
  boxes(): Promise<{ id: string; owner: string; running: boolean }[]>;
}

export function createDaemon(docker: Docker): Daemon {
  const call = <T>(what: string, promise: Promise<T>, timeoutMs = callTimeoutMs): Promise<T> =>
    withDeadline(`Docker's "${what}"`, timeoutMs, promise).catch((cause: Error) => {
      if (cause instanceof AppError) throw cause;
      throw new AppError('SANDBOX_FAULT', `Docker could not ${what} a box: ${cause.message}`, { cause });
    });

  async function remove(id: string): Promise<void> {
    const removing = docker.getContainer(id).remove({ force: true, v: true });
    await call('remove', removing.catch(unlessGone), removeTimeoutMs);
  }

  return {
    async ping() {
      await withDeadline("Docker's answer to a ping", 3000, docker.ping());
    },
    async start(spec) {
      const creating = docker.createContainer(containerOptions(spec));
      const container = await call('create', creating).catch((error) => {
        // One that comes after its deadline is nobody's.
        creating.then(({ id }) => remove(id)).catch(() => {});
        throw error;
      });
      try {
        const options = { stream: true, hijack: true, stdin: true, stdout: true, stderr: true };
        const stream = (await call('attach', container.attach(options))) as Duplex;
        await call('start', container.start());
        return { id: container.id, stream };
      } catch (error) {
        await remove(container.id).catch(() => {});
        throw error;
      }
    },
    async update(id, resources) {
      await call('update', docker.getContainer(id).update(resourceOptions(resources)));
    },
    async outOfMemory(id) {
      const container = docker.getContainer(id);
      await call('wait for', container.wait({ condition: 'not-running' }), endTimeoutMs);
      const { State } = await call('inspect', container.inspect());
      return State.OOMKilled;
    },
    remove,
    async boxes() {
      const filters = { label: [ownerLabel] };
      const found = await call('list', docker.listContainers({ all: true, filters }));
      return found.map(({ Id, Labels, State }) => ({
        id: Id,
        owner: Labels[ownerLabel] ?? '',
        running: State === 'running',
      }));
    },
  };
}

/** 404: removed already. 409: its removal is in progress. */
function unlessGone(error: { statusCode?: number }): void {
  if (error.statusCode !== 404 && error.statusCode !== 409) throw error;
}
