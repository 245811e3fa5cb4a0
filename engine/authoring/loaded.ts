import { AppError } from '../errors.ts';
import type { PackageFile } from '../model/package.ts';
import type { Problem } from '../model/problem.ts';
import type { Runtime } from '../model/runtime.ts';
import type { Clock } from '../ports.ts';
import { loadScanned } from '../problem/load.ts';
import { scanPackage } from '../problem/tree.ts';
import { createProblemCache } from './cache.ts';
import { manifestDigest } from './manifest.ts';
import type { PackageStore } from './package-store.ts';

/** The problem that these files are: it can be graded for days, then it must be asked for again. Throws INVALID_PACKAGE. */
export type LoadPackage = (slug: string, files: readonly PackageFile[]) => Promise<Problem>;

export interface LoaderDeps {
  packages: PackageStore;
  runtimes: readonly Runtime[];
  clock: Pick<Clock, 'now'>;
}

/** Keeps some problems at hand. */
export function createLoader(deps: LoaderDeps): LoadPackage {
  const cached = createProblemCache(deps);

  return (slug, files) =>
    cached(`${slug}-${manifestDigest(files)}`, async () => {
      const dir = await deps.packages.materialise(slug, files);
      return loadScanned(slug, await scanPackage(dir), { runtimes: deps.runtimes });
    });
}

/** As `load`, of a version that is known: the loaded one must be it. */
export async function loadVersion(
  load: LoadPackage,
  { slug, version, files }: { slug: string; version: string; files: readonly PackageFile[] },
): Promise<Problem> {
  const problem = await load(slug, files);
  if (problem.version === version) return problem;
  throw new AppError('PACKAGE_CHANGED', `The stored files of ${slug} are not those of its version ${version}.`);
}
