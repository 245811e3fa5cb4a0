import { AppError } from '../errors.ts';
import type { PackageFile } from '../model/package.ts';
import type { Problem } from '../model/problem.ts';
import type { ProblemLibrary } from '../problem/library.ts';
import { storeFolder } from './archive.ts';
import { sortedFiles } from './manifest.ts';
import type { PackageStore } from './package-store.ts';
import { skeleton } from './template.ts';
import type { Versions } from './versions.ts';
import { readZip, type Unzipped } from './zip-in.ts';

/** Where the files of a package come from. */
export interface Sources {
  /** One that is still to be written. */
  template(of: { name: string; type: Problem['type'] }): Promise<PackageFile[]>;
  /** A published version, the current one without a number; else the folder of this name. Throws NOT_FOUND. */
  problem(slug: string, number?: number): Promise<PackageFile[]>;
  /** A zip as it comes. Throws INVALID_PACKAGE, TOO_LARGE, and what `content` throws. */
  zip(content: AsyncIterable<Uint8Array>): Promise<Unzipped>;
}

export interface SourcesDeps {
  library: ProblemLibrary;
  packages: PackageStore;
  versions: Pick<Versions, 'current' | 'get'>;
  newId(): string;
}

const maxZipBytes = 64 * 1024 * 1024;

export function createSources({ library, packages, versions, newId }: SourcesDeps): Sources {
  return {
    async template(of) {
      const files: PackageFile[] = [];
      for (const [path, text] of Object.entries(skeleton({ ...of, uuid: newId() }))) {
        files.push(await packages.putFile(path, Buffer.from(text)));
      }
      return sortedFiles(files);
    },
    async problem(slug, number) {
      if (number !== undefined) return (await versions.get(slug, number)).files;
      const current = await versions.current(slug);
      if (current !== null) return current.files;
      const root = await library.scan(slug);
      if (root === null) throw new AppError('NOT_FOUND', `There is no problem ${JSON.stringify(slug)}.`);
      return storeFolder(packages, root);
    },
    async zip(content) {
      await using zip = await packages.spool(content, maxZipBytes);
      return await readZip(zip.path, packages);
    },
  };
}
