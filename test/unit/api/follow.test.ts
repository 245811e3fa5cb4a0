import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { AppError } from '../../../engine/errors.ts';
import type { SubmissionEvent } from '../../../engine/model/event.ts';
import type { GradeResult } from '../../../engine/model/submission.ts';
import { type Api, createApi } from '../../support/api.ts';
import { dataDirectory, quickClock } from '../../support/assay.ts';
import { accept, accepting, gate } from '../../support/grader.ts';

/** The stream of a submission's life: every event once and in order, whenever a reader comes or comes back. */

interface SeenEvent {
  id: number;
  event: string;
  data: SubmissionEvent;
}

function eventsIn(text: string): SeenEvent[] {
  return text
    .split('\n\n')
    .filter((block) => block.startsWith('id: '))
    .map((block) => {
      const field = (name: string) => block.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1] ?? '';
      return { id: Number(field('id')), event: field('event'), data: JSON.parse(field('data')) };
    });
}

/** Reads over a real socket until the server ends the stream, or until `enough`. */
async function follow(
  api: Api,
  id: string,
  {
    lastEventId,
    enough = () => false,
  }: { lastEventId?: number; enough?(events: SeenEvent[], text: string): boolean } = {},
): Promise<{ events: SeenEvent[]; text: string; response: IncomingMessage }> {
  const { port } = api.app.server.address() as AddressInfo;
  const headers = lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) };
  const request = get({ port, path: `/api/submissions/${id}/events`, headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) {
    text += chunk;
    if (enough(eventsIn(text), text)) break;
  }
  return { events: eventsIn(text), text, response };
}

/** An API that listens, and whose grader waits before the case of that index. */
async function heldAt(index: number): Promise<{ api: Api; open(): void; reached: Promise<void> }> {
  const hold = gate();
  const api = await createApi({
    grader: { grade: (request) => accept(request, (at) => (at === index ? hold.wait(request.signal) : undefined)) },
  });
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  return { api, open: hold.open, reached: hold.reached };
}

const whole = [1, 2, 3, 4, 5, 6, 7];
const ids = (events: SeenEvent[]) => events.map(({ id }) => id);

test('a reader from the beginning sees every step, then the stream ends', async () => {
  const { api, open } = await heldAt(1);
  const { id } = await api.submit();
  const reading = follow(api, id);
  await api.worker.start();
  setTimeout(open, 50);
  const { events, response } = await reading;
  expect(response.headers['content-type']).toBe('text/event-stream');
  expect(response.headers['cache-control']).toBe('no-store');
  expect(ids(events)).toEqual(whole);
  expect(events.map(({ event }) => event)).toEqual(['state', 'state', 'state', 'case', 'case', 'case', 'done']);
  expect(events.map(({ data }) => ('state' in data ? data.state : data.case.name))).toEqual([
    ...['queued', 'compiling', 'running'],
    ...['sample/1', 'secret/1', 'secret/2', 'done'],
  ]);
  expect(events.at(-1)?.data).toMatchObject({ verdict: 'AC', score: 100, maxScore: 100 });
});

test('a reader that comes in the middle is told what is past, then what comes', async () => {
  const { api, open, reached } = await heldAt(2);
  await api.worker.start();
  const { id } = await api.submit();
  await reached;
  const reading = follow(api, id);
  setTimeout(open, 50);
  expect(ids((await reading).events)).toEqual(whole);
});

test('a reader that comes back with Last-Event-ID goes on behind it', async () => {
  const { api, open, reached } = await heldAt(2);
  await api.worker.start();
  const { id } = await api.submit();
  await reached;
  const first = await follow(api, id, { enough: (events) => events.length >= 5 });
  expect(ids(first.events)).toEqual([1, 2, 3, 4, 5]);
  const inThePast = follow(api, id, { lastEventId: 3 });
  const atTheFront = follow(api, id, { lastEventId: 5 });
  await expect.poll(() => api.listeners(id)).toBe(2);
  open();
  expect(ids((await inThePast).events)).toEqual([4, 5, 6, 7]);
  expect(ids((await atTheFront).events)).toEqual([6, 7]);
});

test.each([0, 1, 2, 3, 4, 5, 6])(
  'after the end, behind event %i the rest is told from what is stored',
  async (after) => {
    const api = await createApi();
    await api.worker.start();
    const { id } = await api.submit();
    await api.finished(id);
    const byHeader = await api.get(`/api/submissions/${id}/events`, { 'last-event-id': String(after) });
    expect(ids(eventsIn(byHeader.body))).toEqual(whole.filter((place) => place > after));
    const byQuery = await api.get(`/api/submissions/${id}/events?lastEventId=${after}`);
    expect(byQuery.body).toBe(byHeader.body);
  },
);

test('behind the end there is nothing, and the answer tells a browser to stop', async () => {
  const api = await createApi();
  await api.worker.start();
  const { id } = await api.submit();
  await api.finished(id);
  const response = await api.get(`/api/submissions/${id}/events`, { 'last-event-id': '7' });
  expect([response.statusCode, response.body]).toEqual([204, '']);
});

test('a submission that does not compile has no cases', async () => {
  const compile = { ok: false, reason: 'error' as const, output: 'no', cpuTimeMs: 1, wallTimeMs: 1 };
  const result: GradeResult = { verdict: 'CE', reason: 'error', score: 0, maxScore: 100, compile, groups: [] };
  const api = await createApi({ grader: { grade: async () => result } });
  await api.worker.start();
  const { id } = await api.submit();
  await api.finished(id);
  const { body } = await api.get(`/api/submissions/${id}/events`);
  expect(eventsIn(body).map(({ event, data }) => [event, 'state' in data && data.state])).toEqual([
    ['state', 'queued'],
    ['state', 'compiling'],
    ['done', 'done'],
  ]);
});

test('a cancellation ends the stream, and is told again from what is stored', async () => {
  const { api, reached } = await heldAt(1);
  await api.worker.start();
  const { id } = await api.submit();
  await reached;
  const reading = follow(api, id);
  await expect.poll(() => api.listeners(id)).toBe(1);
  await api.intake.cancel(id);
  const { events } = await reading;
  expect(events.at(-1)).toMatchObject({ event: 'done', data: { state: 'canceled', verdict: null, score: null } });
  expect(ids(events).slice(0, -1)).toEqual([1, 2, 3, 4]);
  const later = await api.get(`/api/submissions/${id}/events`, { 'last-event-id': '4' });
  expect(eventsIn(later.body)).toEqual(events.slice(-1));
  const end = String(events.at(-1)?.id);
  expect((await api.get(`/api/submissions/${id}/events`, { 'last-event-id': end })).statusCode).toBe(204);
});

test('thirty readers see the same; when they leave, nobody is listened to any more', async () => {
  const { api, open, reached } = await heldAt(1);
  await api.worker.start();
  const { id } = await api.submit();
  await reached;
  const stay = Array.from({ length: 20 }, () => follow(api, id));
  const leave = Array.from({ length: 10 }, () => follow(api, id, { enough: (events) => events.length >= 4 }));
  for (const { events } of await Promise.all(leave)) expect(ids(events)).toEqual([1, 2, 3, 4]);
  await expect.poll(() => api.listeners(id)).toBe(20);
  open();
  for (const { events } of await Promise.all(stay)) expect(ids(events)).toEqual(whole);
  await expect.poll(() => api.listeners(id)).toBe(0);
});

test('what is told while the store is read is neither lost nor told twice', async () => {
  let started = false;
  const api = await createApi({
    wrap: (store) => ({
      ...store,
      submissions: {
        ...store.submissions,
        async get(id) {
          const found = await store.submissions.get(id);
          if (started) return found;
          started = true;
          // The whole work is done between the read and its answer.
          const ended = new Promise<void>((resolve) => {
            api.events.subscribe(id, ({ type }) => type === 'done' && resolve());
          });
          await api.worker.start();
          await ended;
          return found;
        },
      },
    }),
  });
  const { id } = await api.submit();
  const { body } = await api.get(`/api/submissions/${id}/events`);
  expect(ids(eventsIn(body))).toEqual(whole);
});

test('a second try after a fault is not told twice', async () => {
  let calls = 0;
  const api = await createApi({
    clock: quickClock,
    grader: {
      grade(request) {
        calls += 1;
        return accept(request, (index) => {
          if (calls === 1 && index === 2) throw new AppError('SANDBOX_FAULT', 'The box died.');
        });
      },
    },
  });
  const { id } = await api.submit();
  const reading = api.get(`/api/submissions/${id}/events`);
  await api.worker.start();
  expect(ids(eventsIn((await reading).body))).toEqual(whole);
});

test('the work of another process is found in the store, and a quiet stream shows that it lives', async () => {
  const dataDir = await dataDirectory();
  const api = await createApi({ dataDir, clock: quickClock });
  await api.app.listen({ port: 0, host: '127.0.0.1' });
  const { id } = await api.submit();
  const reading = follow(api, id);
  const quiet = await follow(api, id, { enough: (_events, text) => text.includes(': quiet') });
  expect(ids(quiet.events)).toEqual([1]);
  const other = await createApi({ dataDir, grader: accepting });
  await other.worker.start();
  expect(ids((await reading).events)).toEqual(whole);
});

test('closing the server ends the stream without an end of the submission', async () => {
  const { api, reached } = await heldAt(1);
  await api.worker.start();
  const { id } = await api.submit();
  await reached;
  const reading = follow(api, id);
  await expect.poll(() => api.listeners(id)).toBe(1);
  await api.app.close();
  expect(ids((await reading).events)).toEqual([1, 2, 3, 4]);
});

test('an unknown submission is 404, and a bad place 400', async () => {
  const api = await createApi();
  const unknown = await api.get('/api/submissions/nope/events');
  expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'NOT_FOUND']);
  const { id } = await api.submit();
  const bad = await api.get(`/api/submissions/${id}/events`, { 'last-event-id': '-1' });
  expect([bad.statusCode, bad.json().field]).toEqual([400, '/headers/last-event-id']);
});
