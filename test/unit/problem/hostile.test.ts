import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAll } from '../../../engine/content.ts';
import { loadProblem } from '../../../engine/problem/load.ts';
import { filesBelow, scanPackage } from '../../../engine/problem/tree.ts';
import { freshDirectory, packageWith, runtimes } from './packages.ts';

/* Packages that want to read, hang, fill or confuse the one who loads them. */

async function faultOf(folder: string): Promise<string> {
  return loadProblem(folder, { runtimes }).then(
    () => 'loaded',
    (error: Error) => error.message,
  );
}

describe('a link', () => {
  test.each([
    ['to a file outside, by an absolute path', '/etc/passwd'],
    ['to a file outside, by a relative path', '../../../secret.txt'],
    ['to a folder beside, whose name begins alike', '../../../sum-2/data'],
  ])('%s is refused', async (_, target) => {
    const folder = await packageWith({});
    await mkdir(join(dirname(folder), 'sum-2/data'), { recursive: true });
    await writeFile(join(dirname(folder), 'secret.txt'), 'secret');
    await symlink(target, join(folder, 'data/secret/2.in'));
    expect(await faultOf(folder)).toMatch(/^data\/secret\/2\.in: the link leaves the package \(to ".+"\); put a copy/);
  });

  test('out through a link inside is refused', async () => {
    const folder = await packageWith({});
    await symlink('data', join(folder, 'inner'));
    await symlink('inner/../../..', join(folder, 'outer'));
    expect(await faultOf(folder)).toMatch(/^outer: the link (leaves the package|points to a directory)/);
  });

  test('of the whole package is followed', async () => {
    const folder = await packageWith({});
    await rename(folder, `${folder}-moved`);
    await symlink(`${folder}-moved`, folder);
    expect((await loadProblem(folder, { runtimes })).slug).toBe('sum');
  });

  test('between two folders, each to the other, ends at a depth', async () => {
    const folder = await packageWith({ 'generators/a/x': '', 'generators/b/x': '' });
    await symlink('../b', join(folder, 'generators/a/b'));
    await symlink('../a', join(folder, 'generators/b/a'));
    expect(await faultOf(folder)).toMatch(/: directories are nested more than 16 levels deep$/);
  });
});

describe('what is no file', () => {
  test('a FIFO as an input is refused, and not opened', async () => {
    const folder = await packageWith({ 'data/secret/2.ans': '' });
    execFileSync('mkfifo', [join(folder, 'data/secret/2.in')]);
    expect(await faultOf(folder)).toBe('data/secret/2.in: is neither a file nor a directory');
  });

  test('a device behind a link is refused', async () => {
    const folder = await packageWith({});
    await symlink('/dev/zero', join(folder, 'problem.pdf'));
    expect(await faultOf(folder)).toMatch(/^problem\.pdf: the link leaves the package/);
  });

  test('an archive in place of the package is refused', async () => {
    const archive = join(await freshDirectory(), 'sum');
    await writeFile(archive, 'PK');
    expect(await faultOf(archive)).toMatch(/a package is a directory; unpack the archive first/);
  });

  test('nothing in place of the package is refused', async () => {
    expect(await faultOf(join(await freshDirectory(), 'sum'))).toMatch(/there is no such directory/);
  });
});

describe('names', () => {
  test.each(['-rf.in', '.hidden.in', 'a b.in', 'ä.in', 'x\ny.in', '%2e%2e.in', 'a\\b.in', "';rm.in"])(
    '%j is as if it were not there',
    async (name) => {
      const problem = await loadProblem(await packageWith({ [`data/secret/${name}`]: '1\n' }), { runtimes });
      expect(problem.groups.flatMap(({ cases }) => cases.map((each) => each.name))).toEqual(['secret/1']);
    },
  );

  test('of objects are names like others', async () => {
    const folder = await packageWith({
      'data/secret/__proto__.in': '1\n',
      'data/secret/__proto__.ans': '2\n',
      'data/secret/constructor.in': '3\n',
      'data/secret/constructor.ans': '4\n',
      'problem.yaml': 'problem_format_version: 2025-09\nname: Sum\nconstants: {__proto__: 5, toString: 6}\n',
      'statement/problem.en.md': '{{__proto__}} {{toString}} {{valueOf}}\n',
    });
    const problem = await loadProblem(folder, { runtimes });
    expect(problem.statement).toBe('5 6 {{valueOf}}\n');
    expect(problem.groups[0]?.cases.map(({ name }) => name)).toEqual([
      'secret/1',
      'secret/__proto__',
      'secret/constructor',
    ]);
  });
});

describe('size', () => {
  test('more files than allowed are refused', async () => {
    const folder = await packageWith({});
    await expect(scanPackage(folder, 4)).rejects.toThrow('data/secret: the package has more than 4 files');
    expect(filesBelow(await scanPackage(folder, 5))).toHaveLength(3);
  });

  test('thousands of cases load, and none is read', async () => {
    const folder = await packageWith({});
    const data = join(folder, 'data/secret');
    for (let number = 0; number < 2000; number++) {
      const name = String(number).padStart(5, '0');
      await Promise.all([writeFile(join(data, `${name}.in`), `${number}\n`), writeFile(join(data, `${name}.ans`), '')]);
    }
    const problem = await loadProblem(folder, { runtimes });
    const cases = problem.groups[0]?.cases ?? [];
    expect(cases).toHaveLength(2001);
    expect(cases[1234]?.name).toBe('secret/01234');
  });

  test('a file that changes after the loading gives a fault, not other bytes', async () => {
    const folder = await packageWith({});
    const { groups } = await loadProblem(folder, { runtimes });
    await writeFile(join(folder, 'data/secret/1.ans'), '31\n');
    const answer = groups[0]?.cases[0]?.answer;
    await expect(answer && readAll(answer, 100)).rejects.toMatchObject({ code: 'PACKAGE_CHANGED' });
  });

  test('a statement beyond 1 MiB is refused', async () => {
    const folder = await packageWith({ 'statement/problem.en.md': 'x'.repeat(1024 * 1024 + 1) });
    expect(await faultOf(folder)).toBe('statement/problem.en.md: has 1048577 bytes; at most 1048576 are allowed');
  });

  test('a program beyond 16 MiB is refused as output validator', async () => {
    const folder = await packageWith({ 'output_validator/v.py': new Uint8Array(16 * 1024 * 1024 + 1) });
    expect(await faultOf(folder)).toBe('output_validator: the output validator has more than 200 files or 16 MiB');
  });
});

test('nothing in the package is run or written', async () => {
  const folder = await packageWith({ 'submissions/accepted/a.py': 'open("made", "w")\n', 'output_validator/v.py': '' });
  const before = filesBelow(await scanPackage(folder));
  await loadProblem(folder, { runtimes });
  expect(filesBelow(await scanPackage(folder))).toEqual(before);
  expect(await readFile(join(folder, 'submissions/accepted/a.py'), 'utf8')).toContain('open');
});
