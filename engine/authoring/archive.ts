import { stat } from 'node:fs/promises';
import { AppError, isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AuthoredProblem, PackageFile, ProblemVersion } from '../model/package.ts';
import type { Problem } from '../model/problem.ts';
import { each } from '../pages.ts';
import type { Clock, ProblemArchive, Store } from '../ports.ts';
import { contentOf } from '../problem/case-files.ts';
import type { ProblemLibrary } from '../problem/library.ts';
import { filesBelow, type PackageDirectory } from '../problem/tree.ts';
import { createProblemCache } from './cache.ts';
import { type LoadPackage, loadVersion } from './loaded.ts';
import { sortedFiles } from './manifest.ts';
import type { PackageStore } from './package-store.ts';
import { storedVersion } from './stored-version.ts';

/** Where a problem comes from: a folder, or what was published here. */
export type Origin = { kind: 'folder' } | { kind: 'published'; number: number };

export interface Archive extends ProblemArchive {
  /** Of a problem that this archive gave. */
  originOf(problem: Problem): Origin;
}

export interface ArchiveDeps {
  library: ProblemLibrary;
  packages: PackageStore;
  load: LoadPackage;
  store: Pick<Store, 'authoredProblems' | 'problemVersions'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
}

/** Told apart from every fault. */
const notStored = new Error('not in the store');
const pageSize = 100;

/**
 * Every problem there is: those published here as their current version, and the folders of the library. Once a slug
 * was published, the folder of that name is out of sight, except for the versions that it has; withdrawn, there is none.
 */
export function createProblemArchive(deps: ArchiveDeps): Archive {
  const { library, load, store, log } = deps;
  const numbers = new WeakMap<Problem, number>();
  const keeping = new Map<string, Promise<void>>();
  /** Versions that are known to be kept: there is no way back. */
  const kept = new Set<string>();
  const cached = createProblemCache(deps);

  async function opened(version: ProblemVersion): Promise<Problem> {
    const problem = await loadVersion(load, version);
    if (version.number > 0) numbers.set(problem, version.number);
    return problem;
  }

  function currentOf({ id, number }: AuthoredProblem): Promise<Problem> {
    return cached(`${id}@${number}`, async () => {
      const version = await store.problemVersions.get(`${id}@${number}`);
      if (version === null) throw new AppError('INTERNAL', `The version ${number} of ${id} is not in the store.`);
      return opened(version);
    });
  }

  async function atVersion(slug: string, version: string): Promise<Problem | null> {
    try {
      return await cached(`${slug}:${version}`, async () => {
        const stored = await storedVersion(store, slug, version);
        const problem = stored ? await opened(stored) : null;
        if (problem === null) throw notStored;
        return problem;
      });
    } catch (error) {
      if (error !== notStored) throw error;
      return library.get(slug, version);
    }
  }

  /** As a broken folder: absent, and told to the log. */
  async function currentUnlessBroken(authored: AuthoredProblem): Promise<Problem | null> {
    if (authored.withdrawn) return null;
    try {
      return await currentOf(authored);
    } catch (error) {
      if (!isAppError(error, 'INVALID_PACKAGE')) throw error;
      const { id, number } = authored;
      log.error({ problem: id }, `Version ${number} of ${id} is left out: ${error.message}`);
      return null;
    }
  }

  return {
    async list() {
      const authored = await allAuthored(store);
      const problems = await library.list();
      const folders = problems.filter(({ slug }) => !authored.has(slug));
      const published: (Problem | null)[] = [];
      for (const each of authored.values()) published.push(await currentUnlessBroken(each));
      return [...folders, ...published.filter((each) => each !== null)].sort((a, b) => (a.slug < b.slug ? -1 : 1));
    },

    async get(slug, version) {
      if (version !== undefined) return atVersion(slug, version);
      const authored = await store.authoredProblems.get(slug);
      if (authored === null) return library.get(slug);
      return currentUnlessBroken(authored);
    },

    async keep(problem) {
      const key = `${problem.slug}@kept-${problem.version}`;
      if (kept.has(key)) return;
      const current = keeping.get(key) ?? keepNow(deps, problem, key).finally(() => keeping.delete(key));
      keeping.set(key, current);
      await current;
      kept.add(key);
    },

    originOf(problem) {
      const number = numbers.get(problem);
      return number === undefined ? { kind: 'folder' } : { kind: 'published', number };
    },
  };
}

async function allAuthored(store: Pick<Store, 'authoredProblems'>): Promise<Map<string, AuthoredProblem>> {
  const all = new Map<string, AuthoredProblem>();
  for await (const problem of each(store.authoredProblems.find, {}, { size: pageSize })) all.set(problem.id, problem);
  return all;
}

async function keepNow(deps: ArchiveDeps, { slug, version }: Problem, id: string): Promise<void> {
  const { library, load, store, clock } = deps;
  if ((await storedVersion(store, slug, version)) !== null) return;
  const root = await library.scan(slug);
  if (root === null) throw changed(slug);
  const files = await storeFolder(deps.packages, root);
  const copy = await load(slug, files).catch((cause) => {
    throw isAppError(cause, 'INVALID_PACKAGE') ? changed(slug, cause) : cause;
  });
  if (copy.version !== version) throw changed(slug);
  const made = { id, rev: 1, slug, version, number: 0, files };
  const when = { publishedAt: clock.now().toISOString(), publishedBy: 'system', note: '', report: null, jobId: null };
  await store.problemVersions.insert({ ...made, ...when }).catch((error) => {
    if (!isAppError(error, 'DUPLICATE')) throw error;
  });
}

function changed(slug: string, cause?: unknown): AppError {
  return new AppError('PACKAGE_CHANGED', `The folder of ${slug} has changed since it was read: try again.`, { cause });
}

/** Copies a folder's files into the store, all that the format knows. */
export async function storeFolder(packages: PackageStore, root: PackageDirectory): Promise<PackageFile[]> {
  const writer = packages.writer();
  const files: PackageFile[] = [];
  for (const file of filesBelow(root)) {
    const { mode } = await stat(file.realPath);
    files.push(await writer.add({ path: file.path, executable: (mode & 0o111) !== 0 }, contentOf(file).chunks()));
  }
  await writer.flush();
  return sortedFiles(files);
}
