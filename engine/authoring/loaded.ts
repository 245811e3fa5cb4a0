import { AppError } from '../errors.ts';
import type { PackageFile } from '../model/package.ts';
import type { Problem } from '../model/problem.ts';
import type { Runtime } from '../model/runtime.ts';
import { loadScanned } from '../problem/load.ts';
import { scanPackage } from '../problem/tree.ts';
import { createProblemCache } from './cache.ts';
import { manifestDigest } from './manifest.ts';
import type { PackageStore } from './package-store.ts';

/** The problem that these files are: it can be graded for as long as there is the data folder. Throws INVALID_PACKAGE. */
export type LoadPackage = (slug: string, files: readonly PackageFile[]) => Promise<Problem>;

/** Keeps some problems at hand. */
export function createLoader(deps: { packages: PackageStore; runtimes: readonly Runtime[] }): LoadPackage {
  const cached = createProblemCache();

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
