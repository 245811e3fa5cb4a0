import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { AppError } from '../errors.ts';
import { invalid, quoted } from './invalid.ts';

export interface PackageFile {
  /** Below the package, such as `data/secret/1.in`. */
  path: string;
  /** On the disk, absolute, no link. */
  realPath: string;
  sizeBytes: number;
  modifiedMs: number;
}

export interface PackageDirectory {
  /** Below the package; `''` for the package itself. */
  path: string;
  files: ReadonlyMap<string, PackageFile>;
  directories: ReadonlyMap<string, PackageDirectory>;
  /** Names that are not allowed in a package: as if they were not there. Those that begin with a dot are not listed. */
  ignored: readonly string[];
}

/** Of files and directories; its rule is the format's. */
const namePattern = /^[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,254}$/;

/** Read although its name begins with a dot: the time limit of legacy packages. */
export const timeLimitFile = '.timelimit';

const maxDepth = 16;
const statsAtOnce = 64;

/**
 * Lists a package without reading a file. Names come sorted by their bytes. Links are followed inside the package.
 * Throws AppError INVALID_PACKAGE for a link that leaves the package or runs in a circle, for what is neither file nor
 * directory (a FIFO, a device), and beyond `maxEntries` entries or 16 levels.
 */
export async function scanPackage(dir: string, maxEntries = 50_000): Promise<PackageDirectory> {
  const root = await realpath(dir).catch((cause: unknown) => {
    throw new AppError('INVALID_PACKAGE', `${dir}: there is no such directory.`, { cause });
  });
  let entries = 0;

  async function scanDirectory(path: string, realPath: string, depth: number): Promise<PackageDirectory> {
    if (depth > maxDepth) throw invalid({ file: path }, `directories are nested more than ${maxDepth} levels deep`);
    const found = (await list(realPath, path)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    entries += found.length;
    if (entries > maxEntries) throw invalid({ file: path }, `the package has more than ${maxEntries} files`);
    const isNamed = ({ name }: Dirent) => namePattern.test(name) || (path === '' && name === timeLimitFile);
    const named = found.filter(isNamed);
    const files = new Map<string, PackageFile>();
    const directories = new Map<string, PackageDirectory>();
    for (let at = 0; at < named.length; at += statsAtOnce) {
      const batch = named.slice(at, at + statsAtOnce);
      const targets = await Promise.all(batch.map((entry) => resolveEntry(root, realPath, path, entry)));
      for (const target of targets) {
        if (target.kind === 'file') files.set(target.name, target.file);
        else directories.set(target.name, await scanDirectory(target.path, target.realPath, depth + 1));
      }
    }
    const ignored = found.filter((entry) => !isNamed(entry) && !entry.name.startsWith('.'));
    return { path, files, directories, ignored: ignored.map(({ name }) => name) };
  }

  return scanDirectory('', root, 0);
}

async function list(realPath: string, path: string): Promise<Dirent[]> {
  try {
    return await readdir(realPath, { withFileTypes: true });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : 'unknown error';
    const message =
      code === 'ENOTDIR' ? 'a package is a directory; unpack the archive first' : `cannot be read (${code})`;
    throw new AppError('INVALID_PACKAGE', `${path === '' ? realPath : path}: ${message}`, { cause });
  }
}

type Target =
  | { kind: 'file'; name: string; file: PackageFile }
  | { kind: 'directory'; name: string; path: string; realPath: string };

async function resolveEntry(root: string, parent: string, parentPath: string, entry: Dirent): Promise<Target> {
  const { name } = entry;
  const path = parentPath === '' ? name : `${parentPath}/${name}`;
  const realPath = entry.isSymbolicLink() ? await followLink(root, join(parent, name), path) : join(parent, name);
  if (entry.isSymbolicLink() && `${parent}${sep}`.startsWith(`${realPath}${sep}`)) {
    throw invalid({ file: path }, 'the link points to a directory that it is in itself');
  }
  const stats = await stat(realPath);
  if (stats.isDirectory()) return { kind: 'directory', name, path, realPath };
  if (!stats.isFile()) throw invalid({ file: path }, 'is neither a file nor a directory');
  const modifiedMs = Math.max(stats.mtimeMs, stats.ctimeMs);
  return { kind: 'file', name, file: { path, realPath, sizeBytes: stats.size, modifiedMs } };
}

async function followLink(root: string, link: string, path: string): Promise<string> {
  let target: string;
  try {
    target = await realpath(link);
  } catch (cause) {
    throw new AppError('INVALID_PACKAGE', `${path}: the link leads nowhere.`, { cause });
  }
  if (target !== root && !target.startsWith(`${root}${sep}`)) {
    throw invalid({ file: path }, `the link leaves the package (to ${quoted(target)}); put a copy of the file here`);
  }
  return target;
}

/** All files below, in the order of their paths' bytes. */
export function filesBelow(directory: PackageDirectory): PackageFile[] {
  const files: PackageFile[] = [];
  const open = [directory];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const file of next.files.values()) files.push(file);
    open.push(...next.directories.values());
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
