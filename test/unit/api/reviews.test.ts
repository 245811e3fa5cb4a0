import { expect, test } from 'vitest';
import type { Api } from '../../support/api.ts';
import { aGraded } from '../../support/attempts.ts';
import { aKey, createRound, reviewer } from '../review/round.ts';

const whole = { ratings: { clarity: 4, tests: 2 }, comment: 'reads well', notes: [], submitted: true };
const draft = { ratings: {}, comment: 'not yet', notes: [], submitted: false };

async function save(api: Api, body: object, rev = '"0"') {
  const headers = { 'if-match': rev };
  return api.ask({ method: 'PUT', url: '/api/attempts/ada/review', headers, payload: body });
}
const list = async (api: Api) => (await api.get('/api/attempts/ada/reviews')).json();

test('what others have rated is not in the answer before your own is submitted', async () => {
  const api = await createRound();
  api.as(reviewer('grace'));
  expect((await save(api, whole)).statusCode).toBe(200);
  api.as(reviewer('alan'));
  await save(api, draft);
  const before = await list(api);
  expect(before).not.toHaveProperty('meanScore');
  const grace = before.items.find(({ reviewerId }: { reviewerId: string }) => reviewerId === 'grace');
  expect(Object.keys(grace).sort()).toEqual(['hidden', 'own', 'reviewerId', 'reviewerName', 'submittedAt']);
  expect((await api.get('/api/attempts/ada/scorecard')).body).not.toContain('reads well');
  expect((await save(api, { ...whole, ratings: { clarity: 1, tests: 5 } }, '"1"')).statusCode).toBe(200);
  const after = await list(api);
  expect(after.meanScore).toBe(2.75);
  expect(after.items.map(({ score }: { score: number }) => score).sort()).toEqual([2, 3.5]);
});

test('a draft is seen by its author only', async () => {
  const api = await createRound();
  api.as(reviewer('grace'));
  await save(api, draft);
  expect((await list(api)).items).toMatchObject([{ own: true, comment: 'not yet' }]);
  api.as(reviewer('alan'));
  await save(api, whole);
  expect((await list(api)).items).toHaveLength(1);
  api.as(aKey);
  expect(JSON.stringify(await list(api))).not.toContain('not yet');
});

test('a key reads what is submitted, and does not rate', async () => {
  const api = await createRound();
  api.as(reviewer('grace'));
  await save(api, whole);
  api.as(aKey);
  expect(await list(api)).toMatchObject({
    meanScore: 3.5,
    items: [{ own: false, hidden: false, comment: 'reads well' }],
  });
  expect((await save(api, whole)).statusCode).toBe(403);
  expect((await api.get('/api/attempts/ada/review')).statusCode).toBe(403);
});

test('two tabs of one reviewer cannot overwrite each other', async () => {
  const api = await createRound();
  api.as(reviewer('grace'));
  expect((await api.get('/api/attempts/ada/review')).headers.etag).toBe('"0"');
  const url = '/api/attempts/ada/review';
  expect((await api.ask({ method: 'PUT', url, payload: draft })).statusCode).toBe(428);
  const both = await Promise.all([save(api, draft), save(api, { ...draft, comment: 'other tab' })]);
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
  expect((await save(api, draft, '"7"')).statusCode).toBe(412);
  expect((await save(api, draft, '"1"')).headers.etag).toBe('"2"');
});

test('a submitted review is whole, by the rubric, and stays submitted', async () => {
  const api = await createRound();
  api.as(reviewer('grace'));
  const field = async (body: object, rev = '"0"') => (await save(api, body, rev)).json().field;
  expect(await field({ ...whole, ratings: { clarity: 4 } })).toBe('/ratings/tests');
  expect(await field({ ...whole, ratings: { clarity: 4, tests: 3, charm: 5 } })).toBe('/ratings/charm');
  expect((await save(api, { ...whole, ratings: { clarity: 6, tests: 3 } })).statusCode).toBe(400);
  await save(api, whole);
  expect(await field(draft, '"1"')).toBe('/submitted');
});

test('notes are on lines that are there, and keep their id', async () => {
  const api = await createRound();
  await api.store.submissions.put(aGraded({ id: 'foreign', attemptId: 'bob' }));
  api.as(reviewer('grace'));
  const note = { submissionId: 'second', file: 'main.py', fromLine: 1, toLine: 2, text: 'a stack would do' };
  const field = async (change: object) => (await save(api, { ...draft, notes: [{ ...note, ...change }] })).json().field;
  expect(await field({ submissionId: 'foreign' })).toBe('/notes/0/submissionId');
  expect(await field({ submissionId: 'none' })).toBe('/notes/0/submissionId');
  expect(await field({ file: 'other.py' })).toBe('/notes/0/file');
  expect(await field({ toLine: 3 })).toBe('/notes/0/toLine');
  expect(await field({ fromLine: 2, toLine: 1 })).toBe('/notes/0/toLine');
  const [first] = (await save(api, { ...draft, notes: [note] })).json().notes;
  const second = { ...note, text: 'another' };
  const { notes } = (await save(api, { ...draft, notes: [second, note] }, '"1"')).json();
  expect(notes[1]).toEqual(first);
  expect(notes[0].id).not.toBe(first.id);
});

test('nobody is rated before the end', async () => {
  const api = await createRound({ attempt: { state: 'running', endedAt: null, finishedAt: null } });
  expect((await save(api, draft)).statusCode).toBe(409);
});
