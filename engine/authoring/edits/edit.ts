import { AppError } from '../../errors.ts';
import type { PackageFile } from '../../model/package.ts';
import type { Format } from '../../problem/metadata-shape.ts';
import { parseYaml } from '../../problem/yaml.ts';
import { fileAt } from '../manifest.ts';
import type { PackageStore } from '../package-store.ts';

/** A package that is changed. */
export interface Editing {
  files: readonly PackageFile[];
  packages: PackageStore;
}

export interface Change {
  added?: readonly PackageFile[];
  removed?: (path: string) => boolean;
}

/** Says what becomes of the files. Whatever it stores before it throws is named by nobody. */
export type Edit = (editing: Editing) => Promise<Change>;

/** What the loader takes of a YAML file. */
const maxYamlBytes = 64 * 1024;

/** Of a YAML file; `null` when there is none. Throws INVALID_PACKAGE for what is no text, TOO_LARGE. */
export async function textAt({ files, packages }: Editing, path: string): Promise<string | null> {
  const file = fileAt(files, path);
  if (file === undefined) return null;
  const bytes = await packages.readAll(file, maxYamlBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('INVALID_PACKAGE', `${path}: is not UTF-8 text; replace the file as a whole.`);
  }
}

/** That of a problem.yaml that can be read; of any other it is the newest, which a skeleton has. */
export async function formatOf(editing: Editing): Promise<Format> {
  const text = await textAt(editing, 'problem.yaml');
  if (text === null) return '2025-09';
  const version = parseYaml(text, 'problem.yaml').entries.get('problem_format_version');
  return version?.kind === 'scalar' && version.value === '2025-09' ? '2025-09' : 'legacy';
}

/** For what is written another way in packages of the older version. */
export async function refuseLegacy(editing: Editing, files: string): Promise<void> {
  if ((await formatOf(editing)) === '2025-09') return;
  throw new AppError('BAD_REQUEST', `The package is of the version legacy of the format: change ${files} as a file.`);
}

export function put(editing: Editing, path: string, content: string | Uint8Array): Promise<PackageFile> {
  return editing.packages.putFile(path, Buffer.from(content), fileAt(editing.files, path)?.executable ?? false);
}

/** Whether a path is this one, or below it. */
export function within(folder: string): (path: string) => boolean {
  return (path) => path === folder || path.startsWith(`${folder}/`);
}
