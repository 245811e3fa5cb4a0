import type { PackageProgram } from '../model/problem.ts';
import type { Runtime } from '../model/runtime.ts';
import { type Constants, refuseConstants } from './constants.ts';
import { invalid } from './invalid.ts';
import { languageOfFile } from './languages.ts';
import type { Metadata } from './metadata-shape.ts';
import { baseName, type ProgramFiles, programOfDirectory, programOfFile, readProgram } from './programs.ts';
import type { PackageDirectory } from './tree.ts';

const folders = { '2025-09': 'output_validator', legacy: 'output_validators' } as const;

export const validatorFolders = Object.values(folders);

/** The package's own output validator; `null` when one of our checkers decides. */
export async function readValidator(
  root: PackageDirectory,
  { format, legacyValidation, constants }: Pick<Metadata, 'format' | 'legacyValidation' | 'constants'>,
  runtimes: readonly Runtime[],
): Promise<PackageProgram | null> {
  const folder = folders[format];
  const directory = nonEmpty(root.directories.get(folder));
  if (legacyValidation) {
    if (legacyValidation.custom && !directory) throw invalid({ file: folder }, 'is missing, but validation is custom');
    if (!legacyValidation.custom && directory) throw invalid({ file: folder }, 'is there, but validation is default');
  } else if (nonEmpty(root.directories.get(folders.legacy))) {
    throw invalid({ file: folders.legacy }, `is for legacy packages; in 2025-09 it is named ${folder}`);
  }
  return directory ? onlyProgram(directory, { format, constants }, runtimes) : null;
}

function nonEmpty(directory: PackageDirectory | undefined): PackageDirectory | null {
  return directory && directory.files.size + directory.directories.size > 0 ? directory : null;
}

async function onlyProgram(
  directory: PackageDirectory,
  { format, constants }: { format: Metadata['format']; constants: Constants },
  runtimes: readonly Runtime[],
): Promise<PackageProgram> {
  const files = format === 'legacy' ? legacyProgram(directory, runtimes) : program2025(directory);
  const result = readProgram(files, runtimes);
  if ('fault' in result) throw invalid({ file: files.name }, `the output validator ${result.fault}`);
  const { program, sources } = result;
  if (!runtimes.some(({ id }) => id === program.runtimeId)) {
    const supported = runtimes.map(({ id }) => id).join(', ');
    throw invalid(
      { file: files.name },
      `there is no runtime for ${program.main}; an output validator can be in ${supported}`,
    );
  }
  await refuseConstants(sources, constants);
  return program;
}

/** The directory is the program; or it has nothing in it but a directory, which then is. */
function program2025(directory: PackageDirectory): ProgramFiles {
  const [inner, ...others] = directory.directories.values();
  return directory.files.size === 0 && inner && others.length === 0
    ? programOfDirectory(inner)
    : programOfDirectory(directory);
}

/** Each directory and each source file is a program of its own, and there may be one only. */
function legacyProgram(directory: PackageDirectory, runtimes: readonly Runtime[]): ProgramFiles {
  const sources = [...directory.files.values()].filter((file) => languageOfFile(baseName(file), runtimes) !== null);
  const programs = [...[...directory.directories.values()].map(programOfDirectory), ...sources.map(programOfFile)];
  const [only, other] = programs;
  if (only === undefined) throw invalid({ file: directory.path }, 'has no program of a language that the format knows');
  if (other) throw invalid({ file: other.name }, 'more than one output validator is not supported');
  const headers = [...directory.files.values()].filter((file) => !sources.includes(file));
  return only.files.some((file) => sources.includes(file)) ? { ...only, files: [...only.files, ...headers] } : only;
}
