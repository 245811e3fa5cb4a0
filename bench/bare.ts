/**
 * The bare process that a box is measured against: the same program with the same interpreter, out of the same image,
 * started on the host without any container. The image's files are unpacked into a folder for it.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type Docker from 'dockerode';

export interface Bare extends AsyncDisposable {
  /** Command and environment that run the program which stands in /box of the unpacked files. */
  command(runtimeId: string, mainFile: string): Promise<{ argv: string[]; env: Record<string, string> }>;
  /** Puts a file into /box of the unpacked files, and returns its path. */
  write(name: string, content: string): Promise<string>;
  /** Runs a command of the image, as root, in its own files. */
  inside(argv: readonly string[]): Promise<void>;
}

export async function openBare(docker: Docker, image: string): Promise<Bare> {
  const dir = await mkdtemp(join(tmpdir(), 'assay-bench-'));
  const container = await docker.createContainer({ Image: image, Cmd: ['x'] });
  try {
    const unpack = spawn('tar', ['-x', '-C', dir], { stdio: ['pipe', 'inherit', 'inherit'] });
    await Promise.all([pipeline(await container.export(), unpack.stdin), ended(unpack)]);
  } finally {
    await container.remove({ force: true });
  }
  await mkdir(join(dir, 'box'), { recursive: true });
  return {
    async write(name, content) {
      const path = join(dir, 'box', name);
      await writeFile(path, content);
      return path;
    },
    async inside(argv) {
      await ended(
        spawn('chroot', [dir, ...argv], { stdio: 'inherit', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } }),
      );
    },
    async command(runtimeId, mainFile) {
      const env = { PATH: '/usr/bin:/bin', HOME: '/tmp', LANG: 'C.UTF-8' };
      const main = join(dir, 'box', mainFile);
      if (runtimeId === 'go') return { argv: [join(dir, 'tmp/main')], env };
      if (runtimeId === 'node') return { argv: [join(dir, 'usr/local/bin/node'), main], env };
      // Through the image's own loader, since the host's C library is another one.
      const loader = await find(join(dir, 'usr/lib64'), /^ld-linux/).catch(() =>
        find(join(dir, 'usr/lib'), /^ld-linux/),
      );
      const libraries = join(dir, 'usr/lib', process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu');
      const argv = [loader, '--library-path', libraries, join(dir, 'usr/bin/python3'), main];
      return { argv, env: { ...env, PYTHONHOME: join(dir, 'usr') } };
    },
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }),
  };
}

async function find(dir: string, name: RegExp): Promise<string> {
  const found = (await readdir(dir)).find((entry) => name.test(entry));
  if (!found) throw new Error(`there is no ${name} in ${dir}`);
  return join(dir, found);
}

/** Runs a command to its end with this input. Throws when it fails. */
export async function runBare(argv: readonly string[], env: Record<string, string>, input: string): Promise<void> {
  const [program = '', ...args] = argv;
  const child = spawn(program, args, { env, cwd: '/tmp', stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdout.resume();
  child.stdin.end(input);
  await ended(child);
}

function ended(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${child.spawnfile} ended with ${signal ?? code}`));
    });
  });
}
