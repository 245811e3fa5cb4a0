import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseRuntime, readSources } from '../../../cli/source.ts';
import type { Runtime } from '../../../engine/model/runtime.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-source-'));
  const files = { 'main.py': 'print(1)\n', 'a b.py': 'x', 'big.py': 'x'.repeat(1025) };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  await writeFile(join(folder, 'latin.py'), Uint8Array.of(0xe9, 0x0a));
});

afterAll(() => rm(folder, { recursive: true }));

describe('readSources', () => {
  const read = (...names: string[]) =>
    readSources(
      names.map((name) => join(folder, name)),
      1,
    );

  test('names the files by the last part of their paths', async () => {
    expect(await read('main.py')).toEqual([{ name: 'main.py', content: 'print(1)\n' }]);
  });

  test.each([
    ['a file that is not there', ['nowhere.py'], 'BAD_REQUEST', 'no such file'],
    ['a folder', ['.'], 'BAD_REQUEST', 'no regular file'],
    ['a name that is not plain', ['a b.py'], 'BAD_REQUEST', 'name'],
    ['bytes that are no UTF-8', ['latin.py'], 'BAD_REQUEST', 'UTF-8'],
    ['one byte too much', ['big.py'], 'TOO_LARGE', '1 KiB'],
  ])('refuses %s', async (_, names, code, words) => {
    await expect(read(...names)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });
});

describe('chooseRuntime', () => {
  const runtime = (id: string, ...extensions: string[]) => ({ id, extensions, candidates: id !== 'cpp' }) as Runtime;
  const runtimes = [
    runtime('python', '.py'),
    runtime('node', '.js', '.mjs'),
    runtime('bun', '.js'),
    runtime('go', '.go'),
    runtime('cpp', '.cpp'),
  ];
  const choose = (
    paths: string[],
    { id = undefined as string | undefined, languages = null as string[] | null } = {},
  ) => chooseRuntime({ runtimes, problem: { languages }, id, paths }).id;

  test('takes the only one whose extension is there, or the named one', () => {
    expect(choose(['x/main.py', 'data.json'])).toBe('python');
    expect(choose(['main.js'], { id: 'bun' })).toBe('bun');
    expect(choose(['main.js'], { languages: ['node', 'python'] })).toBe('node');
  });

  test.each([
    ['an extension of two runtimes', ['main.js'], {}, /More than one runtime \(node, bun\)/],
    ['files of two runtimes', ['main.go', 'main.py'], {}, /More than one runtime \(python, go\)/],
    ['an extension of none', ['Main.java'], {}, /No runtime takes \.java/],
    ['no extension', ['main'], {}, /without extension/],
    ['an unknown name', ['main.py'], { id: 'ruby' }, /no runtime "ruby" here; there are: python, node, bun, go\./],
    ['one that is not for candidates', ['main.cpp'], { id: 'cpp' }, /no runtime "cpp"/],
    ['one that the problem does not allow', ['main.py'], { id: 'python', languages: ['go'] }, /there are: go\./],
  ])('refuses %s and says what to do', (_, paths, options, words) => {
    expect(() => choose(paths, options)).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST', message: expect.stringMatching(words) }),
    );
  });
});
