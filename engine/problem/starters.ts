import type { Problem } from '../model/problem.ts';
import type { Runtime } from '../model/runtime.ts';
import { fileNamePattern, type SourceFile } from '../model/submission.ts';
import { invalid, quoted } from './invalid.ts';
import { baseName } from './programs.ts';
import { readText } from './text.ts';
import type { PackageDirectory } from './tree.ts';

/** A folder for each runtime. The format gives `attachments` to those who solve the problem. */
export const starterFolder = 'attachments/starter';

const maxFiles = 20;
const maxBytes = 256 * 1024;
const namePattern = new RegExp(fileNamePattern);

/** What a candidate begins with, by runtime; `warn` is told of what is for no runtime. */
export async function readStarters(
  root: PackageDirectory,
  { runtimes, warn }: { runtimes: readonly Runtime[]; warn: (message: string) => void },
): Promise<Problem['starters']> {
  const folder = root.directories.get('attachments')?.directories.get('starter');
  const starters: Record<string, readonly SourceFile[]> = {};
  for (const [name, directory] of folder?.directories ?? []) {
    const runtime = runtimes.find(({ id, candidates }) => candidates && id === name);
    if (runtime === undefined) {
      warn(`${directory.path}: is ignored; there is no runtime ${quoted(name)}`);
      continue;
    }
    const files = await readFiles(directory);
    if (files.length > 0) starters[runtime.id] = files;
  }
  return starters;
}

async function readFiles({ path, files, directories }: PackageDirectory): Promise<SourceFile[]> {
  const [inner] = directories.values();
  if (inner) throw invalid({ file: inner.path }, 'starter code is flat: there can be no directory in it');
  if (files.size > maxFiles) throw invalid({ file: path }, `has more than ${maxFiles} files`);
  const read: SourceFile[] = [];
  for (const file of files.values()) {
    const name = baseName(file);
    if (!namePattern.test(name)) throw invalid({ file: file.path }, 'a submission cannot have a file of this name');
    read.push({ name, content: await readText(file, maxBytes) });
  }
  return read;
}
