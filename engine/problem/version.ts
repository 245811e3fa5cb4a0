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

/** SHA-256 (hex) each, over path, size and content of files. */
export interface PackageDigests {
  /** Of every file that can change what is asked or how it is graded: not the reference solutions, generators and their like. */
  version: string;
  testData: string;
  /** `null` where the package has none. */
  validator: string | null;
}

/** Every file is read once. Bounded memory. */
export async function packageDigests(root: PackageDirectory): Promise<PackageDigests> {
  const [version, testData, validator] = [createHash('sha256'), createHash('sha256'), createHash('sha256')];
  let hasValidator = false;
  for await (const { file, bytes } of contents(decisiveFiles(root))) {
    const hashes = [version];
    if (file.path.startsWith('data/')) hashes.push(testData);
    if (validatorFolders.some((folder) => file.path.startsWith(`${folder}/`))) {
      hashes.push(validator);
      hasValidator = true;
    }
    await add(hashes, file, bytes);
  }
  return {
    version: version.digest('hex'),
    testData: testData.digest('hex'),
    validator: hasValidator ? validator.digest('hex') : null,
  };
}

/** Small files come with their bytes: many of them are read at once. */
async function* contents(files: readonly PackageFile[]): AsyncGenerator<{ file: PackageFile; bytes: Buffer | null }> {
  for (let at = 0; at < files.length; at += readAtOnce) {
    const batch = files.slice(at, at + readAtOnce);
    const read = batch.map((file) => (file.sizeBytes <= smallBytes ? readFile(file.realPath) : null));
    const small = await Promise.all(read);
    for (const [index, file] of batch.entries()) yield { file, bytes: small[index] ?? null };
  }
}

async function add(hashes: readonly Hash[], file: PackageFile, bytes: Uint8Array | null): Promise<void> {
  const update = (part: string | Uint8Array) => {
    for (const hash of hashes) hash.update(part);
  };
  update(`${file.path}\0${file.sizeBytes}\0`);
  if (bytes) update(bytes);
  else for await (const chunk of contentOf(file).chunks()) update(chunk);
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
