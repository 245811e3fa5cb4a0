import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type EngineFacts, type LimitsInForce, probeLimits } from '../sandbox/inspect.ts';
import { broken, healthy, type Result } from './finding.ts';

const gib = 1024 ** 3;
const oldestApi = [1, 41] as const;

export function lookAtDocker({ version, apiVersion, architecture, cgroupVersion }: EngineFacts): Result {
  const seen = `version ${version}, API ${apiVersion}, ${architecture}, control groups version ${cgroupVersion}`;
  const [major = 0, minor = 0] = apiVersion.split('.').map(Number);
  const tooOld = major < oldestApi[0] || (major === oldestApi[0] && minor < oldestApi[1]);
  return tooOld ? broken(seen, 'Install Docker Engine 20.10 or later.') : healthy(seen);
}

/** A wrong clock breaks leases and certificates; Docker's own may differ where it runs in a virtual machine. */
export function lookAtClock({ clock }: EngineFacts, now: Date): Result {
  const apartMs = Math.abs(clock.getTime() - now.getTime());
  const seen = `Docker's clock and this machine's are ${(apartMs / 1000).toFixed(1)} s apart`;
  return apartMs > 30_000
    ? broken(seen, 'Set the clocks, or restart the virtual machine that Docker runs in.')
    : healthy(seen);
}

/** The limits of a container that was started for this, as its kernel has them. */
export function lookAtLimits(limits: LimitsInForce, { unlimitedSwap }: EngineFacts): Result {
  const missing = [
    limits.memoryBytes === probeLimits.memoryBytes ? null : 'memory',
    limits.processes === probeLimits.processes ? null : 'processes',
    limits.cpus === probeLimits.cpus ? null : 'CPU',
  ].filter((name) => name !== null);
  if (missing.length > 0) {
    return broken(
      `a container's limit of ${missing.join(', ')} is not in force`,
      'Give Docker the memory, pids and cpu control groups: boot with "cgroup_enable=memory", or use control groups version 2.',
    );
  }
  if (unlimitedSwap) {
    return broken(
      'programs can use swap space beyond their memory limit',
      'Turn swap off (swapoff -a), or boot with "swapaccount=1".',
    );
  }
  return healthy('memory, processes and CPU are limited as asked');
}

/** Free space where `path` is, or will be. */
export async function lookAtDisk(path: string, { freeGib }: { freeGib: number }): Promise<Result> {
  const disk = await statfs(nearestExisting(path));
  const free = (disk.bavail * disk.bsize) / gib;
  const inodesFull = disk.files > 0 && disk.ffree / disk.files < 0.01;
  const seen = `${free.toFixed(1)} GiB free at ${path}${inodesFull ? ', and hardly an inode' : ''}`;
  return free < freeGib || inodesFull ? broken(seen, `Make room: at least ${freeGib} GiB.`) : healthy(seen);
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}
