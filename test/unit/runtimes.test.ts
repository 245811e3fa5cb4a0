import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadRuntimes } from '../../engine/runtimes.ts';

const sandboxes = join(import.meta.dirname, '../../sandboxes');

describe('the runtimes of this project', () => {
  it('are valid, and candidates may use Go, Node and Python', async () => {
    const runtimes = await loadRuntimes(sandboxes);
    expect(runtimes.map(({ id, candidates }) => [id, candidates])).toEqual([
      ['cpp', false],
      ['go', true],
      ['node', true],
      ['python', true],
    ]);
  });

  it('name the version of Node.js that the project pins', async () => {
    const { dependencies } = JSON.parse(await readFile(join(sandboxes, '../package.json'), 'utf8'));
    const node = (await loadRuntimes(sandboxes)).find(({ id }) => id === 'node');
    expect(node?.version).toBe(dependencies.node);
  });

  it('pass no option of ours through the environment, where a program could not tell it from a setting of the machine', async () => {
    for (const { env } of await loadRuntimes(sandboxes)) {
      expect(
        Object.keys(env).filter((name) => /^(NODE_OPTIONS|LD_|PYTHONPATH|PYTHONSTARTUP|GOFLAGS)/.test(name)),
      ).toEqual([]);
    }
  });
});

describe('a folder of runtimes', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'runtimes-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  const valid = {
    id: 'lua',
    title: 'Lua',
    version: '5.4',
    candidates: true,
    extensions: ['.lua'],
    mainFile: 'main.lua',
    compile: null,
    run: { argv: ['/usr/bin/lua', '{main}'] },
    env: {},
    timeFactor: 1,
    limits: {},
  };
  const declare = async (folder: string, runtime: unknown) => {
    await mkdir(join(dir, folder), { recursive: true });
    await writeFile(join(dir, folder, 'runtime.json'), typeof runtime === 'string' ? runtime : JSON.stringify(runtime));
  };

  it('is what its runtime.json files say; other folders and files do not count', async () => {
    await declare('lua', valid);
    await mkdir(join(dir, 'base'));
    await writeFile(join(dir, 'README.md'), 'x');
    expect(await loadRuntimes(dir)).toEqual([valid]);
  });

  it.each([
    ['no JSON', '{', /runtime\.json.*JSON/],
    ['a field of the wrong kind', { ...valid, timeFactor: '2' }, /\/timeFactor/],
    ['an unknown field', { ...valid, color: 'red' }, /color|additional/],
    ['a missing field', { ...valid, run: undefined }, /run/],
    ['an id that is not its folder', { ...valid, id: 'luajit' }, /\/id: must be the folder's name, "lua"/],
    ['a main file without one of the extensions', { ...valid, mainFile: 'main.txt' }, /\/mainFile/],
    ['a command without a path', { ...valid, run: { argv: ['lua'] } }, /\/run\/argv\/0: must be an absolute path/],
  ])('is refused, with file and place, for %s', async (_, runtime, message) => {
    await declare('lua', runtime);
    await expect(loadRuntimes(dir)).rejects.toThrow(message);
    await expect(loadRuntimes(dir)).rejects.toThrow(join(dir, 'lua', 'runtime.json'));
  });

  it('is refused when two runtimes claim the same extension', async () => {
    await declare('lua', valid);
    await declare('luajit', { ...valid, id: 'luajit' });
    await expect(loadRuntimes(dir)).rejects.toThrow('".lua" belongs to lua already');
  });
});
