import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { AppError } from '../engine/errors.ts';

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'reading it is not permitted',
  EPERM: 'reading it is not permitted',
  ENOTDIR: 'a part of its path is no folder',
};

/** Throws AppError BAD_REQUEST when there is no regular file of that path. */
export async function statFile(path: string): Promise<Stats> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw fileFault(path, cause);
  });
  if (!stats.isFile()) throw new AppError('BAD_REQUEST', `${path}: it is no regular file.`);
  return stats;
}

/** What the file system says about a file that the user named, as the user's mistake; anything else as it is. */
export function fileFault(path: string, cause: unknown): unknown {
  if (!(cause instanceof Error && 'syscall' in cause && 'code' in cause)) return cause;
  const code = String(cause.code);
  return new AppError('BAD_REQUEST', `${path}: ${reasons[code] ?? `it cannot be read (${code})`}.`);
}
