import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type Docker from 'dockerode';
import { withDeadline } from './deadline.ts';

/** What can be found out about a Docker engine, for a person who looks for what is wrong. */
export interface Inspector {
  facts(): Promise<EngineFacts>;
  /**
   * The limits of a container that was started with `probeLimits`, as its kernel has them: a limit that is not in
   * force is `null`.
   */
  limitsInForce(image: string): Promise<LimitsInForce>;
}

export interface LimitsInForce {
  memoryBytes: number | null;
  processes: number | null;
  cpus: number | null;
}

export interface EngineFacts {
  version: string;
  apiVersion: string;
  architecture: string;
  cgroupVersion: string;
  /** Where it keeps images and containers: on this machine, unless it is a remote engine. */
  rootDir: string;
  clock: Date;
  /** Whether programs could use swap space beyond their memory limit. */
  unlimitedSwap: boolean;
}

export const probeLimits = { memoryBytes: 64 * 1024 * 1024, processes: 40, cpus: 0.5 };

/** Prints each limit as `name value`, of control groups version 1 or 2. */
const script = `cd /sys/fs/cgroup
for file in memory/memory.limit_in_bytes memory.max; do [ -r $file ] && echo memory $(cat $file); done
for file in pids/pids.max pids.max; do [ -r $file ] && echo pids $(cat $file); done
[ -r cpu/cpu.cfs_quota_us ] && echo cpu $(cat cpu/cpu.cfs_quota_us cpu/cpu.cfs_period_us)
[ -r cpu.max ] && echo cpu $(cat cpu.max)
exit 0`;

export function createInspector(docker: Docker): Inspector {
  return {
    async facts() {
      const [version, info] = await withDeadline(
        "Docker's answer",
        10_000,
        Promise.all([docker.version(), docker.info()]),
      );
      return {
        version: version.Version,
        apiVersion: version.ApiVersion,
        architecture: version.Arch,
        cgroupVersion: info.CgroupVersion ?? '1',
        rootDir: info.DockerRootDir,
        clock: new Date(info.SystemTime),
        unlimitedSwap: info.SwapLimit === false && (await hasSwap()),
      };
    },
    async limitsInForce(image) {
      const lines = await withDeadline('A trial container', 30_000, runProbe(docker, image));
      const values = new Map(
        lines.split(/\r?\n/).map((line) => [line.split(' ')[0], line.split(' ').slice(1).map(Number)]),
      );
      const number = (value: number | undefined) => (Number.isFinite(value) ? (value ?? null) : null);
      const [quota, period] = values.get('cpu') ?? [];
      return {
        memoryBytes: number(values.get('memory')?.[0]),
        processes: number(values.get('pids')?.[0]),
        cpus: number((quota ?? Number.NaN) / (period ?? Number.NaN)),
      };
    },
  };
}

async function runProbe(docker: Docker, image: string): Promise<string> {
  const container = await docker.createContainer({
    Image: image,
    Entrypoint: ['/bin/sh', '-c', script],
    Tty: true,
    NetworkDisabled: true,
    HostConfig: {
      AutoRemove: true,
      NetworkMode: 'none',
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      Memory: probeLimits.memoryBytes,
      MemorySwap: probeLimits.memoryBytes,
      PidsLimit: probeLimits.processes,
      NanoCpus: probeLimits.cpus * 1e9,
    },
  });
  try {
    const stream = await container.attach({ stream: true, stdout: true });
    await container.start();
    return await text(stream);
  } catch (error) {
    await container.remove({ force: true }).catch(() => {});
    throw error;
  }
}

/** Of this machine; one without this file has no say in it. */
async function hasSwap(): Promise<boolean> {
  const memory = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  return Number(/^SwapTotal:\s+(\d+)/m.exec(memory)?.[1] ?? 0) > 0;
}
