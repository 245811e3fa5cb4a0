import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesContent, readAll } from '../content.ts';
import { AppError } from '../errors.ts';
import type { Content } from '../model/content.ts';
import type { PackageFile } from '../model/package.ts';
import type { Clock, Store } from '../ports.ts';
import { contentOfFile, createFileWriter, type FileWriter } from './chunks.ts';
import { manifestDigest } from './manifest.ts';
import { discard, settle, stateOf, tidy, touch, writeTree } from './materialise.ts';
import { type Spooled, spool } from './spool.ts';

/** A package on the disk for as long as it is in scope. */
export interface Checkout extends AsyncDisposable {
  dir: string;
}

/** Packages as lists of files whose bytes are in the store, for all servers on it. */
export interface PackageStore {
  putFile(path: string, content: Uint8Array | AsyncIterable<Uint8Array>, executable?: boolean): Promise<PackageFile>;
  /** For many files: see FileWriter. */
  writer(): FileWriter;
  read(file: PackageFile): Content;
  /** The bytes as they are. Throws TOO_LARGE. */
  readAll(file: PackageFile, maxBytes: number): Promise<Uint8Array>;
  /** The directory that holds these files and no others, read-only. Without being asked for, it goes after a week. */
  materialise(slug: string, files: readonly PackageFile[]): Promise<string>;
  /** As `materialise`, for a moment. */
  checkout(files: readonly PackageFile[]): Promise<Checkout>;
  /** Writes what comes to the disk, for a moment. Throws TOO_LARGE, and whatever `content` throws. */
  spool(content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Spooled>;
  /** Removes what killed processes left on the disk, and what nobody uses any more. */
  tidy(): Promise<void>;
}

export interface PackageStoreDeps {
  store: Pick<Store, 'chunks'>;
  /** Made when it is needed: `<data folder>/packages`. Several processes may share it. */
  dir: string;
  clock: Pick<Clock, 'now'>;
}

export function createPackageStore({ store, dir, clock }: PackageStoreDeps): PackageStore {
  const { chunks } = store;
  /** By place: whoever asks at the same time shares the work. What another process wrote is checked once by this one. */
  const places = new Map<string, Promise<string>>();
  const read = (file: PackageFile) => contentOfFile(chunks, file);

  async function settled(place: string, files: readonly PackageFile[]): Promise<string> {
    await touch(place, clock.now());
    const state = await stateOf(place, files);
    if (state === 'whole') return place;
    if (state === 'damaged') await discard(place);
    const tree = await writeTree(dir, files, read);
    if ((await settle(tree, place)) || (await stateOf(place, files)) === 'whole') return place;
    throw new AppError('INTERNAL', `${place} was made by another process, and is not the package that it should be.`);
  }

  return {
    read,
    writer: () => createFileWriter(chunks, clock),
    readAll: (file, maxBytes) => readAll(read(file), maxBytes),
    async putFile(path, content, executable = false) {
      const writer = createFileWriter(chunks, clock);
      const bytes = content instanceof Uint8Array ? bytesContent(content).chunks() : content;
      const file = await writer.add({ path, executable }, bytes);
      await writer.flush();
      return file;
    },
    async materialise(slug, files) {
      const place = join(dir, `${slug}-${manifestDigest(files)}`);
      const known = places.get(place);
      if (known !== undefined && (await touch(await known, clock.now()))) return place;
      // Whoever saw first that it is not there makes it.
      const later = places.get(place);
      if (later !== undefined && later !== known) return later;
      const made = settled(place, files);
      places.set(place, made);
      made.catch(() => places.delete(place));
      return made;
    },
    async checkout(files) {
      const tree = await writeTree(dir, files, read);
      return { dir: tree, [Symbol.asyncDispose]: () => rm(tree, { recursive: true, force: true }) };
    },
    spool: (content, maxBytes) => spool(dir, content, maxBytes),
    tidy: () => tidy(dir, clock.now()),
  };
}
