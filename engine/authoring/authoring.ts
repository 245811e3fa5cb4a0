import { join } from 'node:path';
import type { Log } from '../log.ts';
import type { Runtime } from '../model/runtime.ts';
import type { Clock, Store } from '../ports.ts';
import type { ProblemLibrary } from '../problem/library.ts';
import { type Archive, createProblemArchive } from './archive.ts';
import { createLoader, type LoadPackage } from './loaded.ts';
import { createPackageStore, type PackageStore } from './package-store.ts';
import { createSources, type Sources } from './sources.ts';
import { createVersions, type Versions } from './versions.ts';
import { createInspector, type InspectPackage } from './view.ts';
import { createWorkingCopies, type WorkingCopies } from './working-copies.ts';

/** What authors work with, and the problems that come of it. */
export interface Authoring {
  packages: PackageStore;
  load: LoadPackage;
  archive: Archive;
  versions: Versions;
  copies: WorkingCopies;
  inspect: InspectPackage;
  sources: Sources;
}

export interface AuthoringDeps {
  library: ProblemLibrary;
  store: Pick<Store, 'chunks' | 'authoredProblems' | 'problemVersions' | 'workingCopies'>;
  runtimes: readonly Runtime[];
  dataDir: string;
  clock: Clock;
  log: Log;
  newId(): string;
}

export function createAuthoring({ library, store, runtimes, dataDir, clock, log, newId }: AuthoringDeps): Authoring {
  const packages = createPackageStore({ store, dir: join(dataDir, 'packages'), clock });
  const load = createLoader({ packages, runtimes, clock });
  const archive = createProblemArchive({ library, packages, load, store, clock, log });
  const versions = createVersions({ store, load, clock });
  const copies = createWorkingCopies({ store, packages, clock });
  const inspect = createInspector({ packages, runtimes });
  const sources = createSources({ library, packages, versions, newId });
  return { packages, load, archive, versions, copies, inspect, sources };
}
