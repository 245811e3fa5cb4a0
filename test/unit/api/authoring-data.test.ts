import { expect, test } from 'vitest';
import { anApi, aWhole, url } from './working-copy.ts';

/** Test data, checker and programs of a problem, changed through the API. */

test('groups have scores, and go with all that is in them', async () => {
  const { done, send, view, file } = await anApi();
  await done('PATCH', `${url}/settings`, { type: 'scoring' });
  const put = (name: string) =>
    done('PUT', `${url}/cases/${name}`, { input: { text: '1\n' }, answer: { text: '1\n' } });
  for (const name of ['sample/1', 'secret/a/1', 'secret/a/2', 'secret/b/1']) await put(name);
  expect((await view()).faults[0].message).toContain('max_score must be a number');
  await done('PUT', `${url}/groups/secret/a`, { maxScore: 40 });
  await done('PUT', `${url}/groups/secret/b`, {
    maxScore: 60,
    aggregation: 'sum',
    requirePass: ['sample', 'secret/a'],
  });
  const { groups, faults } = await view();
  expect(faults).toEqual([]);
  expect(groups.map(({ cases, ...rest }: { cases: unknown[] }) => ({ ...rest, cases: cases.length }))).toEqual([
    { name: 'sample', sample: true, maxScore: null, aggregation: null, requirePass: [], cases: 1 },
    { name: 'secret', sample: false, maxScore: null, aggregation: null, requirePass: [], cases: 0 },
    { name: 'secret/a', sample: false, maxScore: 40, aggregation: null, requirePass: [], cases: 2 },
    {
      name: 'secret/b',
      sample: false,
      maxScore: 60,
      aggregation: 'sum',
      requirePass: ['sample', 'secret/a'],
      cases: 1,
    },
  ]);
  await done('PUT', `${url}/groups/secret/b`, { requirePass: null });
  expect(await file('data/secret/b/test_group.yaml')).toBe('max_score: 60\nscore_aggregation: sum\n');
  await done('DELETE', `${url}/groups/secret/a`);
  expect((await view()).groups).toHaveLength(3);
  expect((await send('DELETE', `${url}/groups/secret/a`)).statusCode).toBe(404);
  for (const name of ['invalid_input', 'secret/../sample', 'secret/a/b', 'secret/..']) {
    expect((await send('PUT', `${url}/groups/${encodeURIComponent(name)}`, { maxScore: 1 })).statusCode, name).toBe(
      400,
    );
  }
});

test('cases are changed in part, change places, move to another group, and go', async () => {
  const { done, send, view, file } = await aWhole();
  await done('PUT', `${url}/cases/secret/2`, {
    input: { base64: Buffer.from([0, 255]).toString('base64') },
    answer: { text: '' },
    hint: 'Zero?',
    description: 'binary',
  });
  expect((await view()).groups[1].cases[1]).toMatchObject({ hint: 'Zero?', description: 'binary' });
  await done('PUT', `${url}/cases/secret/2`, { answer: { text: '0\n' }, description: null });
  expect(await file('data/secret/2.ans')).toBe('0\n');
  expect(await file('data/secret/2.yaml')).toBe('hint: Zero?\n');
  await done('POST', `${url}/case-moves`, {
    moves: [
      { from: 'secret/1', to: 'secret/2' },
      { from: 'secret/2', to: 'secret/1' },
    ],
  });
  expect([await file('data/secret/1.ans'), await file('data/secret/2.ans')]).toEqual(['0\n', '9\n']);
  expect(await file('data/secret/1.yaml')).toBe('hint: Zero?\n');
  const taken = await send('POST', `${url}/case-moves`, { moves: [{ from: 'secret/1', to: 'secret/2' }] });
  expect(taken.json()).toMatchObject({ code: 'DUPLICATE' });
  expect((await send('POST', `${url}/case-moves`, { moves: [{ from: 'secret/9', to: 'secret/3' }] })).statusCode).toBe(
    404,
  );
  const twice = {
    moves: [
      { from: 'secret/1', to: 'secret/3' },
      { from: 'secret/2', to: 'secret/3' },
    ],
  };
  expect((await send('POST', `${url}/case-moves`, twice)).statusCode).toBe(400);
  await done('POST', `${url}/case-moves`, { moves: [{ from: 'secret/1', to: 'sample/2' }] });
  await done('DELETE', `${url}/cases/secret/2`);
  const names = (await view()).groups.flatMap(({ cases }: { cases: { name: string }[] }) =>
    cases.map(({ name }) => name),
  );
  expect(names).toEqual(['sample/1', 'sample/2']);
  const none = await send('PUT', `${url}/cases/secret/new`, { answer: { text: 'x' } });
  expect(none.json()).toMatchObject({ status: 400, field: '/input' });
  await done('PUT', `${url}/cases/secret/new`, { input: { text: 'x' } });
  const half = await view();
  expect(half.faults[0]).toMatchObject({ file: 'data/secret/new.in', message: expect.stringContaining('new.ans') });
  await done('DELETE', `${url}/cases/secret/new`);
  for (const name of ['secret', 'secret/.x', 'secret/a b', 'other/1', 'secret/../../x']) {
    const body = { input: { text: '' }, answer: { text: '' } };
    expect((await send('PUT', `${url}/cases/${encodeURIComponent(name)}`, body)).statusCode, name).toBe(400);
  }
});

test.each([
  [{ kind: 'tokens', options: { float_relative_tolerance: -1 } }, '/options/float_relative_tolerance', 'must be >= 0'],
  [{ kind: 'tokens', options: { float: 1 } }, '/options/float', 'is not known here'],
  [{ kind: 'program', files: [] }, '/files', 'must not have fewer than 1 items'],
  [{ kind: 'exact', more: 1 }, '/more', 'is not known here'],
  [{ kind: 'custom' }, '/kind', 'must be one of exact, lines, tokens, program'],
  [{}, '/kind', 'is missing'],
])('a checker that is wrong is told of by the shape that was meant: %j', async (body, field, words) => {
  const { send } = await anApi();
  const answer = (await send('PUT', `${url}/checker`, body)).json();
  expect(answer).toMatchObject({ code: 'BAD_REQUEST', field, detail: expect.stringContaining(words) });
});

test('the checker is chosen, has options, and can be a program', async () => {
  const { done, send, view, file, api } = await aWhole();
  const checker = async () => (await view()).checker;
  await done('PUT', `${url}/checker`, {
    kind: 'tokens',
    options: { float_relative_tolerance: 1e-6, case_sensitive: true },
  });
  expect(await checker()).toMatchObject({
    kind: 'tokens',
    options: { float_relative_tolerance: 1e-6, case_sensitive: true },
  });
  expect(await file('data/sample/test_group.yaml')).toBe(await file('data/secret/test_group.yaml'));
  await done('PUT', `${url}/checker`, { kind: 'lines' });
  expect(await checker()).toEqual({ kind: 'lines', args: [], options: null });
  expect(await file('assay.yaml')).toBe('checker: lines\n');
  expect((await send('PUT', `${url}/checker`, { kind: 'program' })).json()).toMatchObject({
    status: 400,
    field: '/files',
  });
  await done('PUT', `${url}/checker`, {
    kind: 'program',
    files: [{ name: 'validate.py', content: 'import sys\nsys.exit(42)\n' }],
    args: ['--strict'],
  });
  expect(await checker()).toEqual({ kind: 'program', args: ['--strict'], options: null });
  expect((await view()).faults).toEqual([]);
  expect((await api.get(`${url}/files/assay.yaml`)).statusCode).toBe(404);
  await done('PUT', `${url}/checker`, { kind: 'tokens' });
  expect(await checker()).toMatchObject({ kind: 'tokens', args: ['--strict'].slice(1) });
  expect((await api.get(`${url}/files/output_validator/validate.py`)).statusCode).toBe(404);
});

test('solutions and starter code are replaced as a whole, and go', async () => {
  const { api, done, send } = await aWhole();
  const paths = async () => (await api.get(`${url}/files`)).json().items.map(({ path }: { path: string }) => path);
  await done('PUT', `${url}/solutions/accepted/sum.py`, { files: [{ name: 'main.py', content: 'x' }] });
  expect(await paths()).toContain('submissions/accepted/sum.py/main.py');
  expect(await paths()).not.toContain('submissions/accepted/sum.py');
  await done('DELETE', `${url}/solutions/accepted/sum.py`);
  expect((await paths()).filter((path: string) => path.startsWith('submissions/'))).toEqual([]);
  expect((await send('DELETE', `${url}/solutions/accepted/sum.py`)).statusCode).toBe(404);
  await done('PUT', `${url}/starters/go`, {
    files: [
      { name: 'main.go', content: '' },
      { name: 'more.go', content: '' },
    ],
  });
  await done('PUT', `${url}/starters/go`, { files: [{ name: 'main.go', content: '' }] });
  expect((await paths()).filter((path: string) => path.startsWith('attachments/'))).toEqual([
    'attachments/starter/go/main.go',
  ]);
  await done('DELETE', `${url}/starters/go`);
  expect((await send('PUT', `${url}/starters/cpp`, { files: [{ name: 'main.cpp', content: '' }] })).statusCode).toBe(
    404,
  );
  for (const name of ['sum.py', 'accepted/../x.py', 'accepted/a/b.py', '.x/y']) {
    expect((await send('PUT', `${url}/solutions/${encodeURIComponent(name)}`, { source: 'x' })).statusCode, name).toBe(
      400,
    );
  }
});
