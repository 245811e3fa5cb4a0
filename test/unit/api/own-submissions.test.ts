import { expect, test } from 'vitest';
import { accept, gate } from '../../support/grader.ts';
import { type Browser, createRound } from '../../support/round.ts';

/** Runs and submissions, as a candidate's browser has them. */

const program = { problem: 'brackets', runtime: 'python', source: 'print(1)\n' };
const submit = (browser: Browser, headers = {}) => browser.send('POST', '/api/attempt/submissions', program, headers);
const run = (browser: Browser, input: string | null = null) =>
  browser.send('POST', '/api/attempt/runs', { ...program, input });

const eventsOf = (body: string) =>
  [...body.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as Record<string, unknown>);

test('a submission is taken at once, waits, and is seen when it is done as far as the rule goes', async () => {
  const round = await createRound();
  const ada = await round.begin('ada');
  const taken = await submit(ada);
  const { id } = taken.json();
  expect([taken.statusCode, taken.headers.location]).toEqual([202, `/api/attempt/submissions/${id}`]);
  expect(taken.json()).toMatchObject({
    ...{ kind: 'submit', state: 'queued', graded: false, compile: null, samples: [], groups: [] },
    waiting: { aheadAtMost: 0, estimateMs: null },
  });
  await round.worker.start();
  await round.finished(id);
  expect((await ada.get(`/api/attempt/submissions/${id}`)).json()).toMatchObject({
    ...{ state: 'done', graded: true, verdict: null, score: null, groups: [], waiting: null },
    samples: [{ name: 'sample', verdict: 'AC', cases: [{ name: 'sample/1' }] }],
  });
  const samples = (await ada.get(`/api/attempt/submissions/${id}/samples`)).json().items;
  expect(samples.map((one: { case: string }) => one.case)).toEqual(['sample/1']);
});

test('with feedback of groups it has verdict and score, of each group and of the whole', async () => {
  const round = await createRound({ rules: { feedback: 'groups' } });
  const ada = await round.begin('ada');
  const { id } = (await submit(ada)).json();
  await round.worker.start();
  await round.finished(id);
  expect((await ada.get(`/api/attempt/submissions/${id}`)).json()).toMatchObject({
    ...{ verdict: 'AC', score: 100, maxScore: 100 },
    groups: [{ name: 'secret', verdict: 'AC', score: 100, maxScore: 100 }],
  });
});

test('a run takes own input, goes before what waits, and everything of it is seen', async () => {
  const round = await createRound({ concurrency: 1 });
  const ada = await round.begin('ada');
  const [submitted, own] = [(await submit(ada)).json(), (await run(ada, 'my own\n')).json()];
  await round.worker.start();
  const [first, second] = [await round.finished(own.id), await round.finished(submitted.id)];
  expect([first.input, first.kind, second.kind]).toEqual(['my own\n', 'run', 'submit']);
  expect((await ada.get(`/api/attempt/submissions/${own.id}`)).json()).toMatchObject({
    ownInput: true,
    verdict: 'AC',
    groups: [],
  });
  const events = eventsOf((await ada.get(`/api/attempt/submissions/${own.id}/events`)).body);
  expect(events.map(({ type }) => type)).toEqual(['state', 'state', 'state', 'case', 'done']);
  expect((await ada.get(`/api/attempt/submissions/${own.id}/samples`)).json().items).toHaveLength(1);
});

test('its life is streamed while it is graded: samples as they are, secret cases as a count', async () => {
  const hold = gate();
  const round = await createRound({
    grader: { grade: (request) => accept(request, (index) => (index === 2 ? hold.wait(request.signal) : undefined)) },
  });
  const ada = await round.begin('ada');
  const { id } = (await submit(ada)).json();
  const stream = ada.get(`/api/attempt/submissions/${id}/events`);
  await round.worker.start();
  await hold.reached;
  hold.open();
  const { headers, body } = await stream;
  expect(headers['content-type']).toBe('text/event-stream');
  expect(eventsOf(body)).toMatchObject([
    { id: 1, type: 'state', state: 'queued' },
    { id: 2, type: 'state', state: 'compiling' },
    { id: 3, type: 'state', state: 'running' },
    { id: 4, type: 'case', group: 'sample', case: { name: 'sample/1', verdict: 'AC' } },
    { id: 5, type: 'progress', done: 1, total: 2 },
    { id: 6, type: 'progress', done: 2, total: 2 },
    { id: 7, type: 'done', state: 'done', graded: true, verdict: null, score: null },
  ]);
  const rest = await ada.send('POST', '/api/attempt/finish').then(() =>
    round.ask({
      method: 'GET',
      url: `/api/attempt/submissions/${id}/events`,
      headers: { cookie: ada.cookie, 'last-event-id': '5' },
    }),
  );
  expect(eventsOf(rest.body).map((event) => event.id)).toEqual([6, 7]);
  const over = await ada.get(`/api/attempt/submissions/${id}/events?lastEventId=7`);
  expect(over.statusCode).toBe(204);
});

test('a submission of another attempt is as one that does not exist', async () => {
  const round = await createRound();
  const [ada, bob] = [await round.begin('ada'), await round.begin('bob')];
  const { id } = (await submit(ada)).json();
  const staffs = (await round.submit()).id;
  for (const foreign of [id, staffs]) {
    for (const path of ['', '/samples', '/events']) {
      const asked = await bob.get(`/api/attempt/submissions/${foreign}${path}`);
      expect(asked.json()).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    }
    expect((await bob.send('DELETE', `/api/attempt/submissions/${foreign}`)).statusCode).toBe(404);
  }
  expect((await bob.get('/api/attempt/submissions')).json().items).toEqual([]);
  expect((await round.store.submissions.get(id))?.state).toBe('queued');
});

test('the limit is told, holds for both tabs, and is given back by canceling', async () => {
  const round = await createRound({ rules: { submissionLimit: 1 } });
  const [one, other] = [await round.begin('ada'), await round.open('ada')];
  const both = await Promise.all([submit(one), submit(other)]);
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([202, 409]);
  const { id } = both.map((answer) => answer.json()).find(({ state }) => state === 'queued');
  expect((await submit(one)).json()).toMatchObject({ code: 'LIMIT_REACHED', detail: expect.stringContaining('once') });
  expect((await one.send('DELETE', `/api/attempt/submissions/${id}`)).json()).toMatchObject({ state: 'canceled' });
  expect((await one.get('/api/attempt')).json().problems[0]).toMatchObject({ submissions: 0 });
  expect((await submit(one)).statusCode).toBe(202);
});

test('a request that is repeated with its key is one submission', async () => {
  const round = await createRound({ rules: { submissionLimit: 3 } });
  const ada = await round.begin('ada');
  const first = await submit(ada, { 'idempotency-key': 'one' });
  const again = await submit(ada, { 'idempotency-key': 'one' });
  expect(again.json().id).toBe(first.json().id);
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect((await ada.get('/api/attempt/submissions')).json().items).toHaveLength(1);
});

test('they are listed newest first, by problem and kind, page by page', async () => {
  const round = await createRound();
  const ada = await round.begin('ada');
  await round.worker.start();
  const ids: string[] = [];
  for (const send of [submit, run, submit]) {
    const { id } = (await send(ada)).json();
    await round.finished(id);
    ids.unshift(id);
  }
  const page = (await ada.get('/api/attempt/submissions?limit=2')).json();
  expect(page.items.map((one: { id: string }) => one.id)).toEqual(ids.slice(0, 2));
  const rest = (await ada.get(`/api/attempt/submissions?after=${page.next}`)).json();
  expect([rest.items.map((one: { id: string }) => one.id), rest.next]).toEqual([ids.slice(2), null]);
  expect((await ada.get('/api/attempt/submissions?kind=run')).json().items).toHaveLength(1);
  expect((await ada.get('/api/attempt/submissions?kind=rejudge')).statusCode).toBe(400);
  expect((await ada.get('/api/attempt/submissions?problem=other')).json().items).toEqual([]);
});

test('what waits is told how long, at the pace of what was graded', async () => {
  const round = await createRound();
  await round.worker.start();
  const bob = await round.begin('bob');
  const { id } = (await submit(bob)).json();
  await round.finished(id);
  const { rev } = (await round.store.submissions.get(id)) ?? { rev: 0 };
  await round.store.submissions.update(id, rev, {
    startedAt: '2026-03-02T12:00:00.000Z',
    doneAt: '2026-03-02T12:00:04.000Z',
  });
  await round.worker.close();
  const ada = await round.begin('ada');
  round.clock.pass(60_000);
  const waiting = [];
  for (let n = 0; n < 3; n++) waiting.push((await submit(ada)).json().waiting);
  expect(waiting).toEqual([
    { aheadAtMost: 0, estimateMs: 0 },
    { aheadAtMost: 1, estimateMs: 4000 },
    { aheadAtMost: 2, estimateMs: 4000 },
  ]);
});
