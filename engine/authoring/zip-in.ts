import { crc32 } from 'node:zlib';
import { openPromise, type ZipFile } from 'yauzl';
import { AppError } from '../errors.ts';
import type { PackageFile } from '../model/package.ts';
import { invalid, quoted } from '../problem/invalid.ts';
import { sortedFiles } from './manifest.ts';
import type { PackageStore } from './package-store.ts';
import { listZip, type ZipEntry } from './zip-check.ts';

/*
 * Theory of operation. A zip is hostile. Its central directory is all that is believed of names and places, and is
 * checked as a whole before a byte of data is read. Then one entry after the other is unpacked into the store, never
 * into a directory; what it unpacks to is held against the size and checksum that it was listed with, and its local
 * header against its name, so that no other tool sees another package.
 */

export interface Unzipped {
  files: PackageFile[];
  ignored: string[];
}

/** The files of a package's zip. Throws AppError INVALID_PACKAGE or TOO_LARGE: which entry, and why. */
export async function readZip(path: string, packages: Pick<PackageStore, 'writer'>): Promise<Unzipped> {
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false }).catch(refuse);
  try {
    const { files: entries, ignored } = await listZip(zip);
    const writer = packages.writer();
    const files: PackageFile[] = [];
    for (const each of entries) files.push(await writer.add(each, contentOf(zip, each)));
    await writer.flush();
    return { files: sortedFiles(files), ignored };
  } finally {
    zip.close();
  }
}

async function* contentOf(zip: ZipFile, { path, entry }: ZipEntry): AsyncGenerator<Uint8Array> {
  const file = { file: quoted(path) };
  let checksum = 0;
  for await (const bytes of await opened(zip, { path, entry })) {
    checksum = crc32(bytes, checksum);
    yield bytes;
  }
  if (checksum !== entry.crc32) throw invalid(file, 'is damaged: its checksum is another one');
}

async function opened(
  zip: ZipFile,
  { path, entry }: Pick<ZipEntry, 'path' | 'entry'>,
): Promise<AsyncIterable<Uint8Array>> {
  const file = { file: quoted(path) };
  const told = (error: unknown) => {
    throw invalid(file, error instanceof Error ? error.message : String(error));
  };
  const local = await zip.readLocalFileHeaderPromise(entry).catch(told);
  if (!local.fileName.equals(entry.fileNameRaw)) throw invalid(file, 'has another name where its data are');
  const stream = await zip.openReadStreamPromise(entry).catch(told);
  return (async function* () {
    try {
      for await (const bytes of stream) yield bytes;
    } catch (error) {
      told(error);
    }
  })();
}

function refuse(cause: unknown): never {
  const what = cause instanceof Error ? cause.message : String(cause);
  throw new AppError('INVALID_PACKAGE', `The zip cannot be read: ${what.replace(/\.$/, '')}.`, { cause });
}
