import type { PackageFile } from '../model/package.ts';
import type { Runtime } from '../model/runtime.ts';
import { loadScanned } from '../problem/load.ts';
import { readMetadata } from '../problem/metadata.ts';
import type { Metadata } from '../problem/metadata-shape.ts';
import { type PackageDirectory, scanPackage } from '../problem/tree.ts';
import { readYaml } from '../problem/yaml.ts';
import { totalBytes } from './manifest.ts';
import type { PackageStore } from './package-store.ts';
import { type CheckerSeen, checkerSeen, type GroupSeen, groupsSeen } from './view-data.ts';
import { attempt, type Fault } from './view-fault.ts';
import {
  type SolutionSeen,
  type StarterSeen,
  type StatementSeen,
  solutionsSeen,
  startersSeen,
  statementsSeen,
} from './view-files.ts';

/** A package as its author sees it: what is there, whether or not it makes a whole, and what is wrong with it. */
export interface PackageView {
  /** Of the loaded problem; `null` as long as there is a fault. */
  version: string | null;
  settings: SettingsSeen | null;
  checker: CheckerSeen | null;
  statements: StatementSeen[];
  groups: GroupSeen[];
  starters: StarterSeen[];
  solutions: SolutionSeen[];
  files: number;
  sizeBytes: number;
  faults: Fault[];
  /** What is there and not used. */
  warnings: string[];
}

export type SettingsSeen = Pick<Metadata, 'format' | 'type' | 'limits' | 'languages'> & {
  names: Record<string, string>;
};

export type InspectPackage = (slug: string, files: readonly PackageFile[]) => Promise<PackageView>;

/** Never throws for what is wrong with a package. */
export function createInspector(deps: { packages: PackageStore; runtimes: readonly Runtime[] }): InspectPackage {
  return async (slug, files) => {
    await using checkout = await deps.packages.checkout(files);
    const warnings: string[] = [];
    const loaded = await attempt(async () => {
      const root = await scanPackage(checkout.dir);
      return loadScanned(slug, root, { runtimes: deps.runtimes, warn: (text) => warnings.push(text) });
    });
    const root = await attempt(() => scanPackage(checkout.dir));
    return {
      version: 'value' in loaded ? loaded.value.version : null,
      ...('value' in root ? await partsSeen(root.value, deps.runtimes) : { settings: null, checker: null, groups: [] }),
      statements: await statementsSeen(files, deps.packages),
      starters: startersSeen(files),
      solutions: solutionsSeen(files, 'value' in loaded ? loaded.value : null),
      files: files.length,
      sizeBytes: totalBytes(files),
      faults: 'fault' in loaded ? [loaded.fault] : [],
      warnings,
    };
  };
}

async function partsSeen(root: PackageDirectory, runtimes: readonly Runtime[]) {
  const metadata = await attempt(async () => {
    const file = root.files.get('problem.yaml');
    return file ? readMetadata(await readYaml(file), runtimes) : null;
  });
  const known = 'value' in metadata ? metadata.value : null;
  return {
    settings: known && settingsOf(known),
    checker: await checkerSeen(root, known),
    groups: await groupsSeen(root),
  };
}

function settingsOf({ format, type, limits, languages, names }: Metadata): SettingsSeen {
  return { format, type, limits, languages, names: Object.fromEntries(names) };
}
