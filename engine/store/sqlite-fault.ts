import { AppError } from '../errors.ts';

/** By SQLite's primary result code: what happened, and what to do. */
const faults: Record<number, string> = {
  3: 'Access to it was denied: check who owns the data folder',
  5: 'Another program is holding it: end that program, or try again',
  6: 'Another program is holding it: end that program, or try again',
  8: 'It is read-only: check the rights of the data folder and how its disk is mounted',
  10: 'The disk failed to read or write: check the disk and its free space',
  11: 'It is damaged: stop Assay, and restore the data folder from a copy',
  13: 'The disk is full: make room on it',
  14: 'It cannot be opened: check that the data folder exists, is a folder, and belongs to this user',
  26: 'It is not a database: move it away, or choose another data folder',
};

const constraint = 19;

/** Names what SQLite or the file system threw: DUPLICATE, STORE_UNAVAILABLE, or INTERNAL for a fault of ours. */
export function sqliteFault(error: unknown, path: string): AppError {
  if (error instanceof AppError) return error;
  const { code, errcode, message } = error as { code?: string; errcode?: number; message?: string };
  if (errcode === undefined) {
    const advice = 'Check that its folder can be made here, and belongs to this user';
    return new AppError('STORE_UNAVAILABLE', `The store ${path} cannot be opened: ${code}. ${advice}.`, {
      cause: error,
    });
  }
  // The upper bits refine the primary code.
  const primary = errcode & 0xff;
  if (primary === constraint)
    return new AppError('DUPLICATE', `It is in the store already: ${message}.`, { cause: error });
  const fault = faults[primary];
  if (fault) return new AppError('STORE_UNAVAILABLE', `The store ${path} is not usable. ${fault}.`, { cause: error });
  return new AppError('INTERNAL', `SQLite refused a statement: ${message}.`, { cause: error });
}
