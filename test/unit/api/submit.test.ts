import { expect, test } from 'vitest';
import { AppError } from '../../../engine/errors.ts';
import type { Store } from '../../../engine/ports.ts';
import { aRequest, createApi } from '../../support/api.ts';
import { accept, gate } from '../../support/grader.ts';
import { aProblem } from '../../support/problems.ts';

/** Submitting: what is answered, what is stored, and that a repeated request makes nothing new. */

test('a submission is stored as queued before it is answered with 202 and where it is', async () => {
  const api = await createApi();
  const response = await api.post(aRequest);
  expect(response.statusCode).toBe(202);
  const body = response.json();
  expect(response.headers.location).toBe(`/api/submissions/${body.id}`);
  expect(body).toMatchObject({ state: 'queued', problem: 'brackets', runtime: 'python', verdict: null, score: null });
  expect(body).toMatchObject({ compile: null, groups: [], startedAt: null, doneAt: null });
  expect(await api.store.submissions.get(body.id)).toMatchObject({
    state: 'queued',
    files: [{ name: 'main.py', content: aRequest.source }],
    runAll: false,
    queuedAt: body.queuedAt,
    problemVersion: body.problemVersion,
  });
  expect(api.queue.stats().waiting).toBe(1);
});

test('several files and runAll arrive as they are sent', async () => {
  const api = await createApi();
  const files = [
    { name: 'main.py', content: 'import helper\n' },
    { name: 'helper.py', content: '# ünïcödé 🙂\n' },
  ];
  const { id } = (await api.post({ problem: 'brackets', runtime: 'python', files, runAll: true })).json();
  expect(await api.store.submissions.get(id)).toMatchObject({ files, runAll: true });
});

test('a source at its limit is taken, to the byte', async () => {
  const problem = aProblem({ slug: 'brackets' });
  const api = await createApi({ problems: [{ ...problem, limits: { ...problem.limits, sourceSizeLimitKb: 1 } }] });
  expect((await api.post({ ...aRequest, source: 'x'.repeat(1024) })).statusCode).toBe(202);
  expect((await api.post({ ...aRequest, source: `${'€'.repeat(341)}x` })).statusCode).toBe(202);
});

test('with wait, the answer comes when it is done, with the result', async () => {
  const api = await createApi();
  await api.worker.start();
  const response = await api.post(aRequest, {}, '?wait=10');
  expect(response.statusCode).toBe(202);
  expect(response.json()).toMatchObject({ state: 'done', verdict: 'AC', score: 100, compile: { ok: true } });
});

test('with wait, the end itself brings the answer, not the next look at the store', async () => {
  const sleepUntilWoken = (_ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
  const api = await createApi({ clock: { now: () => new Date(), sleep: sleepUntilWoken } });
  const waiting = api.post(aRequest, {}, '?wait=10');
  await expect.poll(() => api.queue.stats().waiting).toBe(1);
  await api.worker.start();
  expect((await waiting).json()).toMatchObject({ state: 'done', verdict: 'AC' });
});

test('with wait, the answer comes when the time is over, as it is by then', async () => {
  const api = await createApi();
  const begin = performance.now();
  const response = await api.post(aRequest, {}, '?wait=0.2');
  expect(performance.now() - begin).toBeGreaterThanOrEqual(190);
  expect(response.json()).toMatchObject({ state: 'queued', verdict: null });
});

test('with wait, the answer comes when it is canceled', async () => {
  const api = await createApi();
  const waiting = api.post(aRequest, {}, '?wait=30');
  await expect.poll(() => api.queue.stats().waiting).toBe(1);
  const [submission] = (await api.store.submissions.find({ limit: 1 })).items;
  await api.intake.cancel(submission?.id ?? '');
  expect((await waiting).json()).toMatchObject({ state: 'canceled', verdict: null });
});

test('closing the server answers those who wait', async () => {
  const api = await createApi();
  const waiting = api.post(aRequest, {}, '?wait=30');
  await expect.poll(() => api.queue.stats().waiting).toBe(1);
  await api.app.close();
  expect((await waiting).json()).toMatchObject({ state: 'queued' });
});

test('a repeated key gives the first answer again, also after it is done', async () => {
  const api = await createApi();
  const headers = { 'idempotency-key': 'k-1' };
  const first = await api.post(aRequest, headers);
  await api.worker.start();
  await api.finished(first.json().id);
  const again = await api.post(aRequest, headers);
  expect(again.statusCode).toBe(202);
  expect(again.json()).toEqual(first.json());
  expect(again.headers.location).toBe(first.headers.location);
  expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true']);
  expect((await api.store.submissions.find({ limit: 10 })).items).toHaveLength(1);
  expect((await api.post(aRequest, headers, '?wait=5')).json()).toMatchObject({ state: 'done', verdict: 'AC' });
});

test('the same key with another request is refused', async () => {
  const api = await createApi();
  const headers = { 'idempotency-key': 'k-1' };
  await api.post(aRequest, headers);
  for (const other of [{ runtime: 'go' }, { source: 'print(2)' }, { runAll: true }, { problem: 'other' }]) {
    const response = await api.post({ ...aRequest, ...other }, headers);
    expect(response.statusCode).toBe(422);
    expect(response.json()).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH', field: '/headers/idempotency-key' });
  }
  expect((await api.store.submissions.find({ limit: 10 })).items).toHaveLength(1);
});

test('twenty requests with one key at once make one submission, graded once', async () => {
  const inside = gate();
  let calls = 0;
  const api = await createApi({
    // Reads that were begun before the first write see nothing yet, as over a network.
    wrap: (store: Store) => ({
      ...store,
      submissions: {
        ...store.submissions,
        async find(query) {
          const page = await store.submissions.find(query);
          await new Promise((resolve) => setTimeout(resolve, 20));
          return page;
        },
      },
    }),
    grader: {
      grade(request) {
        calls += 1;
        return accept(request, () => inside.wait(request.signal));
      },
    },
  });
  await api.worker.start();
  const requests = Array.from({ length: 20 }, () => api.post(aRequest, { 'idempotency-key': 'one' }));
  const responses = await Promise.all(requests);
  expect(responses.map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(202));
  expect(new Set(responses.map((response) => response.body)).size).toBe(1);
  expect(responses.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);
  inside.open();
  await api.finished(responses[0]?.json().id);
  expect((await api.store.submissions.find({ limit: 10 })).items).toHaveLength(1);
  expect(calls).toBe(1);
});

test('without a key, the same request twice makes two submissions', async () => {
  const api = await createApi();
  const [one, two] = [await api.post(aRequest), await api.post(aRequest)];
  expect(one.json().id).not.toBe(two.json().id);
});

test('when the store is away the answer is 503 with Retry-After, and nothing is queued', async () => {
  const away = async (): Promise<never> => {
    throw new AppError('STORE_UNAVAILABLE', 'The store /srv/data/assay.db is not usable. The disk is full.');
  };
  const api = await createApi({
    wrap: (store) => ({
      ...store,
      ping: away,
      submissions: {
        ...{
          insert: away,
          get: away,
          find: away,
          brief: away,
          count: away,
          update: away,
          put: away,
          delete: away,
          ids: away,
        },
      },
    }),
  });
  const requests = [
    api.post(aRequest),
    api.post(aRequest, { 'idempotency-key': 'k' }),
    api.get('/api/submissions'),
    api.get('/api/submissions/x'),
    api.get('/api/submissions/x/events'),
    api.get('/api/submissions/x/samples'),
    api.ask({ method: 'DELETE', url: '/api/submissions/x' }),
  ];
  for (const response of await Promise.all(requests)) {
    expect(response.statusCode).toBe(503);
    expect(response.headers['retry-after']).toBe('5');
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.json()).toMatchObject({ code: 'STORE_UNAVAILABLE', status: 503, field: null });
    // A store that went away under a write may have done it: nothing else can be promised.
    expect(response.json().detail).toMatch(/^Try again in a moment, with an Idempotency-Key lest it is stored twice\./);
    // Where the store lies is for the log.
    expect(response.body).not.toContain('/srv/data');
  }
  expect(api.log.join()).toContain('/srv/data');
  expect(api.queue.stats()).toMatchObject({ waiting: 0, running: 0 });
});
