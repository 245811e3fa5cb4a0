import { expect, test } from 'vitest';
import { dataDirectory } from '../../support/assay.ts';
import { aRun } from '../../support/documents.ts';
import { aSetting, insertAttempt, type Setting } from './setting.ts';

/** What a rejudge computes, what applying it changes, and what it leaves alone. */

const effects = async (setting: Setting, id: string) =>
  (await setting.rejudges.effects({ id, kind: 'submission', limit: 100 })).items.map(
    ({ submissionId, before, after }) => [submissionId, before.verdict, after?.verdict ?? null],
  );

async function applied(setting: Setting, id: string) {
  const { rev } = await setting.rejudges.get(id);
  await setting.rejudges.apply(id, { rev, by: 'staff:2' });
  await setting.settle();
  return setting.rejudges.get(id);
}

test('computed aside: figures, each change, and who crosses the pass mark; nothing is changed', async () => {
  const setting = await aSetting();
  for (const id of ['up', 'down', 'same', 'safe']) await insertAttempt(setting, id);
  const submissions = [
    await setting.submit('v1:WA v2:AC', { attemptId: 'up' }),
    await setting.submit('v1:AC v2:WA', { attemptId: 'down' }),
    await setting.submit('v1:AC v2:AC', { attemptId: 'same' }),
    // Its other submission is as good.
    await setting.submit('v1:AC v2:TLE', { attemptId: 'safe' }),
    await setting.submit('v1:AC', { attemptId: 'safe', problem: 'other' }),
    await setting.submit('v1:WA v2:RTE'),
  ];
  const { id } = await setting.create();
  await setting.settle();
  const rejudge = await setting.rejudges.get(id);
  expect(rejudge).toMatchObject({ state: 'ready', listed: true, total: 5 });
  expect(rejudge.preview).toEqual({
    verdicts: [
      { before: 'WA', after: 'AC', count: 1 },
      { before: 'AC', after: 'WA', count: 1 },
      { before: 'AC', after: 'AC', count: 1 },
      { before: 'AC', after: 'TLE', count: 1 },
      { before: 'WA', after: 'RTE', count: 1 },
    ],
    scores: { raised: 1, lowered: 2, same: 2, kept: 0 },
    ...{ scoreBefore: 300, scoreAfter: 200 },
    attempts: { changed: 3, nowPass: 1, nowFail: 1 },
  });
  expect(await effects(setting, id)).toEqual([
    [submissions[0]?.id, 'WA', 'AC'],
    [submissions[1]?.id, 'AC', 'WA'],
    [submissions[3]?.id, 'AC', 'TLE'],
    [submissions[5]?.id, 'WA', 'RTE'],
  ]);
  const attempts = await setting.rejudges.effects({ id, kind: 'attempt', limit: 100 });
  expect(attempts.items.map(({ attemptId, before, after }) => [attemptId, before, after])).toEqual([
    ['down', { score: 100, passed: true }, { score: 0, passed: false }],
    ['safe', { score: 200, passed: true }, { score: 100, passed: true }],
    ['up', { score: 0, passed: false }, { score: 100, passed: true }],
  ]);
  for (const one of submissions) expect(await setting.store.submissions.get(one.id)).toEqual(one);
  expect(setting.settled).toEqual([]);
});

test('applied: the new result counts, the old one is kept with its outputs replaced, and attempts are counted anew', async () => {
  const setting = await aSetting();
  await insertAttempt(setting, 'ada');
  const changed = await setting.submit('v1:WA v2:AC', { attemptId: 'ada' });
  const same = await setting.submit('v1:AC v2:AC', { attemptId: 'bob' });
  for (const index of [0, 1]) {
    await setting.store.runs.put(aRun({ id: `${changed.id}/${index}`, submissionId: changed.id, message: 'by v1' }));
  }
  const { id } = await setting.create();
  await setting.settle();
  expect(await applied(setting, id)).toMatchObject({ state: 'applied', open: null, decidedBy: 'staff:2' });
  expect(await setting.store.submissions.get(changed.id)).toMatchObject({
    ...{ kind: 'submit', state: 'done', problemVersion: 'v2', result: { verdict: 'AC', score: 100 } },
    ...{ attemptId: 'ada', doneAt: changed.doneAt, createdBy: changed.createdBy },
  });
  expect(await setting.store.submissions.get(same.id)).toMatchObject({ problemVersion: 'v2' });
  const { past } = await setting.rejudges.history(changed.id);
  expect(past).toMatchObject([
    { id: `${changed.id}/1`, problemVersion: 'v1', result: { verdict: 'WA' }, rejudgeId: id, receipt: null },
  ]);
  const runs = await setting.store.runs.find({ where: { submissionId: changed.id }, limit: 10 });
  expect(runs.items.map(({ id: runId, message }) => [runId, message])).toEqual([[`${changed.id}/0`, 'by v2']]);
  expect(setting.settled).toEqual(['ada']);
});

test('one after the other: a history of several results, in order', async () => {
  const setting = await aSetting();
  const { id } = await setting.submit('v1:WA v2:TLE v3:AC');
  for (const toVersion of ['v2', 'v3', 'v1', 'v2', 'v3', 'v1', 'v2', 'v3', 'v1', 'v2', 'v3']) {
    const rejudge = await setting.create({ toVersion });
    await setting.settle();
    await applied(setting, rejudge.id);
  }
  const { submission, past } = await setting.rejudges.history(id);
  expect(submission).toMatchObject({ problemVersion: 'v3', result: { verdict: 'AC' } });
  expect(past.map(({ id: pastId }) => pastId.split('/')[1])).toEqual('1 2 3 4 5 6 7 8 9 10 11'.split(' '));
  expect(past.slice(0, 3).map(({ problemVersion, result }) => [problemVersion, result.verdict])).toEqual([
    ['v1', 'WA'],
    ['v2', 'TLE'],
    ['v3', 'AC'],
  ]);
});

test('only finished submissions of the problem that were graded with another version, whichever', async () => {
  const setting = await aSetting();
  const taken = [await setting.submit('v1:WA'), await setting.submit('v3:WA', { problemVersion: 'v3' })];
  await setting.submit('', { problemVersion: 'v2' });
  await setting.submit('', { kind: 'run' });
  await setting.submit('', { kind: 'rerun', of: taken[0]?.id ?? null });
  await setting.submit('', { problem: 'other' });
  await setting.submit('', { state: 'canceled', result: null });
  await setting.submit('', { state: 'queued', result: null });
  const { id } = await setting.create();
  await setting.settle();
  const shadows = await setting.store.submissions.find({ where: { rejudgeId: id }, limit: 100 });
  expect(shadows.items.map(({ of }) => of)).toEqual(taken.map((one) => one.id));
  for (const shadow of shadows.items) {
    expect(shadow).toMatchObject({ kind: 'rejudge', pinned: true, problemVersion: 'v2', priority: 0, attemptId: null });
  }
  expect(await setting.rejudges.get(id)).toMatchObject({ total: 2 });
});

test('of one assessment: its attempts and no others', async () => {
  const setting = await aSetting();
  await insertAttempt(setting, 'mine', 'backend');
  await insertAttempt(setting, 'other', 'frontend');
  const mine = [];
  for (let n = 0; n < 30; n++) {
    await setting.submit('v1:WA', { attemptId: 'other' });
    mine.push((await setting.submit('v1:WA', { attemptId: 'mine' })).id);
    await setting.submit('v1:WA', { attemptId: 'gone' });
    await setting.submit('v1:WA');
  }
  await expect(setting.create({ assessmentId: 'backend' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await setting.store.assessments.put({ id: 'backend', rev: 1 } as never);
  const { id } = await setting.create({ assessmentId: 'backend' });
  await setting.settle();
  expect(await setting.rejudges.get(id)).toMatchObject({ state: 'ready', total: 30 });
  expect((await effects(setting, id)).map(([submissionId]) => submissionId)).toEqual(mine);
});

test('what cannot be graded keeps its result, and is listed; what was our fault is mended', async () => {
  const setting = await aSetting();
  const fault = await setting.submit('v1:AC v2:IE');
  const mended = await setting.submit('v1:IE v2:AC');
  const stays = await setting.submit('v1:IE v2:IE');
  const lost = await setting.submit('v1:AC v2:WA');
  const { id } = await setting.create();
  await setting.look();
  const shadow = await setting.store.submissions.get(`${id}.${lost.id}`);
  await setting.store.submissions.update(shadow?.id ?? '', 1, { state: 'canceled' });
  await setting.settle();
  expect((await setting.rejudges.get(id)).preview).toMatchObject({
    scores: { raised: 1, lowered: 0, same: 0, kept: 3 },
    ...{ scoreBefore: 0, scoreAfter: 100 },
  });
  expect(await effects(setting, id)).toEqual([
    [fault.id, 'AC', null],
    [mended.id, 'IE', 'AC'],
    [stays.id, 'IE', null],
    [lost.id, 'AC', null],
  ]);
  await applied(setting, id);
  for (const one of [fault, stays, lost]) expect(await setting.store.submissions.get(one.id)).toEqual(one);
  expect(await setting.store.submissions.get(mended.id)).toMatchObject({ result: { verdict: 'AC' } });
});

test('many submissions are shadowed in batches: no more wait at a time than there is room for', async () => {
  const setting = await aSetting({ mostOpen: 7 });
  for (let n = 0; n < 60; n++) await setting.submit(`v1:AC v2:${n % 2 ? 'WA' : 'AC'}`);
  const { id } = await setting.create();
  expect(await setting.rejudges.progress(await setting.rejudges.get(id))).toEqual({ total: 60, graded: 0 });
  let most = 0;
  for (let looks = 0; looks < 60 && (await setting.rejudges.get(id)).state === 'computing'; looks++) {
    await setting.look();
    await setting.look();
    const open = await setting.store.submissions.count({ where: { rejudgeId: id, state: 'queued' } });
    most = Math.max(most, open);
    await setting.grade(3);
  }
  expect(most).toBe(7);
  expect(await setting.rejudges.get(id)).toMatchObject({
    state: 'ready',
    total: 60,
    preview: { scores: { lowered: 30 } },
  });
  expect(new Set(setting.queued).size).toBe(60);
});

test('a problem has one open rejudge, however many ask at once; when it is dropped, there may be another', async () => {
  const dataDir = await dataDirectory();
  const settings = await Promise.all([1, 2, 3].map(() => aSetting({ dataDir })));
  const asked = await Promise.allSettled(settings.flatMap((one) => [one.create(), one.create()]));
  const made = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(made).toHaveLength(1);
  for (const one of asked) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'CONFLICT' });
  const [setting] = settings as [Setting];
  await setting.rejudges.drop(made[0]?.id ?? '', { rev: 1, by: 'staff:1' });
  await setting.create();
});

test('dropped while it is computed: nothing more is graded, nothing changes', async () => {
  const setting = await aSetting({ mostOpen: 5 });
  const submissions = [];
  for (let n = 0; n < 20; n++) submissions.push(await setting.submit('v1:AC v2:WA'));
  const { id, rev } = await setting.create();
  await setting.look();
  expect(await setting.grade(2)).toBe(2);
  expect(await setting.rejudges.drop(id, { rev, by: 'staff:1' })).toMatchObject({ state: 'dropped', open: null });
  expect(await setting.grade()).toBe(0);
  await setting.settle();
  expect(await setting.store.submissions.count({ where: { rejudgeId: id } })).toBe(5);
  for (const one of submissions) expect(await setting.store.submissions.get(one.id)).toEqual(one);
  await expect(setting.rejudges.apply(id, { rev: rev + 1, by: 'staff:1' })).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('only what is ready is applied, as it was read; what is applied cannot be dropped', async () => {
  const setting = await aSetting();
  await setting.submit('v1:AC v2:WA');
  const { id } = await setting.create();
  await expect(setting.rejudges.apply(id, { rev: 1, by: 'staff:1' })).rejects.toMatchObject({ code: 'CONFLICT' });
  await setting.settle();
  await expect(setting.rejudges.apply(id, { rev: 1, by: 'staff:1' })).rejects.toMatchObject({ code: 'CONFLICT' });
  const { rev } = await applied(setting, id);
  await expect(setting.rejudges.drop(id, { rev, by: 'staff:1' })).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(setting.rejudges.apply(id, { rev, by: 'staff:1' })).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('a version that there is not, or two of them, or none', async () => {
  const setting = await aSetting();
  const code = (change: object) => setting.create(change).catch((error) => [error.code, error.field]);
  expect(await code({ toVersion: 'v9' })).toEqual(['NOT_FOUND', '/toVersion']);
  expect(await code({ toVersion: undefined, toNumber: 9 })).toEqual(['NOT_FOUND', '/toNumber']);
  expect(await code({ toNumber: 1 })).toEqual(['BAD_REQUEST', '/toVersion']);
  expect(await code({ toVersion: undefined })).toEqual(['BAD_REQUEST', '/toVersion']);
  await setting.store.problemVersions.put({ id: 'twice@4', rev: 1, version: 'v3' } as never);
  expect(await setting.create({ toVersion: undefined, toNumber: 4 })).toMatchObject({ toVersion: 'v3' });
});

test('of a problem without submissions there is nothing to change', async () => {
  const setting = await aSetting();
  const { id } = await setting.create();
  await setting.settle();
  expect(await setting.rejudges.get(id)).toMatchObject({ state: 'ready', total: 0, preview: { verdicts: [] } });
  expect(await applied(setting, id)).toMatchObject({ state: 'applied' });
});
