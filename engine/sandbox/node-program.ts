import { access, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { runCommand } from './command.ts';
import type { ContextPart } from './image-inputs.ts';

/** npm's names for what Docker calls an architecture. */
const architectures: Record<string, string> = { amd64: 'x64', arm64: 'arm64' };

/**
 * The official `node` for Linux, out of the npm package that the project pins. It is installed where this machine is of
 * the kind that Docker's containers are; elsewhere (a Mac) it is fetched when an image is built.
 */
export async function nodeProgram(docker: Docker, root: string): Promise<ContextPart> {
  const { version } = JSON.parse(await readFile(join(root, 'node_modules/node/package.json'), 'utf8'));
  const { Arch } = await docker.version();
  const arch = architectures[Arch];
  if (arch === undefined) throw new Error(`There is no official Node.js for Docker's architecture "${Arch}".`);
  const inputs = { args: { node: `${version} ${arch}` } };
  if (process.platform === 'linux' && process.arch === arch) {
    return { dir: join(root, 'node_modules/node/bin'), paths: ['node'], inputs };
  }
  const cache = join(root, `node_modules/.cache/assay/node-${version}-${arch}`);
  const dir = join(cache, 'package/bin');
  return { dir, paths: ['node'], inputs, prepare: () => fetchNode(cache, `node-linux-${arch}@${version}`) };
}

async function fetchNode(cache: string, packageName: string): Promise<void> {
  const there = await access(join(cache, 'package/bin/node')).then(
    () => true,
    () => false,
  );
  if (there) return;
  await mkdir(cache, { recursive: true });
  const archive = join(cache, 'node.tgz');
  await runCommand(['sh', '-c', 'cd "$0" && mv "$(npm pack --silent "$1")" node.tgz', cache, packageName]);
  await runCommand(['tar', '-xzf', archive, '-C', cache, 'package/bin/node']);
}
