import { appendFile, cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Problem } from '../../../engine/model/problem.ts';
import { freshDirectory } from '../problem/packages.ts';
import { anAuthoring, minimal, sampleProblems, stored } from './support.ts';

const publication = { publishedBy: 'staff:1', note: '', report: null, jobId: null };

async function withFolders() {
  const dir = await freshDirectory();
  for (const slug of ['brackets', 'dedup']) await cp(join(sampleProblems, slug), join(dir, slug), { recursive: true });
  return { dir, ...(await anAuthoring(dir)) };
}

async function current(archive: { get(slug: string): Promise<Problem | null> }, slug: string): Promise<Problem> {
  const problem = await archive.get(slug);
  if (problem === null) throw new Error(`no ${slug}`);
  return problem;
}

test('folders are there, and what is published takes the place of the folder of its name', async () => {
  const { archive, versions, packages } = await withFolders();
  const folder = await current(archive, 'brackets');
  expect(archive.originOf(folder)).toEqual({ kind: 'folder' });
  const version = await versions.publish({ slug: 'brackets', files: await stored(packages, minimal), ...publication });
  const problem = await current(archive, 'brackets');
  expect(problem.version).toBe(version.version);
  expect(archive.originOf(problem)).toEqual({ kind: 'published', number: 1 });
  expect((await archive.list()).map(({ slug, name }) => `${slug}: ${name}`)).toEqual([
    'brackets: Sum',
    expect.stringContaining('dedup: '),
  ]);
  expect(await archive.get('brackets', folder.version), 'the folder still has it').toMatchObject({ name: folder.name });
  expect(await archive.get('nothing')).toBeNull();
  expect(await archive.get('brackets', 'f'.repeat(64))).toBeNull();
});

test('a version that is kept can be had after the folder has changed, and after it is gone', async () => {
  const { dir, archive, store } = await withFolders();
  const before = await current(archive, 'dedup');
  await Promise.all([archive.keep(before), archive.keep(before)]);
  await archive.keep(before);
  expect(await store.problemVersions.count({})).toBe(1);
  await appendFile(join(dir, 'dedup/problem.yaml'), '# changed\n');
  const after = await current(archive, 'dedup');
  expect(after.version).not.toBe(before.version);
  await rm(join(dir, 'dedup'), { recursive: true });
  const again = await archive.get('dedup', before.version);
  expect(again?.version).toBe(before.version);
  expect(again?.solutions.map(({ program }) => program.name)).toEqual(
    before.solutions.map(({ program }) => program.name),
  );
  expect(await archive.get('dedup', after.version), 'was not kept').toBeNull();
  expect(await archive.get('dedup')).toBeNull();
});

test('a folder that changes before it is copied is not kept as what it was', async () => {
  const { dir, archive, store } = await withFolders();
  const before = await current(archive, 'dedup');
  await appendFile(join(dir, 'dedup/statement/problem.en.md'), 'More.\n');
  await expect(archive.keep(before)).rejects.toMatchObject({ code: 'PACKAGE_CHANGED' });
  await writeFile(join(dir, 'dedup/problem.yaml'), 'limits: lots\n');
  await expect(archive.keep(before)).rejects.toMatchObject({ code: 'PACKAGE_CHANGED' });
  await rm(join(dir, 'dedup'), { recursive: true });
  await expect(archive.keep(before)).rejects.toMatchObject({ code: 'PACKAGE_CHANGED' });
  expect(await store.problemVersions.count({})).toBe(0);
});

test('what is published needs no copy, and stays when later versions come', async () => {
  const { archive, versions, packages, store } = await withFolders();
  await versions.publish({ slug: 'sum', files: await stored(packages, minimal), ...publication });
  const first = await current(archive, 'sum');
  await archive.keep(first);
  const changed = { ...minimal, 'data/secret/1.ans': '10\n' };
  await versions.publish({ slug: 'sum', files: await stored(packages, changed), ...publication });
  const second = await current(archive, 'sum');
  expect(second.version).not.toBe(first.version);
  expect((await archive.get('sum', first.version))?.version).toBe(first.version);
  expect(await store.problemVersions.count({})).toBe(2);
});

test('a withdrawn problem is in no list, and its versions are still there', async () => {
  const { archive, versions, packages } = await withFolders();
  await versions.publish({ slug: 'brackets', files: await stored(packages, minimal), ...publication });
  const problem = await current(archive, 'brackets');
  await versions.withdraw('brackets', true);
  expect(await archive.get('brackets')).toBeNull();
  expect((await archive.list()).map(({ slug }) => slug)).toEqual(['dedup']);
  expect((await archive.get('brackets', problem.version))?.version).toBe(problem.version);
  await versions.withdraw('brackets', false);
  expect((await current(archive, 'brackets')).version).toBe(problem.version);
  await expect(versions.withdraw('dedup', true)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('every sample problem is the same version in the store as in its folder', async () => {
  const { archive, library, store } = await anAuthoring(sampleProblems);
  const problems = await library.list();
  expect(problems.length).toBeGreaterThan(5);
  for (const problem of problems) await archive.keep(problem);
  expect(await store.problemVersions.count({})).toBe(problems.length);
});

test('a version that cannot be loaded any more is absent and told, and the others are there', async () => {
  const { archive, versions, packages, store, logged } = await withFolders();
  const version = await versions.publish({ slug: 'sum', files: await stored(packages, minimal), ...publication });
  const broken = await stored(packages, { ...minimal, 'problem.yaml': 'limits: lots\n' });
  await store.problemVersions.update(version.id, 1, { files: broken });
  expect(await archive.get('sum')).toBeNull();
  expect((await archive.list()).map(({ slug }) => slug)).toEqual(['brackets', 'dedup']);
  expect(logged.at(-1)).toContain('Version 1 of sum is left out: problem.yaml');
});

test('a version whose files are not those that were published is refused, not served', async () => {
  const { archive, versions, packages, store } = await withFolders();
  const version = await versions.publish({ slug: 'sum', files: await stored(packages, minimal), ...publication });
  const other = await stored(packages, { ...minimal, 'data/secret/1.ans': '8\n' });
  await store.problemVersions.update(version.id, 1, { files: other });
  await expect(archive.get('sum')).rejects.toMatchObject({ code: 'PACKAGE_CHANGED' });
  await expect(archive.get('sum', version.version)).rejects.toMatchObject({ code: 'PACKAGE_CHANGED' });
});
