import { AppError, isAppError } from '../errors.ts';
import type { PackageFile, WorkingCopy } from '../model/package.ts';
import type { Clock, Page, Store } from '../ports.ts';
import { isSlug } from '../problem/load.ts';
import type { Change, Edit } from './edits/edit.ts';
import { sortedFiles, totalBytes, withFiles } from './manifest.ts';
import type { PackageStore } from './package-store.ts';
import { pathClash, pathFault } from './paths.ts';

export interface WorkingCopies {
  /** Throws DUPLICATE when there is one, BAD_REQUEST for a slug that is none. */
  create(slug: string, files: readonly PackageFile[], by: string): Promise<WorkingCopy>;
  /** Throws NOT_FOUND. */
  get(slug: string): Promise<WorkingCopy>;
  /** By slug. */
  list(page: { after?: string; limit: number }): Promise<Page<WorkingCopy>>;
  /** Throws CONFLICT when it is at another revision than `copy`, and what the edit throws. */
  edit(copy: WorkingCopy, edit: Edit, by: string): Promise<WorkingCopy>;
  /** Its versions stay. Throws NOT_FOUND. */
  delete(slug: string): Promise<void>;
}

export interface WorkingCopiesDeps {
  store: Pick<Store, 'workingCopies'>;
  packages: PackageStore;
  clock: Pick<Clock, 'now'>;
}

const mib = 1024 * 1024;
const maxFiles = 50_000;
const maxTotalBytes = 512 * mib;
/** The list itself is one document of the store. */
const maxListBytes = 14 * mib;

export function createWorkingCopies({ store, packages, clock }: WorkingCopiesDeps): WorkingCopies {
  const copies = store.workingCopies;
  const stamp = (by: string) => ({ updatedAt: clock.now().toISOString(), updatedBy: by });
  const missing = (slug: string) => new AppError('NOT_FOUND', `There is no working copy of ${JSON.stringify(slug)}.`);

  return {
    async create(slug, files, by) {
      if (!isSlug(slug)) {
        const rule = 'lower-case letters, digits and dashes, at most 64, and no dash first';
        throw new AppError('BAD_REQUEST', `A slug has ${rule}.`, { field: '/slug' });
      }
      const copy = { id: slug, rev: 1, files: checked(files), ...stamp(by) };
      await copies.insert(copy).catch((error) => {
        if (!isAppError(error, 'DUPLICATE')) throw error;
        throw new AppError('DUPLICATE', `There is a working copy of ${slug} already.`, { field: '/slug' });
      });
      return copy;
    },
    async get(slug) {
      const copy = await copies.get(slug);
      if (copy === null) throw missing(slug);
      return copy;
    },
    list: ({ after, limit }) => copies.find({ limit, ...(after !== undefined && { after }) }),
    async edit(copy, edit, by) {
      const change = await edit({ files: copy.files, packages });
      const files = changed(copy.files, change);
      return copies.update(copy.id, copy.rev, { files, ...stamp(by) });
    },
    async delete(slug) {
      if (!(await copies.delete(slug))) throw missing(slug);
    },
  };
}

function changed(files: readonly PackageFile[], change: Change): PackageFile[] {
  return checked(withFiles(files, change));
}

/** Refuses what could not be a package on every disk, or is too much. */
function checked(files: readonly PackageFile[]): PackageFile[] {
  for (const { path } of files) refuse(path, pathFault(path));
  const clash = pathClash(files.map(({ path }) => path));
  if (clash) refuse(clash.path, clash.fault);
  const listBytes = Buffer.byteLength(JSON.stringify(files));
  if (files.length > maxFiles || listBytes > maxListBytes) {
    throw new AppError('TOO_LARGE', `A package has at most ${maxFiles} files, and ${maxListBytes / mib} MiB of names.`);
  }
  if (totalBytes(files) > maxTotalBytes) {
    throw new AppError('TOO_LARGE', `The files of a package have at most ${maxTotalBytes / mib} MiB.`);
  }
  return sortedFiles(files);
}

function refuse(path: string, fault: string | null): void {
  if (fault !== null) throw new AppError('BAD_REQUEST', `${JSON.stringify(path)}: ${fault}.`);
}
