import { readdir } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PackageStore } from '../../../engine/authoring/package-store.ts';
import { AppError } from '../../../engine/errors.ts';
import { type RawEntry, rawZip } from './raw-zip.ts';
import { aBench, minimal } from './support.ts';
import { entriesOf, unzip } from './unzip.ts';

/** Zips that were made by hand to do harm. */

async function refusal(packages: PackageStore, bytes: Uint8Array): Promise<string> {
  const error = await unzip(packages, bytes).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppError);
  const { code, message } = error as AppError;
  return `${code} ${message}`;
}

const deep = `${'d/'.repeat(17)}x`;
const control = String.fromCharCode(7);

test.each<[string, RawEntry[], string]>([
  ['a path out of the package', [{ name: '../evil' }], 'INVALID_PACKAGE "../evil": the path has the part ".."'],
  ['one in the middle', [{ name: 'data/../../evil' }], 'the path has the part ".."'],
  ['a dot', [{ name: 'a/./b' }], 'the path has the part "."'],
  ['an absolute path', [{ name: '/etc/passwd' }], '"/etc/passwd": the path is absolute'],
  ['a backslash', [{ name: 'data\\..\\evil' }], 'one of \\ : * ?'],
  ['a backslash of Windows', [{ name: 'data\\..\\..\\evil', mode: null }], 'the path has the part ".."'],
  ['a drive', [{ name: 'C:/evil' }], 'one of \\ : * ?'],
  ['a drive without a slash', [{ name: 'C:evil' }], 'one of \\ : * ?'],
  ['an alternate data stream', [{ name: 'problem.yaml:hidden' }], 'one of \\ : * ?'],
  ['a NUL', [{ name: 'problem.yaml\0.txt' }], 'a control character'],
  ['a control character', [{ name: `a${control}b` }], 'a control character'],
  ['a path that is too deep', [{ name: deep }], 'more than 16 directories deep'],
  ['a path that is too long', [{ name: 'n'.repeat(5000) }], 'more than 1000 bytes'],
  ['a name that is too long', [{ name: 'n'.repeat(300) }], 'more than 255 bytes'],
  ['an empty part', [{ name: 'a//b' }], 'the path has an empty part'],
  ['an empty name', [{ name: '' }], 'a path is empty'],
  ['a trailing dot', [{ name: 'problem.yaml.' }], 'ends with a dot or a space'],
  ['a device of Windows', [{ name: 'data/NUL.txt' }], 'the path has the part "NUL.txt", which is a device on Windows'],
  ['a directory out of the package', [{ name: '../', mode: 0o40755 }], 'the path has the part ".."'],
  [
    'the same name twice',
    [
      { name: 'a', content: '1' },
      { name: 'a', content: '2' },
    ],
    '"a": is there twice',
  ],
  [
    'names that differ in case',
    [{ name: 'data/A' }, { name: 'data/a' }],
    'is the same as "data/A" on some file systems',
  ],
  [
    'folders that differ in case',
    [{ name: 'data/x' }, { name: 'Data/y' }],
    'is the same as "data" on some file systems',
  ],
  [
    'names that differ in how Unicode is written',
    [{ name: 'caf\u00e9' }, { name: 'cafe\u0301' }],
    'on some file systems',
  ],
  [
    'a file that is a folder too',
    [{ name: 'data' }, { name: 'data/secret/1.in' }],
    '"data": is a file, and a directory',
  ],
  ['a link', [{ name: 'data/secret/1.in', content: '/etc/passwd', mode: 0o120777 }], '"data/secret/1.in": is a link'],
  ['a link that calls itself a folder', [{ name: 'data/', content: '', mode: 0o120777 }], '"data/": is a link'],
  ['a device', [{ name: 'disk', mode: 0o060644 }], '"disk": is neither a file nor a directory'],
  ['a FIFO', [{ name: 'pipe', mode: 0o010644 }], '"pipe": is neither a file nor a directory'],
  ['a folder that has content', [{ name: 'a/', content: 'x', mode: 0o40755 }], '"a/": is a directory that has content'],
  ['encryption', [{ name: 'a', content: 'x'.repeat(12), flags: 0x801, lies: { size: 0 } }], '"a": is encrypted'],
  [
    'strong encryption',
    [{ name: 'a', content: 'x', flags: 0x841 }],
    'at its entry 1 of 1: strong encryption is not supported',
  ],
  ['another compression', [{ name: 'a', content: 'x', method: 14, lies: {} }], '"a": is compressed by method 14'],
  ['a wrong checksum', [{ name: 'a', content: 'x', method: 8, lies: { crc: 1 } }], '"a": is damaged: its checksum'],
  [
    'a size that is too small',
    [{ name: 'a', content: 'x'.repeat(999), method: 8, lies: { size: 10 } }],
    '"a": too many bytes',
  ],
  ['a size that is too large', [{ name: 'a', content: 'x', method: 8, lies: { size: 10 } }], '"a": not enough bytes'],
  ['a stored size that lies', [{ name: 'a', content: 'x', lies: { size: 10 } }], 'size mismatch for stored file'],
  [
    'data that are no deflate',
    [{ name: 'a', content: 'x', method: 8, lies: { compressedSize: 1 } }],
    'INVALID_PACKAGE "a": ',
  ],
  [
    'data beyond the end',
    [{ name: 'a', content: 'x', method: 8, lies: { compressedSize: 9999 } }],
    '"a": file data overflows',
  ],
  [
    'another name where the data are',
    [{ name: 'a', content: 'x', lies: { localName: 'b' } }],
    '"a": has another name where',
  ],
  [
    'an entry that starts nowhere',
    [{ name: 'a', content: 'x', lies: { offset: 3 } }],
    'INVALID_PACKAGE "a": invalid local file header',
  ],
  [
    'entries that share their data',
    [
      { name: 'a', content: 'x' },
      { name: 'b', content: 'x', lies: { offset: 0, localName: 'a' } },
    ],
    'shares bytes of the zip',
  ],
  [
    'a size of 600 MiB',
    [{ name: 'a', content: 'x', method: 8, lies: { size: 600 * 1024 * 1024 } }],
    'TOO_LARGE The zip unpacks to more than 512 MiB: with "a"',
  ],
  ['a name that tries to write into the log', [{ name: '../\u001b[2J\n500 OK' }], '"../\\u001b[2J\\n500 OK": '],
])('%s is refused in words', async (_, entries, words) => {
  const { packages, store } = await aBench();
  const before = (await readdir('/proc/self/fd')).length;
  expect(await refusal(packages, rawZip(entries))).toContain(words);
  expect(await store.chunks.count({}), 'nothing was stored').toBe(0);
  await expect
    .poll(async () => (await readdir('/proc/self/fd')).length, { message: 'files are closed' })
    .toBeLessThanOrEqual(before);
});

test('a bomb is refused before it is unpacked: many small layers, or one entry named often', async () => {
  const { packages, store } = await aBench();
  const zeros = Buffer.alloc(10 * 1024 * 1024);
  const layers = Array.from({ length: 8 }, (_, n) => ({ name: `f${n}`, content: zeros, method: 8 }));
  expect(await refusal(packages, rawZip(layers))).toMatch(/TOO_LARGE The zip unpacks to more than 100 times its size/);
  const overlapping = Array.from({ length: 6 }, (_, n) => ({
    name: `f${n}`,
    content: n === 0 ? zeros : '',
    method: 8,
    lies: { offset: 0, size: zeros.length, compressedSize: 10_000, localName: 'f0' },
  }));
  expect(await refusal(packages, rawZip(overlapping))).toContain('shares bytes of the zip with another entry');
  expect(await store.chunks.count({})).toBe(0);
});

test('more entries than a package may have are refused by their number', async () => {
  const { packages } = await aBench();
  const message = await refusal(packages, rawZip([{ name: 'a' }], { count: 60_000 }));
  expect(message).toBe('TOO_LARGE The zip has 60000 entries; at most 50000 are taken.');
});

test.each([
  ['no zip', Buffer.from('PK? no')],
  ['nothing', Buffer.alloc(0)],
  ['the half of one', rawZip(entriesOf(minimal)).subarray(0, 400)],
  ['one whose directory is gone', rawZip(entriesOf(minimal), { count: 99 })],
])('%s is refused in words', async (_, bytes) => {
  const { packages } = await aBench();
  expect(await refusal(packages, bytes)).toMatch(/^INVALID_PACKAGE The zip cannot be read/);
});

test('no bytes whatever bring it down', async () => {
  const { packages } = await aBench();
  const good = rawZip(entriesOf(minimal));
  const flips = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(flips, async (changes) => {
      const bad = Buffer.from(good);
      for (const [at, value] of changes) bad[at] = value;
      const outcome = await unzip(packages, bad).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(AppError);
    }),
    { numRuns: 300 },
  );
});
