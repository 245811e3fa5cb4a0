import type { Runtime } from '../model/runtime.ts';
import { invalid, quoted } from './invalid.ts';
import { isLanguage, runtimeOfLanguage } from './languages.ts';
import type { PackageDirectory } from './tree.ts';

/** Refuses files that would have to be added to submissions; those for languages without a runtime have no effect. */
export function refuseIncluded(root: PackageDirectory, runtimes: readonly Runtime[]): void {
  for (const [name, { path, files, directories }] of root.directories.get('include')?.directories ?? []) {
    if (files.size + directories.size === 0) continue;
    if (name !== 'default' && !isLanguage(name)) {
      throw invalid({ file: path }, `${quoted(name)} is no language code of the format, such as python3`);
    }
    if (name === 'default' || runtimeOfLanguage(name, runtimes)) {
      throw invalid({ file: path }, 'files that are included in submissions are not supported');
    }
  }
}
