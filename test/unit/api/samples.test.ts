import { expect, test } from 'vitest';
import { createApi } from '../../support/api.ts';
import { accept, excerpt } from '../../support/grader.ts';

/** GET /api/submissions/:id/samples: what the program did with the samples, and nothing else. */

test('the sample cases are there with their bytes, and no secret one', async () => {
  const api = await createApi();
  const { id } = await api.submit();
  expect((await api.get(`/api/submissions/${id}/samples`)).json()).toEqual({ items: [] });
  await api.worker.start();
  await api.finished(id);
  const bytes = { base64: 'aGk=', sizeBytes: 2, cut: false };
  expect((await api.get(`/api/submissions/${id}/samples`)).json()).toEqual({
    items: [
      { case: 'sample/1', input: bytes, answer: bytes, output: bytes, stderr: bytes, message: null, teamMessage: null },
    ],
  });
});

test('what an output validator said that failed is not shown: it may be its source', async () => {
  const api = await createApi({
    grader: {
      async grade(request) {
        const result = await accept({ ...request, onRun: async () => {} });
        const record = { caseName: 'sample/1', sample: true, input: excerpt, answer: excerpt, output: excerpt };
        await request.onRun?.({ ...record, stderr: excerpt, message: 'File "/box/secret.py", line 1' }, 0);
        const broken = result.groups[0]?.cases[0];
        if (broken) broken.verdict = 'IE';
        return { ...result, verdict: 'IE' };
      },
    },
  });
  await api.worker.start();
  const { id } = await api.submit();
  await api.finished(id);
  const { items } = (await api.get(`/api/submissions/${id}/samples`)).json();
  expect(items).toHaveLength(1);
  expect(items[0].message).toBeNull();
});

test('a record that is not marked as a sample is not shown, whatever its place', async () => {
  const api = await createApi();
  await api.worker.start();
  const { id } = await api.submit();
  await api.finished(id);
  const record = await api.store.runs.get(`${id}/0`);
  if (record) await api.store.runs.put({ ...record, sample: false });
  expect((await api.get(`/api/submissions/${id}/samples`)).json()).toEqual({ items: [] });
});
