import { type Entry, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { AppError } from '../errors.ts';
import { invalid, quoted } from '../problem/invalid.ts';
import { pathClash, pathFault } from './paths.ts';

/** A file of a zip that has passed every check that needs no reading of its data. */
export interface ZipEntry {
  path: string;
  executable: boolean;
  entry: Entry;
}

export interface ZipList {
  files: ZipEntry[];
  /** What operating systems leave behind: not taken in. */
  ignored: string[];
}

const mib = 1024 * 1024;
const maxEntries = 50_000;
const maxTotalBytes = 512 * mib;
/** Whatever its size, a zip may unpack to this. */
const freeTotalBytes = 64 * mib;
const maxRatio = 100;
const localHeaderBytes = 30;

const typeBits = 0o170000;
const regular = 0o100000;
const directory = 0o040000;
/** Systems of `version made by` whose attributes are a Unix mode: Unix, macOS. */
const unixes = [3, 19];

/** The files that a zip says it has. Throws AppError INVALID_PACKAGE or TOO_LARGE with the entry at fault. */
export async function listZip(zip: ZipFile): Promise<ZipList> {
  if (zip.entryCount > maxEntries) {
    throw new AppError('TOO_LARGE', `The zip has ${zip.entryCount} entries; at most ${maxEntries} are taken.`);
  }
  const entries: ZipEntry[] = [];
  const ignored: string[] = [];
  let totalBytes = 0;
  for await (const entry of entriesOf(zip)) {
    const name = nameOf(entry);
    const isFile = checkEntry(entry, name);
    if (!isFile) continue;
    if (isLeftover(name)) {
      ignored.push(name);
      continue;
    }
    totalBytes += entry.uncompressedSize;
    checkTotal(totalBytes, zip.fileSize, name);
    entries.push({ path: name, executable: isExecutable(entry), entry });
  }
  checkOverlaps(entries);
  const files = withoutTopFolder(entries);
  const clash = pathClash(files.map(({ path }) => path));
  if (clash) throw invalid({ file: quoted(clash.path) }, clash.fault);
  return { files, ignored };
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  const entries = zip.eachEntry();
  for (let n = 1; ; n++) {
    const next = await entries.next().catch((cause: unknown) => {
      const what = cause instanceof Error ? cause.message : String(cause);
      throw new AppError('INVALID_PACKAGE', `The zip cannot be read at its entry ${n} of ${zip.entryCount}: ${what}.`, {
        cause,
      });
    });
    if (next.done) return;
    yield next.value;
  }
}

/** Old tools of Windows write `\` between the parts of a path, where the format has `/`. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields, versionMadeBy }: Entry): string {
  const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
  const isUnix = unixes.includes(versionMadeBy >>> 8);
  return isUnix || name.includes('/') ? name : name.replaceAll('\\', '/');
}

/** Whether it is a file; else it is a directory. */
function checkEntry(entry: Entry, name: string): boolean {
  const isDirectory = name.endsWith('/');
  const fault = pathFault(isDirectory ? name.slice(0, -1) : name) ?? kindFault(entry, isDirectory);
  if (fault) throw invalid({ file: quoted(name) }, fault);
  return !isDirectory;
}

function kindFault(entry: Entry, isDirectory: boolean): string | null {
  const type = (entry.externalFileAttributes >>> 16) & typeBits;
  if (type !== 0 && type !== (isDirectory ? directory : regular)) {
    return type === 0o120000 ? 'is a link; put a copy of the file there' : 'is neither a file nor a directory';
  }
  if (entry.isEncrypted()) return 'is encrypted; make the zip without a password';
  if (isDirectory) return entry.uncompressedSize === 0 ? null : 'is a directory that has content';
  return entry.canDecodeFileData() ? null : `is compressed by method ${entry.compressionMethod}; use deflate`;
}

function isExecutable({ versionMadeBy, externalFileAttributes }: Entry): boolean {
  return unixes.includes(versionMadeBy >>> 8) && ((externalFileAttributes >>> 16) & 0o111) !== 0;
}

function isLeftover(name: string): boolean {
  return name.startsWith('__MACOSX/') || /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/.test(name);
}

function checkTotal(totalBytes: number, zipBytes: number, name: string): void {
  if (totalBytes > maxTotalBytes) {
    throw new AppError(
      'TOO_LARGE',
      `The zip unpacks to more than ${maxTotalBytes / mib} MiB: with ${quoted(name)} it is too much.`,
    );
  }
  if (totalBytes > Math.max(freeTotalBytes, maxRatio * zipBytes)) {
    const words = `to more than ${maxRatio} times its size, and more than ${freeTotalBytes / mib} MiB`;
    throw new AppError('TOO_LARGE', `The zip unpacks ${words}: with ${quoted(name)} it is too much.`);
  }
}

/** Two entries that share bytes are how a small zip becomes a large one. */
function checkOverlaps(entries: readonly ZipEntry[]): void {
  let end = 0;
  const start = ({ entry }: ZipEntry) => entry.relativeOffsetOfLocalHeader;
  for (const each of entries.toSorted((a, b) => start(a) - start(b))) {
    if (start(each) < end) throw invalid({ file: quoted(each.path) }, 'shares bytes of the zip with another entry');
    end = start(each) + localHeaderBytes + each.entry.compressedSize;
  }
}

/** As if the zip had been made inside of the package's folder, however deep that is. */
function withoutTopFolder(entries: readonly ZipEntry[]): ZipEntry[] {
  const home = entries
    .flatMap(({ path }) => /^(.+\/)problem\.yaml$/s.exec(path)?.[1] ?? [])
    .find((folder) => entries.every(({ path }) => path.startsWith(folder)));
  return entries.map((each) => ({ ...each, path: each.path.slice(home?.length ?? 0) }));
}
