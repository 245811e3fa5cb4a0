import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { PackageStore } from '../../../engine/authoring/package-store.ts';
import { readZip } from '../../../engine/authoring/zip-in.ts';
import type { RawEntry } from './raw-zip.ts';

export async function unzip(packages: PackageStore, bytes: Uint8Array) {
  const dir = await mkdtemp(join(tmpdir(), 'assay-zip-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await writeFile(join(dir, 'a.zip'), bytes);
  return readZip(join(dir, 'a.zip'), packages);
}

export const entriesOf = (files: Record<string, string>, prefix = ''): RawEntry[] =>
  Object.entries(files).map(([path, content]) => ({ name: `${prefix}${path}`, content, method: 8 }));
