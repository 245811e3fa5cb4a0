import { createHash, type Hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { contentOf } from './case-files.ts';
import { assayFile } from './checker.ts';
import { statementFolders } from './statement.ts';
import { legacyTimeFiles } from './time-limit.ts';
import { filesBelow, type PackageDirectory, type PackageFile } from './tree.ts';
import { validatorFolders } from './validator.ts';

const ownFiles = ['problem.yaml', assayFile, ...legacyTimeFiles];
const folders = [...statementFolders, ...validatorFolders];
const dataFolders = ['sample', 'secret'];

const smallBytes = 256 * 1024;
const readAtOnce = 32;

/**
 * SHA-256 (hex) over path, size and content of every file that can change what is asked or how it is graded: not the
 * reference solutions, input validators, generators, attachments. Bounded memory.
 */
export function packageVersion(root: PackageDirectory): Promise<string> {
  return digestOfFiles(decisiveFiles(root));
}

/** SHA-256 (hex) each: of the data folder, and of the output validator, `null` where the package has none. */
export async function packageDigests(root: PackageDirectory): Promise<{ testData: string; validator: string | null }> {
  const files = decisiveFiles(root);
  const data = files.filter(({ path }) => path.startsWith('data/'));
  const validator = files.filter(({ path }) => validatorFolders.some((folder) => path.startsWith(`${folder}/`)));
  return {
    testData: await digestOfFiles(data),
    validator: validator.length === 0 ? null : await digestOfFiles(validator),
  };
}

async function digestOfFiles(files: readonly PackageFile[]): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < files.length; at += readAtOnce) {
    const batch = files.slice(at, at + readAtOnce);
    const small = await Promise.all(
      batch.map((file) => (file.sizeBytes <= smallBytes ? readFile(file.realPath) : null)),
    );
    for (const [index, file] of batch.entries()) await add(hash, file, small[index] ?? null);
  }
  return hash.digest('hex');
}

async function add(hash: Hash, file: PackageFile, bytes: Uint8Array | null): Promise<void> {
  hash.update(`${file.path}\0${file.sizeBytes}\0`);
  if (bytes) hash.update(bytes);
  else for await (const chunk of contentOf(file).chunks()) hash.update(chunk);
}

function decisiveFiles(root: PackageDirectory): PackageFile[] {
  const data = root.directories.get('data');
  const directories = [
    ...folders.map((name) => root.directories.get(name)),
    ...dataFolders.map((name) => data?.directories.get(name)),
  ];
  return [
    ...ownFiles.flatMap((name) => root.files.get(name) ?? []),
    ...[...(data?.files.values() ?? [])],
    ...directories.flatMap((directory) => (directory ? filesBelow(directory) : [])),
  ].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
