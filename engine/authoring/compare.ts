import { structuredPatch } from 'diff';
import type { PackageFile } from '../model/package.ts';
import type { PackageStore } from './package-store.ts';

/** What became of one file. */
export interface FileChange {
  path: string;
  change: 'added' | 'removed' | 'changed';
  sizeBefore: number | null;
  sizeAfter: number | null;
  /** Unified, without its head; `null` where it is no short text, or differs in too much. */
  diff: string | null;
}

const maxTextBytes = 64 * 1024;
/** Files of which the text is compared: each costs a few milliseconds. */
const maxTexts = 50;
const maxEditLength = 500;

/** From one list of files to another, by path. What is the same is left out. */
export async function compareFiles(
  before: readonly PackageFile[],
  after: readonly PackageFile[],
  packages: Pick<PackageStore, 'readAll'>,
): Promise<FileChange[]> {
  const old = new Map(before.map((file) => [file.path, file]));
  const now = new Map(after.map((file) => [file.path, file]));
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  const changes: FileChange[] = [];
  let texts = 0;
  for (const path of paths) {
    const a = old.get(path);
    const b = now.get(path);
    if (a?.sha256 === b?.sha256 && a?.executable === b?.executable) continue;
    const isText = a !== undefined && b !== undefined && ++texts <= maxTexts;
    changes.push({
      path,
      change: a === undefined ? 'added' : b === undefined ? 'removed' : 'changed',
      sizeBefore: a?.sizeBytes ?? null,
      sizeAfter: b?.sizeBytes ?? null,
      diff: isText ? await diffOf(a, b, packages) : null,
    });
  }
  return changes;
}

async function diffOf(a: PackageFile, b: PackageFile, packages: Pick<PackageStore, 'readAll'>): Promise<string | null> {
  if (Math.max(a.sizeBytes, b.sizeBytes) > maxTextBytes) return null;
  const before = textOf(await packages.readAll(a, maxTextBytes));
  const after = textOf(await packages.readAll(b, maxTextBytes));
  if (before === null || after === null) return null;
  const patch = structuredPatch('', '', before, after, '', '', { context: 3, maxEditLength });
  if (patch === undefined) return null;
  return patch.hunks
    .map(({ oldStart, oldLines, newStart, newLines, lines }) =>
      [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines].join('\n'),
    )
    .join('\n');
}

function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
