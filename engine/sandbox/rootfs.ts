import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { AppError } from '../errors.ts';
import { runCommand } from './command.ts';
import { readProgress } from './progress.ts';

export const rootfsTag = 'assay/rootfs:trixie';

const pulledTag = 'debian:trixie-slim';
/** Docker Hub is given up when it says nothing for so long. */
const silenceMs = 15_000;
/** Not the machine's /tmp, which may be a mount where devices and programs are not allowed. */
const workDir = '/var/tmp';

export interface RootfsDeps {
  docker: Docker;
  log(line: string): void;
  /** Makes sure of packages of this machine (`debootstrap`); absent where the process must not install any. */
  install?: ((packages: readonly string[]) => Promise<void>) | undefined;
}

/**
 * Makes the image of a bare Debian trixie: pulled where Docker Hub can be reached, else with debootstrap on this machine.
 * To have it made again, with Debian's newest packages, remove the image and run the set-up.
 */
export async function makeRootfs(deps: RootfsDeps): Promise<void> {
  deps.log(`base: pulling ${pulledTag}`);
  const refusal = await pull(deps.docker).catch((error: Error) => error);
  if (refusal === undefined) return;
  deps.log('base: Docker Hub cannot be reached; making Debian trixie with debootstrap (half a minute)');
  try {
    await deps.install?.(['debootstrap', 'debian-archive-keyring']);
    await bootstrap(deps.docker);
  } catch (cause) {
    throw new AppError(
      'SANDBOX_FAULT',
      `The base image of the sandboxes could not be made. ${pulledTag} cannot be pulled (${refusal.message.trim()}), ` +
        `and making it here failed: ${(cause as Error).message}\nMake Docker Hub reachable, or on Debian or Ubuntu, as root, ` +
        'install debootstrap and run "npm run setup" again.',
      { cause },
    );
  }
}

/** Resolves with nothing; rejects when it is refused, or Docker Hub is silent for too long. */
async function pull(docker: Docker): Promise<undefined> {
  const giveUp = new AbortController();
  const silent = () => giveUp.abort(new Error(`no answer for ${silenceMs / 1000} s`));
  let timer = setTimeout(silent, silenceMs);
  try {
    const stream = await docker.pull(pulledTag, { abortSignal: giveUp.signal });
    await readProgress(stream, () => {
      clearTimeout(timer);
      timer = setTimeout(silent, silenceMs);
    });
    const [repo, tag] = rootfsTag.split(':') as [string, string];
    await docker.getImage(pulledTag).tag({ repo, tag });
  } finally {
    clearTimeout(timer);
  }
}

async function bootstrap(docker: Docker): Promise<void> {
  const dir = await mkdtemp(join(workDir, 'assay-rootfs-'));
  try {
    const root = join(dir, 'root');
    const archive = join(dir, 'root.tar');
    await mkdir(root, { mode: 0o755 });
    await runCommand(['debootstrap', '--variant=minbase', 'trixie', root]);
    const left = [
      'dev/*',
      'proc/*',
      'sys/*',
      'var/cache/apt/*',
      'var/lib/apt/lists/*',
      'usr/share/doc/*',
      'usr/share/man/*',
    ];
    await runCommand([
      'tar',
      '-cf',
      archive,
      '--numeric-owner',
      ...left.map((path) => `--exclude=./${path}`),
      '-C',
      root,
      '.',
    ]);
    const [repo, tag] = rootfsTag.split(':');
    await readProgress(await docker.importImage(archive, { repo, tag }), () => {});
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
