import { AppError } from '../../errors.ts';
import type { PackageFile } from '../../model/package.ts';
import { fileAt } from '../manifest.ts';
import type { Edit } from './edit.ts';

/** A file that is stored already takes its place. */
export function placeFile(file: PackageFile): Edit {
  return async () => ({ added: [file] });
}

export function deleteFile(path: string): Edit {
  return async ({ files }) => {
    if (fileAt(files, path)) return { removed: (each) => each === path };
    throw new AppError('NOT_FOUND', `There is no file ${JSON.stringify(path.slice(0, 200))}.`);
  };
}

/** Everything is replaced. */
export function replaceAll(files: readonly PackageFile[]): Edit {
  return async () => ({ added: files, removed: () => true });
}
