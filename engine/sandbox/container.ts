import type { ContainerCreateOptions } from 'dockerode';

export interface ContainerSpec {
  image: string;
  /** Which process this box belongs to: see engine/owner.ts. */
  owner: string;
  runtimeId: string;
  memoryLimitMb: number;
  cpus: number;
  processLimit: number;
  roomy: boolean;
}

export const ownerLabel = 'assay.owner';
const runtimeLabel = 'assay.runtime';

/**
 * Docker's own list, which naming any replaces; and two places that a program could write to (message queues outlive it,
 * pseudo terminals are taken from the whole host's), and the one file that lies on the host's disk.
 */
const maskedPaths = [
  '/proc/acpi',
  '/proc/asound',
  '/proc/interrupts',
  '/proc/kcore',
  '/proc/keys',
  '/proc/latency_stats',
  '/proc/sched_debug',
  '/proc/scsi',
  '/proc/timer_list',
  '/proc/timer_stats',
  '/sys/devices/virtual/powercap',
  '/sys/firmware',
  '/dev/mqueue',
  '/dev/pts',
  '/etc/hostname',
];

const mib = 1024 * 1024;
/** For the supervisor and the file systems' own needs, above what the program may use. */
const memoryHeadroomMb = 16;

/** The part of the options that `docker update` can change. Swap equal to memory means that there is no swap. */
export function resourceOptions({ memoryLimitMb, cpus }: { memoryLimitMb: number; cpus: number }) {
  const memory = (memoryLimitMb + memoryHeadroomMb) * mib;
  return { Memory: memory, MemorySwap: memory, NanoCpus: Math.round(cpus * 1e9) };
}

/**
 * The hardened options of a box. The program gets: no network, no capability, no writable file but in /tmp, no new
 * privileges, Docker's own seccomp profile (the supervisor adds a stricter one), and limits on memory, CPU, processes.
 * The supervisor, PID 1 as root, keeps only the three capabilities that it needs to become another user and to kill.
 */
export function containerOptions(spec: ContainerSpec): ContainerCreateOptions {
  return {
    Image: spec.image,
    User: '0:0',
    Entrypoint: ['/sup/supervisor'],
    Cmd: [],
    WorkingDir: '/',
    Tty: false,
    OpenStdin: true,
    StdinOnce: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Env: ['PATH=/usr/local/bin:/usr/bin:/bin'],
    Hostname: 'box',
    NetworkDisabled: true,
    Healthcheck: { Test: ['NONE'] },
    StopSignal: 'SIGKILL',
    Labels: { [ownerLabel]: spec.owner, [runtimeLabel]: spec.runtimeId },
    HostConfig: hostConfig(spec),
  };
}

/** `CgroupnsMode` (API 1.41) is missing from dockerode's types. */
type HostConfig = NonNullable<ContainerCreateOptions['HostConfig']> & { CgroupnsMode: 'private' };

function hostConfig(spec: ContainerSpec): HostConfig {
  // In /box only root writes; /tmp is the one place where the program may. Both count as the box's memory.
  const boxMb = spec.roomy ? 512 : 64;
  const tmpMb = 64;
  return {
    Privileged: false,
    Init: false,
    AutoRemove: false,
    RestartPolicy: { Name: 'no' },
    NetworkMode: 'none',
    IpcMode: 'none',
    CgroupnsMode: 'private',
    ReadonlyRootfs: true,
    MaskedPaths: maskedPaths,
    Binds: [],
    Devices: [],
    VolumesFrom: [],
    CapDrop: ['ALL'],
    CapAdd: ['SETUID', 'SETGID', 'KILL'],
    SecurityOpt: ['no-new-privileges'],
    Sysctls: {
      // Otherwise a closed loopback connection keeps its port for a minute: the next case would see it, and not get it.
      'net.ipv4.tcp_max_tw_buckets': '0',
      // What a connection may hold. The supervisor counts on it (cgroup.c), since cgroup v1 does not count what it holds.
      'net.ipv4.tcp_rmem': '4096 131072 131072',
      'net.ipv4.tcp_wmem': '4096 16384 131072',
    },
    ...resourceOptions(spec),
    // The program's own limit (RLIMIT_NPROC) lies below this one, so that the supervisor can always fork its cleaner.
    PidsLimit: spec.processLimit + 64,
    OomScoreAdj: 500,
    Ulimits: [
      // Not 0: see sandboxes/supervisor/main.c.
      { Name: 'core', Soft: 1, Hard: 1 },
      { Name: 'nofile', Soft: 256, Hard: 256 },
      { Name: 'fsize', Soft: 64 * mib, Hard: 64 * mib },
      { Name: 'memlock', Soft: 0, Hard: 0 },
    ],
    Tmpfs: {
      '/box': `rw,nosuid,nodev,exec,size=${boxMb}m,nr_inodes=2k,mode=0755`,
      '/tmp': `rw,nosuid,nodev,noexec,size=${tmpMb}m,nr_inodes=4k,mode=1777`,
    },
    LogConfig: { Type: 'none', Config: {} },
  };
}
