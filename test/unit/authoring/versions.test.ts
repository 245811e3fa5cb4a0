import { expect, test } from 'vitest';
import { createVersions } from '../../../engine/authoring/versions.ts';
import { systemClock } from '../../../engine/clock.ts';
import { aBench, minimal, stored } from './support.ts';

const publication = { slug: 'sum', publishedBy: 'staff:1', note: 'first', report: null, jobId: null };

async function aRig() {
  const bench = await aBench();
  const versions = createVersions({ ...bench, clock: systemClock });
  const withAnswer = (answer: string) => stored(bench.packages, { ...minimal, 'data/secret/1.ans': answer });
  return { ...bench, versions, withAnswer };
}

test('versions are numbered from 1, and tell who made them, when and why', async () => {
  const { versions, withAnswer } = await aRig();
  const first = await versions.publish({ ...publication, files: await withAnswer('1') });
  const second = await versions.publish({ ...publication, files: await withAnswer('2'), note: 'mended' });
  expect(first).toMatchObject({ id: 'sum@1', number: 1, publishedBy: 'staff:1', note: 'first' });
  expect(second).toMatchObject({ id: 'sum@2', number: 2, note: 'mended' });
  expect(await versions.get('sum', 1)).toEqual(first);
  expect((await versions.authored('sum')).number).toBe(2);
  await expect(versions.get('sum', 3)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('what is current already is not published again; an old version may be', async () => {
  const { versions, withAnswer } = await aRig();
  const files = await withAnswer('1');
  await versions.publish({ ...publication, files });
  await expect(versions.publish({ ...publication, files: files.toReversed() })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  await versions.publish({ ...publication, files: await withAnswer('2') });
  expect(await versions.publish({ ...publication, files })).toMatchObject({ number: 3 });
});

test('many at once get numbers of their own, and the highest is current', async () => {
  const { versions, withAnswer } = await aRig();
  const lists = await Promise.all(['1', '2', '3', '4', '5'].map(withAnswer));
  const made = await Promise.all(lists.map((files) => versions.publish({ ...publication, files })));
  expect(made.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5]);
  expect((await versions.authored('sum')).number).toBe(5);
});

test('a job that was killed after the version was stored finishes it, and makes no second one', async () => {
  const { versions, withAnswer, store, load } = await aRig();
  const files = await withAnswer('1');
  const authoredProblems = { ...store.authoredProblems, insert: () => Promise.reject(new Error('killed')) };
  const dying = createVersions({ load, clock: systemClock, store: { ...store, authoredProblems } });
  await expect(dying.publish({ ...publication, files, jobId: 'j1' })).rejects.toThrow('killed');
  await expect(versions.authored('sum')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const again = await versions.publish({ ...publication, files, jobId: 'j1' });
  expect(again.number).toBe(1);
  expect((await versions.authored('sum')).number).toBe(1);
  expect(await versions.publish({ ...publication, files, jobId: 'j1' }), 'and once more').toEqual(again);
  await versions.publish({ ...publication, files: await withAnswer('2'), jobId: 'j2' });
  expect(await versions.publish({ ...publication, files, jobId: 'j1' }), 'overtaken').toEqual(again);
  expect((await versions.authored('sum')).number).toBe(2);
});

test('a broken package is not published', async () => {
  const { versions, packages, store } = await aRig();
  const files = await stored(packages, { ...minimal, 'problem.yaml': 'limits: lots\n' });
  await expect(versions.publish({ ...publication, files })).rejects.toMatchObject({ code: 'INVALID_PACKAGE' });
  expect(await store.problemVersions.count({})).toBe(0);
});
