import { describe, expect, test } from 'vitest';
import { createApi } from '../../support/api.ts';
import { aSubmission } from '../../support/documents.ts';
import { accept } from '../../support/grader.ts';

/** What staff see of a submission beside its result. */

test('the source is there as it was sent, with the input of a run', async () => {
  const api = await createApi();
  const files = [
    { name: 'main.py', content: 'print("é")\n' },
    { name: 'a.py', content: '' },
  ];
  await api.store.submissions.insert(aSubmission({ id: 's1', kind: 'run', files, input: '1\n' }));
  expect((await api.get('/api/submissions/s1/source')).json()).toEqual({ runtime: 'python', files, input: '1\n' });
  expect((await api.get('/api/submissions/s2/source')).statusCode).toBe(404);
});

describe('GET /api/submissions/:id/cases/:index', () => {
  test('a secret case is there with its bytes, its group and its result', async () => {
    const api = await createApi();
    await api.worker.start();
    const { id } = await api.finished((await api.submit()).id);
    const bytes = { base64: 'aGk=', sizeBytes: 2, cut: false };
    expect((await api.get(`/api/submissions/${id}/cases/2`)).json()).toEqual({
      ...{ index: 2, group: 'secret', sample: false, case: 'secret/2', message: null, teamMessage: null },
      ...{ input: bytes, answer: bytes, output: bytes, stderr: bytes },
      result: expect.objectContaining({ name: 'secret/2', verdict: 'AC' }),
    });
    expect((await api.get(`/api/submissions/${id}/cases/0`)).json()).toMatchObject({ group: 'sample', sample: true });
  });

  test.each([
    ['3', 404],
    ['999999', 404],
    ['-1', 400],
    ['x', 400],
    ['1000000', 400],
    ['%2e%2e%2f0', 400],
  ])('case %s is %i', async (index, status) => {
    const api = await createApi();
    await api.worker.start();
    const { id } = await api.finished((await api.submit()).id);
    expect((await api.get(`/api/submissions/${id}/cases/${index}`)).statusCode).toBe(status);
  });

  test('a case that was not run is not there', async () => {
    const api = await createApi({ grader: { grade: ({ onRun: _, ...request }) => accept(request) } });
    await api.worker.start();
    const { id } = await api.finished((await api.submit()).id);
    expect((await api.get(`/api/submissions/${id}/cases/0`)).statusCode).toBe(404);
  });

  test('a candidate, and whoever may not read submissions, sees none of it', async () => {
    const api = await createApi();
    await api.worker.start();
    const { id } = await api.finished((await api.submit()).id);
    const paths = ['', '/source', '/cases/0', '/reruns'].map((path) => `/api/submissions/${id}${path}`);
    api.as({ kind: 'candidate', attemptId: 'a', sessionId: 's' });
    for (const path of paths) expect((await api.get(path)).statusCode).toBe(403);
    api.as({ kind: 'key', id: 'k', name: 'k', permissions: ['submissions:create'] });
    for (const path of paths) expect((await api.get(path)).statusCode).toBe(403);
    api.as({ kind: 'anonymous' });
    for (const path of paths) expect((await api.get(path)).statusCode).toBe(401);
  });
});

test('a receipt is shown with a submission, and not in a list', async () => {
  const api = await createApi();
  await api.worker.start();
  const { id, receipt } = await api.finished((await api.submit()).id);
  expect((await api.get(`/api/submissions/${id}`)).json().receipt).toEqual(receipt);
  expect(receipt?.image).toBe('sha256:test');
  expect(Object.keys((await api.get('/api/submissions')).json().items[0])).not.toContain('receipt');
});
