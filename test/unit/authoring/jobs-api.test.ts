import { expect, test, vi } from 'vitest';
import type { Principal } from '../../../engine/model/permission.ts';
import { type Api, createApi, someone } from '../../support/api.ts';
import { gate } from '../../support/grader.ts';
import { goodPackage, scriptedGrader } from './packages.ts';

/** Jobs through the API, on the real storage of packages: what an author sends, and sees while it goes. */

const never = new AbortController().signal;

async function edit({ authoring, store }: Api, content: Record<string, string>): Promise<void> {
  const files = [];
  for (const [path, text] of Object.entries(content)) {
    files.push(await authoring.packages.putFile(path, Buffer.from(text)));
  }
  await store.workingCopies.put({ id: 'twice', rev: 1, files, updatedAt: '', updatedBy: 'staff:1' });
}

function ask(api: Api, what: string, payload?: object) {
  return api.ask({ method: 'POST', url: `/api/authoring/problems/twice/${what}`, ...(payload && { payload }) });
}

async function done(api: Api, id: string) {
  await expect.poll(async () => (await api.get(`/api/authoring/jobs/${id}`)).json().state).toBe('done');
  return (await api.get(`/api/authoring/jobs/${id}`)).json();
}

/** As `type data`, without signs of life. */
function eventsIn(text: string): { type: string; data: Record<string, unknown> }[] {
  return [...text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(([, type = '', data = '']) => ({
    ...{ type, data: JSON.parse(data) },
  }));
}

test('published from the API, the new version is what is served; the same again is refused', async () => {
  const api = await createApi({ grader: scriptedGrader() });
  await edit(api, goodPackage);
  api.workshop.start();
  const asked = await ask(api, 'publish', { note: 'The first' });
  expect(asked.statusCode).toBe(202);
  expect(asked.json()).toMatchObject({
    kind: 'publish',
    state: 'queued',
    note: 'The first',
    createdBy: 'staff:someone',
  });
  expect(asked.headers.location).toBe(`/api/authoring/jobs/${asked.json().id}`);
  const job = await done(api, asked.json().id);
  expect(job).toMatchObject({ outcome: 'passed', number: 1, reasons: [] });
  expect(job.report.solutions[1]).toMatchObject({ name: 'submissions/wrong_answer/b.py', caughtBy: 'secret/2' });
  expect((await api.get('/api/problems/twice')).json()).toMatchObject({ name: 'Twice', version: job.version });
  const again = await done(api, (await ask(api, 'publish', {})).json().id);
  expect(again).toMatchObject({ outcome: 'refused', version: null });
  expect(again.reasons[0]).toContain('are the current version 1 of twice already');
});

test('what was looked at is published, and nothing that was changed since', async () => {
  const api = await createApi({ grader: scriptedGrader() });
  await edit(api, goodPackage);
  const publish = (etag: string) =>
    api.ask({
      ...{ method: 'POST', url: '/api/authoring/problems/twice/publish', payload: {} },
      headers: { 'if-match': etag },
    });
  expect((await publish('"2"')).statusCode).toBe(412);
  expect((await publish('1')).statusCode).toBe(400);
  expect((await publish('"1"')).statusCode).toBe(202);
  expect(await api.store.authoringJobs.count({})).toBe(1);
});

test('refused: the reasons are there, and the problem is not', async () => {
  const api = await createApi({ grader: scriptedGrader() });
  await edit(api, { ...goodPackage, 'submissions/accepted/a.py': '# AC TLE AC' });
  api.workshop.start();
  const job = await done(api, (await ask(api, 'publish', {})).json().id);
  expect(job).toMatchObject({ outcome: 'refused', number: null });
  expect(job.reasons).toEqual([expect.stringContaining('submissions/accepted/a.py is expected to get AC and got TLE')]);
  expect((await api.get('/api/problems/twice')).statusCode).toBe(404);
});

test('limits are measured as asked for', async () => {
  const api = await createApi({ grader: scriptedGrader() });
  await edit(api, goodPackage);
  api.workshop.start();
  const job = await done(api, (await ask(api, 'measure', { runs: 2, margin: 50 })).json().id);
  expect(job).toMatchObject({ outcome: 'passed', report: null });
  expect(job.measured).toMatchObject({ runs: 2, margin: 50, proposedTimeLimitMs: 1500 });
  expect((await ask(api, 'measure', { runs: 21 })).statusCode).toBe(400);
  expect((await ask(api, 'measure', { margin: 0.5 })).statusCode).toBe(400);
});

test('who follows from the first on, and who comes in the middle, both see every solution and the end', async () => {
  const hold = gate();
  const grader = scriptedGrader((file) => (file === 'python:b.py' ? hold.wait(never) : undefined));
  const api = await createApi({ grader });
  await edit(api, goodPackage);
  const { id } = (await ask(api, 'verify')).json();
  const url = `/api/authoring/jobs/${id}/events`;
  // Asked for at once, not when it is awaited.
  const follow = () => api.get(url).then((response) => response);
  const early = follow();
  api.workshop.start();
  await hold.reached;
  const subscribed = vi.spyOn(api.workshop.events, 'subscribe');
  const late = follow();
  await expect.poll(() => subscribed.mock.calls.length).toBe(1);
  hold.open();
  for (const stream of [await early, await late]) {
    expect(stream.headers['content-type']).toBe('text/event-stream');
    const events = eventsIn(stream.body);
    const told = events.filter(({ type }) => type !== 'progress');
    expect(told.map(({ type, data }) => [type, data.name ?? data.outcome])).toEqual([
      ['solution', 'submissions/accepted/a.py'],
      ['solution', 'submissions/wrong_answer/b.py'],
      ['done', 'passed'],
    ]);
    expect(events.findLast(({ type }) => type === 'progress')?.data).toMatchObject({ cases: 6 });
  }
  const after = eventsIn((await api.get(url)).body);
  expect(after.map(({ type }) => type)).toEqual(['solution', 'solution', 'done']);
  expect((await api.get(url, { 'last-event-id': 'done' })).statusCode).toBe(204);
  expect((await api.get('/api/authoring/jobs/unknown/events')).statusCode).toBe(404);
});

test('jobs are listed newest first, by problem, a page at a time', async () => {
  const api = await createApi({ grader: scriptedGrader() });
  await edit(api, goodPackage);
  const ids = [];
  for (const what of ['verify', 'verify', 'measure']) ids.unshift((await ask(api, what, {})).json().id);
  const first = (await api.get('/api/authoring/jobs?slug=twice&limit=2')).json();
  expect(first.items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
  const rest = (await api.get(`/api/authoring/jobs?limit=2&after=${first.next}`)).json();
  expect(rest).toMatchObject({ items: [{ id: ids[2] }], next: null });
  expect((await api.get('/api/authoring/jobs?slug=other')).json().items).toEqual([]);
});

test('canceled through the API; there is no job of a problem that is not there', async () => {
  const api = await createApi({ grader: scriptedGrader() });
  await edit(api, goodPackage);
  const { id } = (await ask(api, 'publish', {})).json();
  const canceled = await api.ask({ method: 'DELETE', url: `/api/authoring/jobs/${id}` });
  expect(canceled.json()).toMatchObject({ state: 'done', outcome: 'canceled' });
  const other = await api.ask({ method: 'POST', url: '/api/authoring/problems/other/verify' });
  expect(other.statusCode).toBe(404);
});

test('a reviewer reads jobs and starts none; a candidate does neither', async () => {
  const api = await createApi({ grader: scriptedGrader() });
  await edit(api, goodPackage);
  const { id } = (await ask(api, 'publish', {})).json();
  const status = async (principal: Principal) => {
    api.as(principal);
    const read = (await api.get(`/api/authoring/jobs/${id}`)).statusCode;
    return [read, (await ask(api, 'publish', {})).statusCode, (await ask(api, 'measure', {})).statusCode];
  };
  expect(await status({ ...someone, roles: ['reviewer'] } as Principal)).toEqual([200, 403, 403]);
  expect(await status({ kind: 'candidate', attemptId: 'a', sessionId: 's' })).toEqual([403, 403, 403]);
  expect(await status({ kind: 'anonymous' })).toEqual([401, 401, 401]);
});
