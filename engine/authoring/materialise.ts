import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileContent } from '../content.ts';
import { AppError, isAppError } from '../errors.ts';
import type { Content } from '../model/content.ts';
import type { PackageFile } from '../model/package.ts';

const atOnce = 32;

/** Leftovers of a process that was killed while it wrote begin like this. */
export const unfinished = '.unfinished-';
/** No package is written, and no job done with one, for so long. */
const unfinishedMs = 24 * 3_600_000;
/** A package in use is asked for every day: see cache.ts. */
const unusedMs = 7 * 24 * 3_600_000;

/** Writes the files below a new directory beside `parent`'s others; read-only. Removed again when that fails. */
export async function writeTree(
  parent: string,
  files: readonly PackageFile[],
  read: (file: PackageFile) => Content,
): Promise<string> {
  const tree = join(parent, `${unfinished}${randomUUID()}`);
  const unsafe = files.find(({ path }) => path.includes('\0') || !join(tree, path).startsWith(`${tree}${sep}`));
  if (unsafe) throw new AppError('INTERNAL', `${JSON.stringify(unsafe.path)} is no path that can be written.`);
  try {
    await mkdir(tree, { recursive: true, mode: 0o700 });
    const directories = new Set(files.map(({ path }) => dirname(path)));
    for (const directory of directories) await mkdir(join(tree, directory), { recursive: true, mode: 0o700 });
    for (let at = 0; at < files.length; at += atOnce) {
      await Promise.all(files.slice(at, at + atOnce).map((file) => writeFile(join(tree, file.path), file, read(file))));
    }
    return tree;
  } catch (error) {
    await rm(tree, { recursive: true, force: true });
    throw error;
  }
}

async function writeFile(path: string, { executable }: PackageFile, content: Content): Promise<void> {
  await using file = await open(path, 'wx', executable ? 0o500 : 0o400);
  for await (const bytes of content.chunks()) await file.writeFile(bytes);
}

/** Puts a finished tree at its place. Returns false when another process was faster: then the tree is removed. */
export async function settle(tree: string, place: string): Promise<boolean> {
  try {
    await rename(tree, place);
    return true;
  } catch (error) {
    await rm(tree, { recursive: true, force: true });
    if (['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** `whole`: each of the files is there with its very content, and nothing else is. */
export async function stateOf(place: string, files: readonly PackageFile[]): Promise<'missing' | 'whole' | 'damaged'> {
  if (!(await exists(place))) return 'missing';
  return (await isWhole(place, files)) ? 'whole' : 'damaged';
}

async function isWhole(place: string, files: readonly PackageFile[]): Promise<boolean> {
  const found = await readdir(place, { recursive: true, withFileTypes: true });
  if (found.filter((entry) => !entry.isDirectory()).length !== files.length) return false;
  for (let at = 0; at < files.length; at += atOnce) {
    const checks = files.slice(at, at + atOnce).map((file) => isSame(join(place, file.path), file));
    if ((await Promise.all(checks)).includes(false)) return false;
  }
  return true;
}

async function isSame(path: string, { sizeBytes, sha256 }: PackageFile): Promise<boolean> {
  try {
    const hash = createHash('sha256');
    for await (const bytes of fileContent(path, sizeBytes).chunks()) hash.update(bytes);
    return hash.digest('hex') === sha256;
  } catch (error) {
    if (isAppError(error, 'PACKAGE_CHANGED')) return false;
    throw error;
  }
}

/** Takes a damaged tree out of the way first, so that no one finds half of it. */
export async function discard(place: string): Promise<void> {
  const aside = asideOf(place);
  await moved(place, aside);
  await rm(aside, { recursive: true, force: true });
}

/** Tells every process that the tree is in use. Returns false when there is none. */
export async function touch(place: string, now: Date): Promise<boolean> {
  try {
    await utimes(place, now, now);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Removes what processes left that were killed long ago, and trees that nobody has used for long. */
export async function tidy(parent: string, now: Date): Promise<void> {
  const names = (await exists(parent)) ? await readdir(parent) : [];
  for (const name of names) {
    const path = join(parent, name);
    const isUnfinished = name.startsWith(unfinished);
    if (!(await isOlder(path, now, isUnfinished ? unfinishedMs : unusedMs))) continue;
    await (isUnfinished ? rm(path, { recursive: true, force: true }) : removeUnused(path, now));
  }
}

async function isOlder(path: string, now: Date, ms: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && now.getTime() - found.mtimeMs > ms;
}

/** Out of the way first: whoever touched it before that gets it back, and whoever comes later makes it anew. */
async function removeUnused(place: string, now: Date): Promise<void> {
  const aside = asideOf(place);
  if (!(await moved(place, aside))) return;
  if (await isOlder(aside, now, unusedMs)) await rm(aside, { recursive: true, force: true });
  else await settle(aside, place);
}

/** Returns false when it is not there. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function asideOf(place: string): string {
  return join(dirname(place), `${unfinished}${randomUUID()}`);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
