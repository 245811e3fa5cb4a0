import { createHash } from 'node:crypto';
import type { PackageFile } from '../model/package.ts';

/** In the order of their paths, as every list of a package's files is kept. */
export function sortedFiles(files: Iterable<PackageFile>): PackageFile[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function fileAt(files: readonly PackageFile[], path: string): PackageFile | undefined {
  return files.find((file) => file.path === path);
}

/** Without what is at the paths of `added` now, or at `removed`. */
export function withFiles(
  files: readonly PackageFile[],
  { added = [], removed = () => false }: { added?: readonly PackageFile[]; removed?: (path: string) => boolean },
): PackageFile[] {
  const replaced = new Set(added.map(({ path }) => path));
  return sortedFiles([...files.filter(({ path }) => !replaced.has(path) && !removed(path)), ...added]);
}

/** SHA-256 (hex) over path, content and executable bit of every file: two lists with the same digest are the same package. */
export function manifestDigest(files: readonly PackageFile[]): string {
  const hash = createHash('sha256');
  for (const { path, sha256, executable } of sortedFiles(files))
    hash.update(`${path}\0${sha256}\0${executable ? 'x' : ''}\0`);
  return hash.digest('hex');
}

export function totalBytes(files: readonly PackageFile[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
