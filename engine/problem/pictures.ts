import { readFile } from 'node:fs/promises';
import { quoted } from './invalid.ts';
import { statementFolders } from './statement.ts';
import { filesBelow, type PackageDirectory } from './tree.ts';

/** What a statement may show, as `data:` URIs, by the path below the statement's folder: a page then loads nothing else. */
export type Pictures = Readonly<Record<string, string>>;

const types: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
};
const pattern = new RegExp(`^(?:${statementFolders.join('|')})/(.+\\.(${Object.keys(types).join('|')}))$`);
const mostBytes = 1024 * 1024;
const mostBytesInAll = 4 * 1024 * 1024;

/** `files` of a package, wherever they are. Those that are too large, or one too many, are told to `warn` and left out. */
export async function picturesAmong<F extends { path: string; sizeBytes: number }>(
  files: readonly F[],
  { read, warn }: { read(file: F): Promise<Uint8Array>; warn(message: string): void },
): Promise<Pictures> {
  const pictures: Record<string, string> = {};
  let bytesInAll = 0;
  for (const file of files) {
    const [, name, ending] = pattern.exec(file.path) ?? [];
    if (name === undefined || ending === undefined) continue;
    bytesInAll += file.sizeBytes;
    if (file.sizeBytes > mostBytes || bytesInAll > mostBytesInAll) {
      warn(`${file.path} is not shown: a picture may have 1 MiB, all of them 4 MiB`);
      continue;
    }
    pictures[name] = `data:${types[ending]};base64,${Buffer.from(await read(file)).toString('base64')}`;
  }
  return pictures;
}

export function readPictures(root: PackageDirectory, warn: (message: string) => void): Promise<Pictures> {
  const folders = statementFolders.flatMap((name) => root.directories.get(name) ?? []);
  return picturesAmong(folders.flatMap(filesBelow), { read: ({ realPath }) => readFile(realPath), warn });
}

/** Tells of each picture in a Markdown text that is not among these: of it only the words are shown. */
export function warnOfMissing(
  { text, path }: { text: string; path: string },
  pictures: Pictures,
  warn: (message: string) => void,
): void {
  for (const [, source = ''] of text.matchAll(/!\[[^\]\n]*\]\(\s*<?([^\s)>]+)/g)) {
    if (source.startsWith('data:') || Object.hasOwn(pictures, source)) continue;
    warn(`${path}: the picture ${quoted(source)} is not shown, for it is not beside the statement`);
  }
}
