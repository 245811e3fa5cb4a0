import { createHash } from 'node:crypto';
import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../log.ts';
import type { Problem } from '../model/problem.ts';
import type { Runtime } from '../model/runtime.ts';
import type { Problems } from '../ports.ts';
import { isSlug, loadScanned, metadataFile, slugOf } from './load.ts';
import { filesBelow, type PackageDirectory, scanPackage } from './tree.ts';

interface Known {
  /** Of the files as they were when the package was looked at; `null` when they could not be listed. */
  fingerprint: string | null;
  problem: Problem | null;
  /** Why there is no problem. */
  fault: string | null;
}

/** Problems whose files can be looked at. */
export interface ProblemLibrary extends Problems {
  /** The files of a package as they are now; `null` when there is none. */
  scan(slug: string): Promise<PackageDirectory | null>;
}

/**
 * The packages in a directory: each folder in it that has a problem.yaml. Every call looks at the files' sizes and
 * times and loads a package again only when they have changed, so that an edited package is served as it is now.
 * A broken package is absent, and told to the log once until it changes. Rejects when the directory cannot be read.
 */
export function createProblemLibrary({
  dir,
  runtimes,
  log,
}: {
  dir: string;
  runtimes: readonly Runtime[];
  log: Log;
}): ProblemLibrary {
  const known = new Map<string, Known>();
  const looking = new Map<string, Promise<Problem | null>>();

  /** Callers at the same time share one look. */
  function look(name: string): Promise<Problem | null> {
    const current = looking.get(name) ?? lookNow(name).finally(() => looking.delete(name));
    looking.set(name, current);
    return current;
  }

  async function lookNow(name: string): Promise<Problem | null> {
    const before = known.get(name);
    let fingerprint: string | null = null;
    try {
      const root = await scanPackage(join(dir, name));
      fingerprint = fingerprintOf(root);
      if (before?.fingerprint === fingerprint) return before.problem;
      const warn = (message: string) => log.warn({ problem: name }, `Problem ${name}: ${message}`);
      const problem = await loadScanned(slugOf(name), root, { runtimes, warn });
      known.set(name, { fingerprint, problem, fault: null });
      return problem;
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      known.set(name, { fingerprint, problem: null, fault });
      if (before?.fault !== fault) log.error({ problem: name }, `Problem ${name} is left out: ${fault}`);
      return null;
    }
  }

  return {
    async list() {
      const problems: Problem[] = [];
      for (const name of await foldersIn(dir)) {
        const problem = (await isPackage(join(dir, name))) ? await look(name) : null;
        if (problem) problems.push(problem);
      }
      return problems;
    },
    async get(slug, version) {
      const problem = isSlug(slug) && (await isPackage(join(dir, slug))) ? await look(slug) : null;
      return version === undefined || problem?.version === version ? problem : null;
    },
    async scan(slug) {
      return isSlug(slug) && (await isPackage(join(dir, slug))) ? scanPackage(join(dir, slug)) : null;
    },
  };
}

async function foldersIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const folders = entries.filter((entry) => !entry.isFile() && !entry.name.startsWith('.'));
  return folders.map(({ name }) => name).sort();
}

function isPackage(folder: string): Promise<boolean> {
  return access(join(folder, metadataFile)).then(
    () => true,
    () => false,
  );
}

function fingerprintOf(root: PackageDirectory): string {
  const hash = createHash('sha256');
  for (const { path, realPath, sizeBytes, modifiedMs } of filesBelow(root)) {
    hash.update(`${path}\0${realPath}\0${sizeBytes}\0${modifiedMs}\0`);
  }
  return hash.digest('hex');
}
