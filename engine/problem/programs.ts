import type { PackageProgram } from '../model/problem.ts';
import type { Runtime } from '../model/runtime.ts';
import { fileNamePattern } from '../model/submission.ts';
import { languageOfFile } from './languages.ts';
import type { PackageDirectory, PackageFile } from './tree.ts';

/** What a program consists of: one file, or the files of one directory. */
export interface ProgramFiles {
  /** Path below the package. */
  name: string;
  files: readonly PackageFile[];
  /** Directories in it: there must be none. */
  directories: readonly string[];
}

/** What submissions.yaml says of a program; `undefined` where it does not. */
export interface ProgramHints {
  runtime: { id: string; runtime: Runtime | undefined } | undefined;
  entry: string | undefined;
}

export type ProgramResult = { program: PackageProgram; sources: readonly PackageFile[] } | { fault: string };

const maxFiles = 200;
const maxProgramBytes = 16 * 1024 * 1024;
const namePattern = new RegExp(fileNamePattern);

export function programOfFile(file: PackageFile): ProgramFiles {
  return { name: file.path, files: [file], directories: [] };
}

export function programOfDirectory(directory: PackageDirectory): ProgramFiles {
  const directories = [...directory.directories.keys()].filter((name) => name !== '__pycache__');
  return { name: directory.path, files: [...directory.files.values()], directories };
}

/** Finds out language and entry file. `fault` says why it cannot be run. */
export function readProgram(
  { name, files, directories }: ProgramFiles,
  runtimes: readonly Runtime[],
  hints: ProgramHints = { runtime: undefined, entry: undefined },
): ProgramResult {
  if (directories[0] !== undefined)
    return { fault: `has a directory in it (${directories[0]}); its files must be flat` };
  const bytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  if (files.length > maxFiles || bytes > maxProgramBytes) return { fault: 'has more than 200 files or 16 MiB' };
  const named = files.map((file) => ({ file, name: baseName(file) }));
  const bad = named.find((each) => !namePattern.test(each.name));
  if (bad) return { fault: `has a file with a name of more than 100 characters` };
  const script = named.find((each) => each.name === 'build' || each.name === 'run');
  if (script) return { fault: `has a ${script.name} script, which is not supported` };

  const sources = named.flatMap((each) => {
    const language = languageOfFile(each.name, runtimes);
    return language ? [{ ...each, language }] : [];
  });
  const language = hints.runtime ?? sources[0]?.language;
  if (language === undefined) return { fault: 'has no source file of a language that the format knows' };
  const other = hints.runtime ? undefined : sources.find((each) => each.language.id !== language.id);
  if (other) return { fault: `has files of more than one language (${sources[0]?.name} and ${other.name})` };
  const names = sources.filter((each) => each.language.id === language.id).map((each) => each.name);
  const main = hints.entry ?? entryOf(names, language.runtime);
  if (main === null) return { fault: `has no ${language.runtime?.mainFile ?? 'main file'}; which file is its entry?` };
  if (!named.some((each) => each.name === main)) return { fault: `has no file ${main}, which shall be its entry` };
  return {
    program: {
      name,
      runtimeId: language.id,
      main,
      files: named.map((each) => ({ name: each.name, path: each.file.realPath })),
    },
    sources: sources.map(({ file }) => file),
  };
}

/** The only source, else `__main__` or the runtime's main file; where all are compiled together, any will do. */
function entryOf(names: readonly string[], runtime: Runtime | undefined): string | null {
  const [first, ...others] = names;
  if (first === undefined) return null;
  if (others.length === 0 || runtime === undefined) return first;
  const named = [runtime.mainFile.replace('main', '__main__'), runtime.mainFile].find((name) => names.includes(name));
  if (named) return named;
  return runtime.compile?.output ? first : null;
}

export function baseName(file: PackageFile): string {
  return file.path.slice(file.path.lastIndexOf('/') + 1);
}
