import { describe, expect, test } from 'vitest';
import { type Api, createApi } from '../../support/api.ts';
import { aProblem } from '../../support/problems.ts';

const problems = [
  aProblem({ slug: 'brackets' }),
  aProblem({ slug: 'snakes', languages: ['python'] }),
  aProblem({ slug: 'gophers', languages: ['go'] }),
  aProblem({ slug: 'endless', maxScore: null }),
  aProblem({ slug: 'worthless', maxScore: 0 }),
];
const body = { title: 'Backend', problems: [{ slug: 'brackets', points: 100 }], durationMinutes: 60 };

const create = (api: Api, more: object = {}) =>
  api.ask({ method: 'POST', url: '/api/assessments', payload: { ...body, ...more } });
const change = (api: Api, id: string, payload: object, etag: string | null = '"1"') => {
  const headers = etag === null ? {} : { 'if-match': etag };
  return api.ask({ method: 'PATCH', url: `/api/assessments/${id}`, headers, payload });
};

describe('setting up', () => {
  test('fixes problems at their present version, and keeps them', async () => {
    const api = await createApi({ problems });
    const response = await create(api);
    expect([response.statusCode, response.headers.etag]).toEqual([201, '"1"']);
    const view = response.json();
    expect(response.headers.location).toBe(`/api/assessments/${view.id}`);
    expect(view).toMatchObject({
      ...{ version: 1, title: 'Backend', feedback: 'samples', passMarkPercent: null, createdBy: 'staff:someone' },
      problems: [{ slug: 'brackets', version: 'v'.repeat(64), name: 'Brackets', points: 100 }],
    });
    expect((await api.get(`/api/assessments/${view.id}`)).json()).toEqual(view);
    expect(await api.problems.get('brackets', 'v'.repeat(64))).not.toBeNull();
  });

  const chosen = (...slugs: string[]) => ({ problems: slugs.map((slug) => ({ slug, points: 1 })) });
  test.each([
    ['an unknown problem', chosen('brackets', 'nope'), '/problems/1/slug'],
    ['an unknown version', { problems: [{ slug: 'brackets', version: 'w', points: 1 }] }, '/problems/0/version'],
    ['a problem twice', chosen('brackets', 'snakes', 'brackets'), '/problems/2/slug'],
    ['a score without bound', chosen('endless'), '/problems/0/slug'],
    ['nothing to score', chosen('worthless'), '/problems/0/slug'],
    ['no problem', { problems: [] }, '/problems'],
    ['51 problems', chosen(...Array.from({ length: 51 }, (_, n) => `p${n}`)), '/problems'],
    ['an unknown runtime', { runtimes: ['cobol'] }, '/runtimes/0'],
    ['a runtime that is for validators', { runtimes: ['cpp'] }, '/runtimes/0'],
    ['a runtime that no problem takes', { ...chosen('snakes'), runtimes: ['python', 'go'] }, '/runtimes/1'],
    ['no language left for one', { ...chosen('snakes', 'gophers'), runtimes: ['python'] }, '/runtimes'],
    ['closing before it opens', { opensAt: '2026-12-02T00:00:00Z', closesAt: '2026-12-01T00:00:00Z' }, '/closesAt'],
    ['an instant without offset', { opensAt: '2026-12-02T00:00:00' }, '/opensAt'],
    ['a day that is not', { closesAt: '2026-02-30T00:00:00Z' }, '/closesAt'],
    ['no time', { durationMinutes: 0 }, '/durationMinutes'],
    ['more than a day', { durationMinutes: 1441 }, '/durationMinutes'],
    ['points below zero', { problems: [{ slug: 'brackets', points: -1 }] }, '/problems/0/points'],
    ['a title of two lines', { title: 'a\nBcc: b' }, '/title'],
    ['a blank title', { title: '  ' }, '/title'],
    ['a title that is not read as it was written', { title: 'a\u202eb' }, '/title'],
    ['half a character in a title', { title: 'a\ud800' }, '/title'],
    ['a NUL in a criterion', { rubric: [{ key: 'a', title: 'a\0', weight: 1 }] }, '/rubric/0/title'],
    ['a criterion twice', { rubric: ['a', 'a'].map((key) => ({ key, title: key, weight: 1 })) }, '/rubric/1/key'],
    ['what is not known', { secret: true }, '/secret'],
  ])('refuses %s', async (_, more, field) => {
    const api = await createApi({ problems });
    const response = await create(api, more);
    expect([response.statusCode, response.json().field]).toEqual([400, field]);
    expect(await api.store.assessments.count({})).toBe(0);
  });

  test('instructions may have 64 KiB, as bytes', async () => {
    const api = await createApi({ problems });
    expect((await create(api, { instructions: 'é'.repeat(32_768) })).statusCode).toBe(201);
    const response = await create(api, { instructions: 'é'.repeat(32_769) });
    expect([response.statusCode, response.json().field]).toEqual([413, '/instructions']);
  });
});

describe('changing', () => {
  test('what is named, from the revision that was read; rules make a new version, the window does not', async () => {
    const api = await createApi({ problems });
    const { id } = (await create(api)).json();
    expect((await change(api, id, { blind: true }, null)).statusCode).toBe(428);
    expect((await change(api, id, { blind: true }, '"7"')).statusCode).toBe(412);
    const window = await change(api, id, { closesAt: '2026-12-01T10:00:00+01:00' });
    expect(window.headers.etag).toBe('"2"');
    expect(window.json()).toMatchObject({ version: 1, closesAt: '2026-12-01T09:00:00.000Z', title: 'Backend' });
    expect((await change(api, id, { durationMinutes: 60 }, '"2"')).json().version).toBe(1);
    expect((await change(api, id, { durationMinutes: 90 }, '"3"')).json()).toMatchObject({ version: 2 });
    const refused = await change(api, id, { opensAt: '2026-12-02T00:00:00Z' }, '"4"');
    expect([refused.statusCode, refused.json().field]).toEqual([400, '/closesAt']);
    expect((await change(api, id, { runtimes: ['cpp'] }, '"4"')).statusCode).toBe(400);
  });

  test('two at once: one of them is told', async () => {
    const api = await createApi({ problems });
    const { id } = (await create(api)).json();
    const both = await Promise.all([10, 20].map((durationMinutes) => change(api, id, { durationMinutes })));
    expect(both.map(({ statusCode }) => statusCode).sort()).not.toEqual([200, 200]);
    expect(both.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  });
});

test('the list is paged, newest first, without archived ones unless asked for', async () => {
  const api = await createApi({ problems });
  const ids: string[] = [];
  for (const title of ['a', 'b', 'c']) ids.unshift((await create(api, { title })).json().id);
  await change(api, ids[1] ?? '', { archived: true });
  const list = async (query: string) => (await api.get(`/api/assessments?${query}`)).json();
  const first = await list('limit=1');
  expect(first.items.map(({ id }: { id: string }) => id)).toEqual([ids[0]]);
  expect(first.items[0]).not.toHaveProperty('instructions');
  expect((await list(`limit=1&after=${first.next}`)).items[0].id).toBe(ids[2]);
  expect((await list('archived=true')).items).toHaveLength(1);
  expect((await list('archived=all')).items).toHaveLength(3);
});
