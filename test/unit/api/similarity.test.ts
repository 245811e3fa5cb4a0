import { expect, test } from 'vitest';
import { createApi } from '../../support/api.ts';
import { anAssessmentOf, fixture, handIn } from '../similarity/round.ts';

async function aRound() {
  const api = await createApi();
  await anAssessmentOf(api.store);
  const sources = { ada: 'original.py', bob: 'copied.py', cleo: 'original.py', dan: 'independent.py' };
  for (const [name, file] of Object.entries(sources)) await handIn(api.store, { name, source: await fixture(file) });
  const post = () => api.ask({ method: 'POST', url: '/api/assessments/a/similarity' });
  return { api, post };
}

test('asked for, made in the background, and read: reports, pairs, and a pair with its sources', async () => {
  const { api, post } = await aRound();
  expect((await api.get('/api/assessments/a/similarity')).json()).toEqual({ items: [], next: null });
  const asked = await post();
  expect(asked.statusCode).toBe(202);
  expect(asked.json().items).toMatchObject([{ problem: 'brackets', state: 'waiting', updatedAt: null }]);
  await api.runner.sweep();
  const { items: reports } = (await api.get('/api/assessments/a/similarity')).json();
  expect(reports).toMatchObject([
    { problem: 'brackets', state: 'done', compared: 4, tooShort: 0, unread: 0, pairs: 3 },
  ]);

  const path = '/api/assessments/a/similarity/brackets/pairs';
  const first = (await api.get(`${path}?limit=2`)).json();
  expect(first.items[0]).toMatchObject({
    similarity: 1,
    left: { attemptId: 'ada', label: 'ada' },
    right: { attemptId: 'cleo', submissionId: 's-cleo', label: 'cleo' },
  });
  const second = (await api.get(`${path}?limit=2&after=${encodeURIComponent(first.next)}`)).json();
  const similarities = [...first.items, ...second.items].map(({ similarity }) => similarity);
  expect(similarities).toHaveLength(3);
  expect(similarities).toEqual(similarities.toSorted((a, b) => b - a));
  expect(second.next).toBeNull();
  // Who they are is for the attempts to say: an assessment may be blind.
  expect(JSON.stringify([first, second])).not.toMatch(/example\.com|"name"|sources/);

  for (const sides of ['s-ada/s-bob', 's-bob/s-ada']) {
    const pair = (await api.get(`${path}/${sides}`)).json();
    expect(pair).toMatchObject({ left: { submissionId: 's-ada' }, right: { submissionId: 's-bob' } });
    expect(pair.sources.left).toEqual([{ name: 'main.py', content: await fixture('original.py') }]);
    expect(pair.sources.right).toEqual([{ name: 'main.py', content: await fixture('copied.py') }]);
    expect(pair.regions.length).toBeGreaterThan(1);
  }
});

test('in a blind assessment a pair names nobody, and one that is gone has no name', async () => {
  const { api, post } = await aRound();
  await post();
  await api.runner.sweep();
  const assessment = await api.store.assessments.get('a');
  await api.store.assessments.update('a', assessment?.rev ?? 0, { blind: true });
  await api.store.attempts.delete('cleo');
  const path = '/api/assessments/a/similarity/brackets/pairs';
  const [pair] = (await api.get(path)).json().items;
  expect(pair.left).toMatchObject({ attemptId: 'ada', label: expect.stringMatching(/^Candidate [0-9a-f]{6}$/) });
  expect(pair.right).toMatchObject({ attemptId: 'cleo', label: null });
  expect((await api.get(`${path}/s-ada/s-cleo`)).json().left.label).toBe(pair.left.label);
});

test('what is not there is not found', async () => {
  const { api } = await aRound();
  for (const path of [
    '/api/assessments/nope/similarity',
    '/api/assessments/a/similarity/brackets/pairs',
    '/api/assessments/a/similarity/brackets/pairs/s-ada/s-dan',
    '/api/assessments/a/similarity/%2e%2e%2f/pairs',
  ]) {
    expect((await api.get(path)).statusCode, path).toBe(404);
  }
  expect((await api.ask({ method: 'POST', url: '/api/assessments/nope/similarity' })).statusCode).toBe(404);
});

test('reviewers read and ask, keys by their permissions, nobody else', async () => {
  const { api, post } = await aRound();
  const staff = { kind: 'staff', id: 's', name: 'S', email: 's@example.com', sessionId: 'x' } as const;
  const paths = ['', '/brackets/pairs', '/brackets/pairs/s-ada/s-bob'].map(
    (path) => `/api/assessments/a/similarity${path}`,
  );
  await post();
  await api.runner.sweep();
  const statuses = async () => {
    const reads = await Promise.all(paths.map((path) => api.get(path)));
    return [...reads, await post()].map(({ statusCode }) => statusCode);
  };
  api.as({ ...staff, roles: ['reviewer'] });
  expect(await statuses()).toEqual([200, 200, 200, 202]);
  api.as({ kind: 'key', id: 'k', name: 'k', permissions: ['scorecards:read'] });
  expect(await statuses()).toEqual([200, 200, 200, 403]);
  for (const roles of [['author'], ['admin']] as const) {
    api.as({ ...staff, roles });
    expect(await statuses()).toEqual([403, 403, 403, 403]);
  }
  api.as({ kind: 'candidate', attemptId: 'ada', sessionId: 'x' });
  expect(await statuses()).toEqual([403, 403, 403, 403]);
  api.as({ kind: 'anonymous' });
  expect(await statuses()).toEqual([401, 401, 401, 401]);
});
