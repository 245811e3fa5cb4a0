import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { createAuthoring } from '../../../engine/authoring/authoring.ts';
import { createLoader, type LoadPackage } from '../../../engine/authoring/loaded.ts';
import { createPackageStore, type PackageStore } from '../../../engine/authoring/package-store.ts';
import { systemClock } from '../../../engine/clock.ts';
import { readAll } from '../../../engine/content.ts';
import { createIds } from '../../../engine/ids.ts';
import type { PackageFile } from '../../../engine/model/package.ts';
import type { Clock, Store } from '../../../engine/ports.ts';
import { createProblemLibrary } from '../../../engine/problem/library.ts';
import { openStore } from '../../../engine/store/open.ts';
import { dataDirectory } from '../../support/assay.ts';
import { runtimes } from '../problem/packages.ts';

const root = resolve(import.meta.dirname, '../../..');

export const sampleProblems = join(root, 'problems');

export async function aStore(dataDir: string): Promise<Store> {
  const store = await openStore({ url: undefined, dataDir });
  onTestFinished(() => store.close());
  return store;
}

export interface Bench {
  dataDir: string;
  store: Store;
  packages: PackageStore;
  load: LoadPackage;
}

/** A package store on a real store, and a loader. */
export async function aBench(given: { dataDir?: string; store?: Store; clock?: Clock } = {}): Promise<Bench> {
  const dataDir = given.dataDir ?? (await dataDirectory());
  const store = given.store ?? (await aStore(dataDir));
  const clock = given.clock ?? systemClock;
  const packages = createPackageStore({ store, dir: join(dataDir, 'packages'), clock });
  return { dataDir, store, packages, load: createLoader({ packages, runtimes, clock }) };
}

/** Authoring over the folders of `dir`. */
export async function anAuthoring(dir: string, clock: Clock = systemClock) {
  const dataDir = await dataDirectory();
  const store = await aStore(dataDir);
  const logged: string[] = [];
  const tell = (_: object, message: string) => logged.push(message);
  const log = { info: tell, warn: tell, error: tell };
  const library = createProblemLibrary({ dir, runtimes, log });
  return {
    dataDir,
    store,
    library,
    logged,
    ...createAuthoring({ library, store, runtimes, dataDir, clock, log, newId: createIds(clock) }),
  };
}

/** Stores files by path. */
export async function stored(
  packages: PackageStore,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<PackageFile[]> {
  const made: PackageFile[] = [];
  for (const [path, content] of Object.entries(files)) made.push(await packages.putFile(path, Buffer.from(content)));
  return made;
}

export async function bytesOf(packages: PackageStore, file: PackageFile): Promise<Buffer> {
  return Buffer.from(await readAll(packages.read(file), 1e9));
}

/** The smallest package. */
export const minimal = {
  'problem.yaml': 'problem_format_version: 2025-09\nname: Sum\nlimits:\n  time_limit: 1\n',
  'statement/problem.en.md': '# Sum\n\nAdd.\n',
  'data/sample/1.in': '1 2\n',
  'data/sample/1.ans': '3\n',
  'data/secret/1.in': '4 5\n',
  'data/secret/1.ans': '9\n',
  'submissions/accepted/sum.py': 'print(sum(map(int, input().split())))\n',
};
