import { expect, test } from 'vitest';
import type { Principal } from '../../../engine/model/permission.ts';
import { someone } from '../../support/api.ts';
import { anApi, aWhole, url } from './working-copy.ts';

/** A problem that is written through the API, from nothing to a whole package. */

test('a skeleton says what it lacks, and each edit takes it further', async () => {
  const { api, done, view } = await anApi();
  const faults = async () => (await view()).faults;
  const missing = { line: null, message: expect.stringContaining('the directory is missing: put test cases into') };
  expect(await faults()).toEqual([{ file: 'data', ...missing }]);
  await done('PUT', `${url}/cases/sample/1`, { input: { text: '1 2\n' }, answer: { text: '3\n' } });
  expect(await faults()).toEqual([{ file: 'data/secret', ...missing }]);
  await done('PUT', `${url}/cases/secret/1`, { input: { text: '4 5\n' }, answer: { base64: 'OQo=' } });
  await done('PUT', `${url}/statements/en`, { markdown: '# Sum\n\nAdd.\n' });
  await done('PUT', `${url}/solutions/accepted/sum.py`, { source: 'print(3)\n' });
  await done('PUT', `${url}/solutions/wrong_answer/off`, {
    files: [
      { name: 'main.py', content: 'x' },
      { name: 'more.py', content: '' },
    ],
  });
  await done('PUT', `${url}/starters/python`, { files: [{ name: 'main.py', content: '# here\n' }] });
  const whole = await view();
  expect(whole).toMatchObject({
    slug: 'sum',
    version: expect.stringMatching(/^[0-9a-f]{64}$/),
    settings: {
      format: '2025-09',
      type: 'pass-fail',
      names: { en: 'Sum' },
      languages: null,
      limits: { timeLimitMs: 2000 },
    },
    checker: { kind: 'tokens', args: [] },
    statements: [{ language: 'en', text: '# Sum\n\nAdd.\n' }],
    starters: [{ runtime: 'python', files: [{ path: 'attachments/starter/python/main.py' }] }],
    faults: [],
    warnings: [],
  });
  expect(whole.groups.map(({ name, cases }: { name: string; cases: unknown[] }) => [name, cases])).toEqual([
    ['sample', [{ name: 'sample/1', inputBytes: 4, answerBytes: 2, hint: null, description: null }]],
    ['secret', [{ name: 'secret/1', inputBytes: 4, answerBytes: 2, hint: null, description: null }]],
  ]);
  expect(
    whole.solutions.map(({ name, expected, runtime }: Record<string, string>) => [name, expected, runtime]),
  ).toEqual([
    ['accepted/sum.py', 'accepted', 'python'],
    ['wrong_answer/off', 'wrong_answer', 'python'],
  ]);
  expect((await api.get('/api/authoring/problems')).json().items).toMatchObject([
    { slug: 'sum', files: 10, updatedBy: 'staff:someone' },
  ]);
});

test('settings are changed in place: comments and keys that are not known stay', async () => {
  const { done, send, view, file } = await aWhole();
  const text =
    '# ours\nproblem_format_version: 2025-09\nname:\n  # both\n  sv: Summa\n  en: Sum\nkeywords: [easy]\nlimits:\n  memory: 64 # MiB\n';
  await done('PUT', `${url}/files/problem.yaml`, Buffer.from(text), { 'content-type': 'application/octet-stream' });
  await done('PATCH', `${url}/settings`, {
    name: 'Plus',
    languages: ['python'],
    limits: { timeLimitMs: 1500, outputLimitKb: 2048 },
  });
  expect(await file('problem.yaml')).toBe(
    '# ours\nproblem_format_version: 2025-09\nname:\n  # both\n  sv: Summa\n  en: Plus\nkeywords: [easy]\nlimits:\n  memory: 64 # MiB\n  time_limit: 1.5\n  output: 2\nlanguages: [python3]\n',
  );
  expect((await view()).settings).toMatchObject({
    names: { en: 'Plus' },
    languages: ['python'],
    limits: { timeLimitMs: 1500, memoryLimitMb: 64, outputLimitKb: 2048 },
  });
  await done('PATCH', `${url}/settings`, {
    languages: null,
    limits: { timeLimitMs: null, outputLimitKb: null, memoryLimitMb: null },
  });
  expect(await file('problem.yaml')).not.toMatch(/limits|languages/);
  const refused = await send('PATCH', `${url}/settings`, { languages: ['python', 'cobol'] });
  expect(refused.json()).toMatchObject({ status: 400, field: '/languages/1' });
  await done('PUT', `${url}/files/problem.yaml`, Buffer.from('name: [\n'), {
    'content-type': 'application/octet-stream',
  });
  expect((await view()).faults).toMatchObject([{ file: 'problem.yaml', line: expect.any(Number) }]);
  expect((await send('PATCH', `${url}/settings`, { name: 'x' })).json()).toMatchObject({ code: 'INVALID_PACKAGE' });
});

test('every change names the revision that it was made from', async () => {
  const { api, send } = await aWhole();
  const put = (ifMatch: Record<string, string>) =>
    api.ask({
      method: 'PUT',
      url: `${url}/statements/en`,
      headers: { 'content-type': 'application/json', ...ifMatch },
      payload: '{"markdown":"x"}',
    });
  expect((await put({})).statusCode).toBe(428);
  expect((await put({ 'if-match': '"1"' })).statusCode).toBe(412);
  const rev = String((await api.get(url)).headers.etag);
  const both = await Promise.all([put({ 'if-match': rev }), put({ 'if-match': rev })]);
  expect(both.map(({ statusCode }) => statusCode).sort((a, b) => a - b)[0]).toBe(200);
  expect([409, 412]).toContain(Math.max(...both.map(({ statusCode }) => statusCode)));
  expect((await send('DELETE', url)).statusCode).toBe(412);
  expect(
    (await api.ask({ method: 'DELETE', url, headers: { 'if-match': String((await api.get(url)).headers.etag) } }))
      .statusCode,
  ).toBe(204);
  expect((await api.get(url)).statusCode).toBe(404);
});

test('a working copy begins from a published version, from the current one, or not at all', async () => {
  const { api, send } = await aWhole();
  const { store, authoring } = api;
  const first = await authoring.copies.get('sum');
  const publication = { slug: 'sum', publishedBy: 'staff:1', note: 'one', report: null, jobId: null };
  await authoring.versions.publish({ ...publication, files: first.files });
  await send('PUT', `${url}/statements/en`, { markdown: '# New\n' });
  await authoring.versions.publish({ ...publication, files: (await authoring.copies.get('sum')).files });
  const copyOf = (slug: string, from: object) => send('POST', '/api/authoring/problems', { slug, from });
  expect((await copyOf('sum-1', { slug: 'sum', number: 1 })).statusCode).toBe(201);
  expect((await copyOf('sum-2', { slug: 'sum' })).statusCode).toBe(201);
  expect((await store.workingCopies.get('sum-1'))?.files).toEqual(first.files);
  expect((await store.workingCopies.get('sum-2'))?.files).not.toEqual(first.files);
  expect((await copyOf('sum-1', { slug: 'sum' })).json()).toMatchObject({ code: 'DUPLICATE' });
  expect((await copyOf('sum-3', { slug: 'sum', number: 9 })).statusCode).toBe(404);
  expect((await copyOf('sum-3', { slug: 'nothing' })).statusCode).toBe(404);
  expect((await send('POST', '/api/authoring/problems', { slug: 'Not a slug' })).statusCode).toBe(400);
  const over = await send('POST', '/api/authoring/problems', { slug: 'brackets', name: 'Mine' });
  expect(over.json(), 'a skeleton in place of a problem').toMatchObject({ code: 'DUPLICATE' });
});

test('who may read problems may not write them', async () => {
  const { api, send } = await aWhole();
  const reviewer: Principal = { ...(someone as Principal & { kind: 'staff' }), roles: ['reviewer'] };
  api.as(reviewer);
  expect((await api.get(url)).statusCode).toBe(200);
  expect((await send('PUT', `${url}/statements/en`, { markdown: 'x' })).statusCode).toBe(403);
  api.as({ kind: 'candidate', attemptId: 'a', sessionId: 's' });
  for (const path of [
    url,
    `${url}/files`,
    `${url}/files/data/secret/1.ans`,
    `${url}/package.zip`,
    '/api/authoring/problems',
    '/api/problems/sum/versions',
  ]) {
    expect((await api.get(path)).statusCode, path).toBe(403);
  }
});

test('a legacy package is edited where its version says the same, and refused where it does not', async () => {
  const { done, send, file, view } = await aWhole();
  const legacy = 'name: Sum\nlimits:\n  time_limit: 1\n';
  await done('PUT', `${url}/files/problem.yaml`, Buffer.from(legacy), { 'content-type': 'application/octet-stream' });
  await done('PUT', `${url}/statements/en`, { markdown: 'Old.\n' });
  expect(await file('problem_statement/problem.en.md')).toBe('Old.\n');
  await done('PATCH', `${url}/settings`, { limits: { timeLimitMs: 3000 } });
  await done('PUT', `${url}/cases/secret/1`, { hint: 'Look.\n' });
  expect(await file('data/secret/1.hint')).toBe('Look.\n');
  expect((await view()).settings).toMatchObject({ format: 'legacy', limits: { timeLimitMs: 3000 } });
  for (const [method, path, body] of [
    ['PUT', 'groups/secret', { maxScore: 3 }],
    ['PUT', 'checker', { kind: 'lines' }],
    ['PATCH', 'settings', { languages: ['python'] }],
  ] as const) {
    expect((await send(method, `${url}/${path}`, body)).json(), path).toMatchObject({
      status: 400,
      detail: expect.stringContaining('legacy'),
    });
  }
});
