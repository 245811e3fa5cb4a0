import { cp, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scanPackage } from '../../../engine/problem/tree.ts';
import { packageDigests } from '../../../engine/problem/version.ts';
import { freshDirectory, packageWith } from './packages.ts';

/* A version stands for everything that a submission is graded against, and for nothing else. */

async function versionOf(folder: string): Promise<string> {
  return (await packageDigests(await scanPackage(folder))).version;
}

const files = {
  'statement/problem.en.md': 'Add.\n',
  'assay.yaml': 'checker: lines\n',
  'output_validator/v.py': 'pass\n',
  'data/sample/1.in': '1\n',
  'data/sample/1.ans': '1\n',
  'data/sample/test_group.yaml': 'args: []\n',
  'data/secret/big.in': 'x'.repeat(300_000),
  'data/secret/big.ans': '\n',
  'submissions/accepted/a.py': 'pass\n',
  'input_validators/v.py': 'pass\n',
  'generators/make.py': 'pass\n',
};

test('is the same for the same files, wherever and whenever they are', async () => {
  const folder = await packageWith(files);
  const copy = join(await freshDirectory(), 'other');
  await cp(folder, copy, { recursive: true });
  await utimes(join(copy, 'problem.yaml'), 1, 1);
  expect(await versionOf(copy)).toBe(await versionOf(folder));
});

test.each([
  'problem.yaml',
  'assay.yaml',
  '.timelimit',
  'domjudge-problem.ini',
  'statement/problem.en.md',
  'output_validator/v.py',
  'data/testdata.yaml',
  'data/sample/1.ans',
  'data/sample/test_group.yaml',
  'data/secret/1.in',
  'data/secret/big.in',
  'data/secret/new.in',
])('is another when %s is another', async (path) => {
  const folder = await packageWith(files);
  const before = await versionOf(folder);
  await writeFile(join(folder, path), path === 'data/secret/big.in' ? 'y'.repeat(300_000) : '# another\n');
  expect(await versionOf(folder)).not.toBe(before);
});

test.each([
  'submissions/accepted/a.py',
  'submissions/accepted/b.py',
  'input_validators/v.py',
  'generators/make.py',
  '.hidden',
  'data/secret/.hidden',
])('is the same when %s is another', async (path) => {
  const folder = await packageWith(files);
  const before = await versionOf(folder);
  await writeFile(join(folder, path), '# another\n');
  expect(await versionOf(folder)).toBe(before);
});

test('tells where one file ends and the next begins', async () => {
  const one = await packageWith({ 'data/secret/a.in': 'x', 'data/secret/b.in': 'y' });
  const two = await packageWith({ 'data/secret/a.in': 'xdata/secret/b.in\0y' });
  expect(await versionOf(one)).not.toBe(await versionOf(two));
});
