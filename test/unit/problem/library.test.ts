import { cp, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createProblemLibrary } from '../../../engine/problem/library.ts';
import { fixtures, freshDirectory, runtimes } from './packages.ts';

/* The packages of one directory, as they are now. */

async function library(...names: string[]) {
  const dir = await freshDirectory();
  for (const name of names) {
    const to = join(dir, name.replace('invalid/', ''));
    await cp(join(fixtures, name), to, { recursive: true, verbatimSymlinks: true });
  }
  const told: string[] = [];
  const tell = (_: object, message: string) => told.push(message);
  const problems = createProblemLibrary({ dir, runtimes, log: { info: tell, warn: tell, error: tell } });
  return { dir, told, problems };
}

test('lists packages by name and gets one of them', async () => {
  const { problems, told } = await library('pass-fail-groups', 'minimal');
  expect((await problems.list()).map(({ slug }) => slug)).toEqual(['minimal', 'pass-fail-groups']);
  expect(await problems.get('minimal')).toMatchObject({ slug: 'minimal', name: 'Sum' });
  expect(await problems.get('none')).toBeNull();
  expect(told).toEqual([]);
});

test('a broken package hides no other, and is told once', async () => {
  const { problems, told } = await library('minimal', 'invalid/limits-text');
  expect((await problems.list()).map(({ slug }) => slug)).toEqual(['minimal']);
  expect(await problems.get('limits-text')).toBeNull();
  await problems.list();
  expect(told).toEqual([
    'Problem limits-text is left out: problem.yaml:6: limits.memory must be a whole number of MiB, got "lots"',
  ]);
});

test('a package that cannot even be listed hides no other, and is told once', async () => {
  const { dir, problems, told } = await library('minimal', 'latex');
  await symlink('/etc/passwd', join(dir, 'latex/data/secret/2.in'));
  expect((await problems.list()).map(({ slug }) => slug)).toEqual(['minimal']);
  await problems.list();
  expect(told).toEqual([
    'Problem latex is left out: data/secret/2.in: the link leaves the package (to "/etc/passwd"); put a copy of the file here',
  ]);
});

test('an edited package is served as it is now', async () => {
  const { dir, problems } = await library('minimal');
  const before = await problems.get('minimal');
  expect(await problems.get('minimal')).toBe(before);
  await writeFile(join(dir, 'minimal/data/secret/1.ans'), '4\n');
  const after = await problems.get('minimal');
  expect(after?.version).not.toBe(before?.version);
  await writeFile(join(dir, 'minimal/data/secret/2.in'), '4\n');
  expect(await problems.get('minimal')).toBeNull();
  await writeFile(join(dir, 'minimal/data/secret/2.ans'), '4\n');
  expect((await problems.get('minimal'))?.groups[0]?.cases).toHaveLength(2);
});

test('a package that is broken again after it was whole is told again', async () => {
  const { dir, problems, told } = await library('minimal');
  const file = join(dir, 'minimal/data/secret/2.in');
  for (let round = 0; round < 2; round++) {
    await writeFile(file, '');
    await problems.list();
    await rm(file);
    await problems.list();
  }
  expect(told).toHaveLength(2);
});

test('packages come and go', async () => {
  const { dir, problems } = await library('minimal');
  expect(await problems.list()).toHaveLength(1);
  await rename(join(dir, 'minimal'), join(dir, 'sum'));
  expect((await problems.list()).map(({ slug }) => slug)).toEqual(['sum']);
  expect(await problems.get('minimal')).toBeNull();
  expect(await problems.get('sum')).toMatchObject({ slug: 'sum' });
});

test('callers at the same time share one look', async () => {
  const { problems } = await library('maximal');
  const [first, ...others] = await Promise.all(Array.from({ length: 20 }, () => problems.get('maximal')));
  expect(first).not.toBeNull();
  expect(others.every((other) => other === first)).toBe(true);
});

test.each(['..', '.', '', '../sum', 'minimal/..', 'MINIMAL', 'minimal\0', '/etc', 'a'.repeat(300)])(
  'the slug %j finds nothing',
  async (slug) => {
    const { dir, problems } = await library('minimal');
    await cp(join(dir, 'minimal'), join(dir, 'MINIMAL'), { recursive: true });
    expect(await problems.get(slug)).toBeNull();
  },
);

test('what is no package is passed over; a package with a bad name is told', async () => {
  const { dir, problems, told } = await library('minimal');
  await mkdir(join(dir, 'notes'));
  await writeFile(join(dir, 'README.md'), 'about\n');
  await cp(join(dir, 'minimal'), join(dir, '.draft'), { recursive: true });
  await cp(join(dir, 'minimal'), join(dir, 'Sum_2'), { recursive: true });
  expect((await problems.list()).map(({ slug }) => slug)).toEqual(['minimal']);
  expect(told).toEqual([expect.stringContaining('Problem Sum_2 is left out: The name of a package')]);
});

test('a directory that is not there is a fault', async () => {
  const { dir, problems } = await library();
  await rm(dir, { recursive: true });
  await expect(problems.list()).rejects.toThrow('ENOENT');
  await mkdir(dir);
});
