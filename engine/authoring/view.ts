import type { PackageFile } from '../model/package.ts';
import type { Runtime } from '../model/runtime.ts';
import { loadScanned } from '../problem/load.ts';
import { readMetadata } from '../problem/metadata.ts';
import type { Metadata } from '../problem/metadata-shape.ts';
import { type PackageDirectory, scanPackage } from '../problem/tree.ts';
import { readYaml } from '../problem/yaml.ts';
import { manifestDigest, totalBytes } from './manifest.ts';
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

/** As many working copies are looked at again and again at the same time, each by its files as they are. */
const maxKept = 20;

/** Never throws for what is wrong with a package. The same files are looked at once. */
export function createInspector(deps: { packages: PackageStore; runtimes: readonly Runtime[] }): InspectPackage {
  const kept = new Map<string, { digest: string; view: Promise<PackageView> }>();

  return function inspect(slug, files) {
    const digest = manifestDigest(files);
    const last = kept.get(slug);
    const view = last?.digest === digest ? last.view : lookAt(deps, slug, files);
    kept.delete(slug);
    kept.set(slug, { digest, view });
    view.catch(() => kept.delete(slug));
    const [oldest] = kept.keys();
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    return view;
  };
}

async function lookAt(
  { packages, runtimes }: { packages: PackageStore; runtimes: readonly Runtime[] },
  slug: string,
  files: readonly PackageFile[],
): Promise<PackageView> {
  await using checkout = await packages.checkout(files);
  const warnings: string[] = [];
  const warn = (text: string) => warnings.push(text);
  const root = await attempt(() => scanPackage(checkout.dir));
  const loaded = 'fault' in root ? root : await attempt(() => loadScanned(slug, root.value, { runtimes, warn }));
  return {
    version: 'value' in loaded ? loaded.value.version : null,
    ...('value' in root ? await partsSeen(root.value, runtimes) : { settings: null, checker: null, groups: [] }),
    statements: await statementsSeen(files, packages),
    starters: startersSeen(files),
    solutions: solutionsSeen(files, 'value' in loaded ? loaded.value : null),
    files: files.length,
    sizeBytes: totalBytes(files),
    faults: 'fault' in loaded ? [loaded.fault] : [],
    warnings,
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
