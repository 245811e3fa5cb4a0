import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import { runCommand } from '../engine/sandbox/command.ts';
import { withDeadline } from '../engine/sandbox/deadline.ts';
import { canInstall, ensurePackages, isThere } from './packages.ts';

interface DockerDeps {
  docker: Docker;
  /** `DOCKER_HOST`, where it is set. */
  host: string | undefined;
  say(line: string): void;
}

const daemon = '/usr/sbin/dockerd';
/** Written by the daemons themselves. */
const pidFiles = { dockerd: '/var/run/docker.pid', containerd: '/var/run/docker/containerd/containerd.pid' };
const logFile = '/var/log/assay-dockerd.log';
const startTimeoutMs = 60_000;
const pidFileTimeoutMs = 5_000;

/**
 * Returns a line about the Docker engine that answers, after installing and starting one where there is none and that
 * is possible. Rejects with what to do.
 */
export async function ensureDocker({ docker, host, say }: DockerDeps): Promise<string> {
  const fault = await answer(docker);
  if (fault === null) return `ready (${(await docker.version()).Version})`;
  await refuseWhatIsNotOurs(fault, host);
  if (!(await isThere(daemon))) await ensurePackages(['docker.io'], say);
  await start(docker, say);
  return `started (${(await docker.version()).Version})`;
}

/** `null` when it answers. */
async function answer(docker: Docker): Promise<NodeJS.ErrnoException | null> {
  return withDeadline("Docker's answer to a ping", 10_000, docker.ping()).then(
    () => null,
    (error) => error,
  );
}

async function refuseWhatIsNotOurs(fault: NodeJS.ErrnoException, host: string | undefined): Promise<void> {
  const why = fault.message;
  if (host) {
    throw new Error(`No Docker engine answers at DOCKER_HOST=${host} (${why}). Start it there, or unset DOCKER_HOST.`);
  }
  if (fault.code === 'EACCES') {
    throw new Error(`This user may not use Docker (${why}). Run: sudo usermod -aG docker "$USER", and log in again.`);
  }
  if (process.platform !== 'linux') {
    throw new Error(`Docker does not answer (${why}). Install Docker Desktop, start it, and run this again.`);
  }
  if (!(await canInstall()) && !(await isThere(daemon))) {
    throw new Error(
      `Docker does not answer (${why}). Install Docker Engine 20.10 or later and start it: on Debian or Ubuntu with ` +
        '"sudo apt-get install docker.io", elsewhere with the package manager of this system.',
    );
  }
  if (process.getuid?.() !== 0) {
    throw new Error(`Docker is installed but does not answer (${why}). Start it: sudo systemctl start docker`);
  }
}

async function start(docker: Docker, say: (line: string) => void): Promise<void> {
  const systemd = existsSync('/run/systemd/system');
  // Installing the package may have started it; and what is there may be ending.
  if (await isRunning()) {
    say('Docker: waiting for it to answer');
    if (await answersInTime(docker)) return;
  }
  if (systemd) {
    say('Docker: starting it with systemd');
    await runCommand(['systemctl', 'start', 'docker']);
  } else {
    say(`Docker: starting the daemon (its log is ${logFile}, its pid in ${pidFiles.dockerd})`);
    await startDetached();
  }
  if (!(await answersInTime(docker))) throw new Error(await whyNot(systemd));
}

/** False when it has ended, or has said nothing for too long. */
async function answersInTime(docker: Docker): Promise<boolean> {
  const started = Date.now();
  while ((await answer(docker)) !== null) {
    const waitedMs = Date.now() - started;
    if (waitedMs > startTimeoutMs || (waitedMs > pidFileTimeoutMs && !(await isRunning()))) return false;
    await sleep(200);
  }
  return true;
}

async function isRunning(name: keyof typeof pidFiles = 'dockerd'): Promise<boolean> {
  const pid = (await textOf(pidFiles[name])).trim();
  const [, comm, state] = /\((.*)\) (\S)/.exec(pid && (await textOf(`/proc/${pid}/stat`))) ?? [];
  // A killed one that nobody has waited for is still listed, as a zombie.
  return comm === name && state !== 'Z' && state !== 'X';
}

/** In a session of its own and without a descriptor of ours: no terminal and no CI run waits for it. */
async function startDetached(): Promise<void> {
  // Left by a daemon that was killed; a new one refuses to start when another process has that pid by now.
  for (const name of ['dockerd', 'containerd'] as const)
    if (!(await isRunning(name))) await rm(pidFiles[name], { force: true });
  const proxies = Object.entries(process.env).filter(([name]) => /^(https?|no)_proxy$/i.test(name));
  const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...Object.fromEntries(proxies) };
  const startStopDaemon = [
    'start-stop-daemon',
    '--start',
    '--background',
    '--chdir',
    '/',
    '--output',
    logFile,
  ] as const;
  await runCommand([...startStopDaemon, '--pidfile', pidFiles.dockerd, '--exec', daemon], { env });
}

async function whyNot(systemd: boolean): Promise<string> {
  const first = 'The Docker daemon was started and does not answer.';
  if (systemd) return `${first} Look into "journalctl -u docker".`;
  const tail = (await textOf(logFile)).trimEnd().split('\n').slice(-15).join('\n  ');
  return `${first} Its log, ${logFile}, ends with:\n  ${tail}`;
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
