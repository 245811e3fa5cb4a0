import { expect, test } from 'vitest';
import { createCaretaker } from '../../../engine/authoring/caretaker.ts';
import { createGarbage } from '../../../engine/authoring/garbage.ts';
import type { AuthoringJob, PackageFile } from '../../../engine/model/package.ts';
import { testClock } from '../../support/clock.ts';
import { aBench } from './support.ts';

const { signal } = new AbortController();
const hourMs = 3_600_000;

async function aHeap() {
  const clock = testClock();
  const { packages, store } = await aBench({ clock });
  const put = (text: string) => packages.putFile(text, Buffer.from(text));
  const stamp = { updatedAt: '', updatedBy: '' };
  const copy = (id: string, ...files: PackageFile[]) => store.workingCopies.insert({ id, rev: 1, files, ...stamp });
  const job = (id: string, ...files: PackageFile[]) =>
    store.authoringJobs.insert({ id, rev: 1, state: 'queued', files } as unknown as AuthoringJob);
  const isThere = async ({ chunks: [id = ''] }: PackageFile) => (await store.chunks.get(id)) !== null;
  return { clock, packages, store, put, copy, job, isThere, garbage: createGarbage({ store, clock }) };
}

test('what no list names goes with the second look, a day after it was written; all else stays', async () => {
  const { clock, store, put, copy, job, isThere, garbage } = await aHeap();
  const [ofCopy, ofJob, ofVersion, ofNobody] = [await put('a'), await put('b'), await put('c'), await put('d')];
  await copy('sum', ofCopy);
  await job('j1', ofJob);
  const version = { id: 'sum@1', rev: 1, slug: 'sum', version: 'v', number: 1, files: [ofVersion] };
  await store.problemVersions.insert({
    ...version,
    publishedAt: '',
    publishedBy: '',
    note: '',
    report: null,
    jobId: null,
  });
  expect([await garbage.collect(signal), await garbage.collect(signal)]).toEqual([0, 0]);
  clock.pass(25 * hourMs);
  const ofNow = await put('e');
  expect([await garbage.collect(signal), await garbage.collect(signal)]).toEqual([0, 1]);
  expect(await isThere(ofNobody)).toBe(false);
  for (const file of [ofCopy, ofJob, ofVersion, ofNow]) expect(await isThere(file)).toBe(true);
});

test('what is stored again is spared, also between the look and the removal', async () => {
  const { clock, packages, store, put, isThere, garbage } = await aHeap();
  const file = await put('a');
  clock.pass(25 * hourMs);
  await garbage.collect(signal);
  const removing = { ...store.chunks };
  removing.delete = async (id, where) => {
    await packages.putFile('a', Buffer.from('a'));
    return store.chunks.delete(id, where);
  };
  const late = createGarbage({ store: { ...store, chunks: removing }, clock });
  expect([await late.collect(signal), await late.collect(signal)]).toEqual([0, 0]);
  expect(await isThere(file)).toBe(true);
  expect(await garbage.collect(signal)).toBe(0);
});

test('a list that is handed on between two reads of a look loses nothing', async () => {
  const { clock, store, put, copy, job, isThere, garbage } = await aHeap();
  const file = await put('a');
  await copy('sum', file);
  clock.pass(25 * hourMs);
  const jobs = { ...store.authoringJobs };
  const handing = createGarbage({ store: { ...store, authoringJobs: jobs }, clock });
  // Asked for a moment ago, the job is stored when jobs were looked at and the copy is gone.
  await store.workingCopies.delete('sum');
  jobs.find = async (query) => {
    const found = await store.authoringJobs.find(query);
    await job('j1', file).catch(() => undefined);
    return found;
  };
  expect([await handing.collect(signal), await handing.collect(signal)]).toEqual([0, 0]);
  expect(await isThere(file)).toBe(true);
  expect(await garbage.collect(signal)).toBe(0);
});

test('many lists and chunks are looked through to the end', async () => {
  const { clock, store, packages, garbage } = await aHeap();
  const stamp = { updatedAt: '', updatedBy: '' };
  const writer = packages.writer();
  for (let n = 0; n < 1100; n++) {
    const bytes = async function* () {
      yield Buffer.from(`chunk ${n}`);
    };
    const file = await writer.add({ path: 'a', executable: false }, bytes());
    if (n % 50 === 0) await store.workingCopies.insert({ id: `copy-${n}`, rev: 1, files: [file], ...stamp });
  }
  await writer.flush();
  clock.pass(25 * hourMs);
  await garbage.collect(signal);
  expect(await garbage.collect(signal)).toBe(1100 - 22);
  expect(await store.chunks.count({})).toBe(22);
});

test('the caretaker looks again and again, also when it was held up, until it is closed', async () => {
  const { clock, store, packages, put, isThere } = await aHeap();
  const file = await put('a');
  const logged: string[] = [];
  const tell = (_: object, message: string) => logged.push(message);
  let times = 0;
  const tidy = async () => {
    if (times++ === 0) throw new Error('the disk is away');
    await packages.tidy();
  };
  const log = { info: tell, warn: tell, error: tell };
  const caretaker = createCaretaker({ store, packages: { tidy }, clock, log });
  caretaker.start();
  await expect.poll(() => isThere(file)).toBe(false);
  await caretaker.close();
  await caretaker.close();
  expect(logged).toEqual(['Could not tidy up: will try again']);
});
