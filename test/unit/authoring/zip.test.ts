import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { storeFolder } from '../../../engine/authoring/archive.ts';
import { writeZip } from '../../../engine/authoring/zip-out.ts';
import type { PackageFile } from '../../../engine/model/package.ts';
import { loadProblem } from '../../../engine/problem/load.ts';
import { scanPackage } from '../../../engine/problem/tree.ts';
import { runtimes } from '../problem/packages.ts';
import { rawZip } from './raw-zip.ts';
import { aBench, bytesOf, minimal, sampleProblems } from './support.ts';
import { entriesOf, unzip } from './unzip.ts';

const pathsOf = (files: readonly PackageFile[]) => files.map(({ path }) => path);

test('a package is taken in as it is, with or without a folder around it', async () => {
  const { packages } = await aBench();
  for (const prefix of ['', 'sum/', 'My Sum/', 'problems/sum/']) {
    const { files, ignored } = await unzip(
      packages,
      rawZip([...(prefix ? [{ name: prefix, mode: 0o40755 }] : []), ...entriesOf(minimal, prefix)]),
    );
    expect(pathsOf(files)).toEqual(Object.keys(minimal).sort());
    for (const file of files)
      expect(String(await bytesOf(packages, file))).toBe(minimal[file.path as keyof typeof minimal]);
    expect(ignored).toEqual([]);
  }
});

test('paths as old tools of Windows write them', async () => {
  const { packages } = await aBench();
  const entries = entriesOf(minimal, 'sum/').map((each) => ({ ...each, mode: null }));
  const back = entries.map((each) => ({ ...each, name: String(each.name).replaceAll('/', '\\') }));
  expect(pathsOf((await unzip(packages, rawZip(back))).files)).toEqual(Object.keys(minimal).sort());
});

test('two folders, or a folder without a problem.yaml, are left as they are', async () => {
  const { packages } = await aBench();
  const two = await unzip(packages, rawZip([...entriesOf(minimal, 'a/'), { name: 'b/x' }]));
  expect(pathsOf(two.files)).toContain('a/problem.yaml');
  const none = await unzip(packages, rawZip([{ name: 'data/secret/1.in' }, { name: 'data/secret/1.ans' }]));
  expect(pathsOf(none.files)).toEqual(['data/secret/1.ans', 'data/secret/1.in']);
});

test('what operating systems leave behind is told and left out; dot files and odd names are kept', async () => {
  const { packages } = await aBench();
  const odd = { '.timelimit': '3', '.gitignore': '*.pyc', 'attachments/Bild 1 – schön.png': 'x' };
  const { files, ignored } = await unzip(
    packages,
    rawZip([
      ...entriesOf({ ...minimal, ...odd }, 'sum/'),
      { name: '__MACOSX/sum/._problem.yaml' },
      { name: 'sum/.DS_Store' },
    ]),
  );
  expect(pathsOf(files)).toEqual(Object.keys({ ...minimal, ...odd }).sort());
  expect(ignored).toEqual(['__MACOSX/sum/._problem.yaml', 'sum/.DS_Store']);
});

test('the executable bit is that of Unix, and no zip of MS-DOS has one', async () => {
  const { packages } = await aBench();
  const { files } = await unzip(
    packages,
    rawZip([{ name: 'a', mode: 0o100755 }, { name: 'b' }, { name: 'c', mode: null }]),
  );
  expect(files.map(({ executable }) => executable)).toEqual([true, false, false]);
});

const name = fc.stringMatching(/^[a-z0-9_][a-z0-9_.-]{0,8}[a-z0-9]$/);
const someFiles = fc.dictionary(
  fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => `x-${parts.length}-${parts.join('/')}`),
  fc.tuple(fc.uint8Array({ maxLength: 300 }), fc.boolean()),
  { maxKeys: 8 },
);

test('what is exported and imported again is the same, bit for bit, and exported again the same zip', async () => {
  const { packages } = await aBench();
  await fc.assert(
    fc.asyncProperty(someFiles, async (given) => {
      const files = [await packages.putFile('problem.yaml', Buffer.from('name: x\n'))];
      for (const [path, [bytes, executable]] of Object.entries(given))
        files.push(await packages.putFile(path, bytes, executable));
      const sorted = files.sort((a, b) => (a.path < b.path ? -1 : 1));
      const zip = await buffer(writeZip(sorted, packages));
      const again = await unzip(packages, zip);
      expect(again).toEqual({ files: sorted, ignored: [] });
      expect((await buffer(writeZip(again.files.toReversed(), packages))).equals(zip)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('the zip does not depend on the time zone', async () => {
  const { packages } = await aBench();
  const files = [await packages.putFile('problem.yaml', Buffer.from('name: x\n'))];
  const zone = process.env.TZ;
  onTestFinished(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  const zips: string[] = [];
  for (const each of ['UTC', 'Pacific/Auckland', 'America/Los_Angeles']) {
    process.env.TZ = each;
    zips.push((await buffer(writeZip(files, packages))).toString('hex'));
  }
  expect(new Set(zips).size).toBe(1);
});

test('a file that cannot be read ends the export with an error', async () => {
  const { packages } = await aBench();
  const gone = { path: 'a', sizeBytes: 3, sha256: 'x', chunks: ['0'.repeat(64)], executable: false };
  await expect(buffer(writeZip([gone], packages))).rejects.toThrow('not in the store');
});

test.each(
  await readdir(sampleProblems, { withFileTypes: true }).then((all) =>
    all.filter((each) => each.isDirectory()).map((each) => each.name),
  ),
)('%s comes back from a zip as the same problem', async (slug) => {
  const { packages, load } = await aBench();
  const files = await storeFolder(packages, await scanPackage(join(sampleProblems, slug)));
  const again = await unzip(packages, await buffer(writeZip(files, packages)));
  expect(again.files).toEqual(files);
  const { version, solutions } = await load(slug, again.files);
  const folder = await loadProblem(join(sampleProblems, slug), { runtimes });
  expect(version).toBe(folder.version);
  expect(solutions.map(({ program }) => program.name)).toEqual(folder.solutions.map(({ program }) => program.name));
});
