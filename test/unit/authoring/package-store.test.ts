import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../../engine/errors.ts';
import { testClock } from '../../support/clock.ts';
import { aBench, aStore, bytesOf, minimal, stored } from './support.ts';

const mib = 1024 * 1024;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('what is put is what is read, in chunks of at most 1 MiB, however it came', async () => {
  const { packages, store } = await aBench();
  const bytes = randomBytes(2 * mib + 17);
  async function* inPieces() {
    for (let at = 0; at < bytes.length; at += 70_001) yield bytes.subarray(at, at + 70_001);
  }
  const whole = await packages.putFile('a', bytes);
  const streamed = await packages.putFile('a', inPieces());
  expect(streamed).toEqual(whole);
  expect(whole).toMatchObject({ path: 'a', sizeBytes: bytes.length, sha256: sha256(bytes), executable: false });
  expect(whole.chunks).toHaveLength(3);
  expect(await store.chunks.count({})).toBe(3);
  expect((await bytesOf(packages, whole)).equals(bytes)).toBe(true);
});

test('any bytes, cut anyhow, come back as they were', async () => {
  const { packages } = await aBench();
  const parts = fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(parts, async (given) => {
      async function* content() {
        for (const part of given) {
          const reused = Uint8Array.from(part);
          yield reused;
          // As streams do that reuse their memory.
          reused.fill(0);
        }
      }
      const file = await packages.putFile('a', content());
      expect(await bytesOf(packages, file)).toEqual(Buffer.concat(given));
    }),
    { numRuns: 50 },
  );
});

test('an empty file has no chunk, and is a file', async () => {
  const { packages } = await aBench();
  const file = await packages.putFile('empty', new Uint8Array());
  expect(file).toMatchObject({ sizeBytes: 0, chunks: [], sha256: sha256(new Uint8Array()) });
  const dir = await packages.materialise('sum', [file]);
  expect(await readFile(join(dir, 'empty'))).toHaveLength(0);
});

test('a store that refuses a chunk because another writer was faster is no fault', async () => {
  const { store, dataDir } = await aBench();
  const put = () => Promise.reject(new AppError('DUPLICATE', 'It is in the store already.'));
  const racing = { ...store, chunks: { ...store.chunks, put } };
  const { packages } = await aBench({ dataDir, store: racing });
  const bytes = randomBytes(2 * mib);
  for (let times = 0; times < 2; times++) {
    const file = await packages.putFile('a', bytes);
    expect((await bytesOf(packages, file)).equals(bytes)).toBe(true);
  }
  expect(await store.chunks.count({})).toBe(2);
});

test('a chunk that is not what its name says is refused, not given', async () => {
  const { packages, store } = await aBench();
  const file = await packages.putFile('a', Buffer.from('true'));
  const [id = ''] = file.chunks;
  await store.chunks.update(id, 1, { base64: Buffer.from('fake').toString('base64') });
  await expect(bytesOf(packages, file)).rejects.toThrow('is damaged');
  await expect(packages.materialise('sum', [file])).rejects.toThrow('is damaged');
});

test('a content that fails leaves no file and nothing on the disk', async () => {
  const { packages, dataDir } = await aBench();
  async function* broken() {
    yield Buffer.from('half');
    throw new Error('the line is gone');
  }
  await expect(packages.putFile('a', broken())).rejects.toThrow('the line is gone');
  const gone = { path: 'b', sizeBytes: 4, sha256: 'x', chunks: ['0'.repeat(64)], executable: false };
  await expect(packages.materialise('sum', [gone])).rejects.toThrow('not in the store');
  expect(await readdir(join(dataDir, 'packages'))).toEqual([]);
});

test('many who ask at once, in two processes, get one whole directory', async () => {
  const one = await aBench();
  const two = await aBench({ dataDir: one.dataDir, store: await aStore(one.dataDir) });
  const files = await stored(one.packages, minimal);
  const asked = [one, two, one, two].map(({ packages }) => packages.materialise('sum', files));
  expect(new Set(await Promise.all(asked)).size).toBe(1);
  expect(await readdir(join(one.dataDir, 'packages'))).toHaveLength(1);
  const dir = (await asked[0]) ?? '';
  for (const [path, text] of Object.entries(minimal)) expect(await readFile(join(dir, path), 'utf8')).toBe(text);
});

test('a directory that was damaged while no one looked is made again', async () => {
  const before = await aBench();
  const files = await stored(before.packages, minimal);
  const dir = await before.packages.materialise('sum', files);
  const victim = join(dir, 'data/secret/1.ans');
  await chmod(victim, 0o600);
  await writeFile(victim, '8\n');
  await rm(join(dir, 'submissions'), { recursive: true });
  await writeFile(join(dir, 'data/secret/2.in'), 'not ours');
  const after = await aBench(before);
  expect(await after.packages.materialise('sum', files)).toBe(dir);
  expect(await readFile(victim, 'utf8')).toBe('9\n');
  expect((await readdir(join(dir, 'data/secret'))).sort()).toEqual(['1.ans', '1.in']);
  expect((await readdir(dir)).sort()).toEqual(['data', 'problem.yaml', 'statement', 'submissions']);
});

test('a checkout is there for as long as it is in scope', async () => {
  const { packages, dataDir } = await aBench();
  const files = await stored(packages, minimal);
  {
    await using checkout = await packages.checkout(files);
    expect(await readFile(join(checkout.dir, 'data/secret/1.ans'), 'utf8')).toBe('9\n');
  }
  expect(await readdir(join(dataDir, 'packages'))).toEqual([]);
});

const hourMs = 3_600_000;

test('what a killed process left is removed, but not what another is about to write or to use', async () => {
  const { packages, dataDir } = await aBench();
  const dir = join(dataDir, 'packages');
  for (const name of ['.unfinished-old', '.unfinished-new', 'sum-used'])
    await mkdir(join(dir, name, 'x'), { recursive: true });
  const longAgo = new Date(Date.now() - 25 * hourMs);
  for (const name of ['.unfinished-old', 'sum-used']) await utimes(join(dir, name), longAgo, longAgo);
  await packages.tidy();
  expect((await readdir(dir)).sort()).toEqual(['.unfinished-new', 'sum-used']);
});

test('a package that nobody has asked for in a week goes, and comes again when it is asked for', async () => {
  const clock = testClock();
  const { packages, dataDir, ...shared } = await aBench({ clock });
  const other = await aBench({ dataDir, store: shared.store, clock });
  const files = await stored(packages, minimal);
  const [used, unused] = [await packages.materialise('used', files), await packages.materialise('unused', files)];
  for (let day = 0; day < 8; day++) {
    clock.pass(24 * hourMs);
    await packages.materialise('used', files);
    await other.packages.tidy();
  }
  const dir = join(dataDir, 'packages');
  expect((await readdir(dir)).map((name) => join(dir, name))).toEqual([used]);
  const again = await Promise.all([1, 2].map(() => packages.materialise('unused', files)));
  expect(again).toEqual([unused, unused]);
  expect(await readFile(join(unused, 'data/secret/1.ans'), 'utf8')).toBe('9\n');
  expect(await readdir(dir)).toHaveLength(2);
});

test('a problem that is used asks for its files once a day, and for no more', async () => {
  const clock = testClock();
  const { packages, load, dataDir } = await aBench({ clock });
  const files = await stored(packages, minimal);
  const first = await load('sum', files);
  expect(await load('sum', files)).toBe(first);
  clock.pass(25 * hourMs);
  expect((await load('sum', files)).version).toBe(first.version);
  const [name = ''] = await readdir(join(dataDir, 'packages'));
  const { mtimeMs } = await stat(join(dataDir, 'packages', name));
  expect(mtimeMs).toBe(clock.now().getTime());
});

test('no path of a file list leaves the directory', async () => {
  const { packages } = await aBench();
  const file = await packages.putFile('../outside', Buffer.from('x'));
  await expect(packages.checkout([file])).rejects.toThrow('no path that can be written');
  await expect(packages.materialise('sum', [file])).rejects.toThrow('no path that can be written');
});
