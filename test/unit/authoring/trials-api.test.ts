import { expect, test } from 'vitest';
import { followJob } from '../../../api/follow-job.ts';
import { createCaretaker } from '../../../engine/authoring/caretaker.ts';
import { trialId } from '../../../engine/authoring/trial-records.ts';
import type { Principal } from '../../../engine/model/permission.ts';
import { type Api, createApi, someone } from '../../support/api.ts';
import { quickClock } from '../../support/assay.ts';
import { gate } from '../../support/grader.ts';
import { silentLog } from '../../support/sandbox.ts';
import { goodPackage, outputOf, scriptedGrader } from './packages.ts';

/** A program run now through the API, on the real storage of packages, and its outputs made answers. */

const never = new AbortController().signal;
const url = '/api/authoring/problems/twice';
const solution = { solution: 'accepted/a.py' };
const { 'data/secret/1.ans': _one, 'data/secret/2.ans': _two, ...unanswered } = goodPackage;

async function aCopy(content: Record<string, string>, options: Parameters<typeof createApi>[0] = {}): Promise<Api> {
  const api = await createApi({ grader: scriptedGrader(), ...options });
  const files = [];
  for (const [path, text] of Object.entries(content)) {
    files.push(await api.authoring.packages.putFile(path, Buffer.from(text)));
  }
  await api.store.workingCopies.put({ id: 'twice', rev: 1, files, updatedAt: '', updatedBy: 'staff:1' });
  return api;
}

const tryIt = (api: Api, on: object, program: object = solution) =>
  api.ask({ method: 'POST', url: `${url}/try`, payload: { program, on } });

async function tried(api: Api, on: object, program: object = solution): Promise<string> {
  const asked = await tryIt(api, on, program);
  expect(asked.statusCode, asked.body).toBe(202);
  const { id } = asked.json();
  api.workshop.start();
  await expect.poll(async () => (await api.get(`/api/authoring/jobs/${id}`)).json().state).toBe('done');
  return id;
}

async function take(api: Api, job: string, cases: unknown, etag?: string) {
  const now = etag ?? String((await api.get(url)).headers.etag);
  return api.ask({
    ...{ method: 'POST', url: `${url}/answers`, headers: { 'if-match': now } },
    payload: { job, cases },
  });
}

const answerOf = async (api: Api, name: string) => (await api.get(`${url}/files/data/${name}.ans`)).body;

/** As `type data`, without signs of life. */
function eventsIn(text: string): { type: string; data: Record<string, unknown> }[] {
  return [...text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(([, type = '', data = '']) => ({
    ...{ type, data: JSON.parse(data) },
  }));
}

test('what came of each case is listed, and read one by one, the whole output too', async () => {
  const api = await aCopy({ ...goodPackage, 'submissions/accepted/a.py': '# AC WA RTE' });
  const id = await tried(api, { cases: 'all' });
  const job = (await api.get(`/api/authoring/jobs/${id}`)).json();
  expect(job).toMatchObject({
    ...{ kind: 'try', outcome: 'passed', report: null },
    trial: { program: solution, on: { cases: 'all' }, mayAnswer: true },
    tried: { runtime: 'python', cases: 3, verdict: 'WA', limits: { timeLimitMs: expect.any(Number) } },
  });
  const first = (await api.get(`/api/authoring/jobs/${id}/cases?limit=2`)).json();
  const rest = (await api.get(`/api/authoring/jobs/${id}/cases?limit=2&after=${first.next}`)).json();
  expect([...first.items, ...rest.items].map(({ index, result }) => [index, result.name, result.verdict])).toEqual([
    [0, 'sample/1', 'AC'],
    [1, 'secret/1', 'WA'],
    [2, 'secret/2', 'RTE'],
  ]);
  expect((await api.get(`/api/authoring/jobs/${id}/cases/1`)).json()).toMatchObject({
    ...{ index: 1, group: 'secret', case: 'secret/1', verdict: 'WA', compared: true, kept: true },
    ...{ output: { text: 'hi' }, answer: { text: 'hi' }, diff: { method: 'same' } },
  });
  const whole = await api.get(`/api/authoring/jobs/${id}/cases/1/output`);
  expect(whole.body).toBe(outputOf('secret/1'));
  expect(whole.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment',
  });
  expect((await api.get(`/api/authoring/jobs/${id}/cases/2/output`)).statusCode).toBe(404);
  expect((await api.get(`/api/authoring/jobs/${id}/cases/3`)).statusCode).toBe(404);
});

test('runs are listed by themselves: what was verified last stays the last job', async () => {
  const api = await aCopy(goodPackage);
  const { id } = (await api.ask({ method: 'POST', url: `${url}/verify` })).json();
  const run = (await tryIt(api, { input: '1\n' })).json().id;
  const listed = async (query: string) =>
    (await api.get(`/api/authoring/jobs?slug=twice${query}`)).json().items.map((one: { id: string }) => one.id);
  expect(await listed('')).toEqual([id]);
  expect(await listed('&kind=try')).toEqual([run]);
});

test('who follows sees the cases as they end, and who comes late sees them all', async () => {
  const hold = gate();
  const grader = scriptedGrader((_file, index) => (index === 2 ? hold.wait(never) : undefined));
  const api = await aCopy(goodPackage, { grader });
  const { id } = (await tryIt(api, { cases: 'all' })).json();
  const events = `/api/authoring/jobs/${id}/events`;
  const early = api.get(events).then((response) => response);
  api.workshop.start();
  await hold.reached;
  hold.open();
  const seen = eventsIn((await early).body);
  expect(seen.map(({ type }) => type)).toEqual(['trying', 'case', 'case', 'case', 'done']);
  expect(seen[0]?.data).toMatchObject({ state: 'running', runtime: 'python', cases: 3, compile: { ok: true } });
  const late = eventsIn((await api.get(events)).body);
  expect(late.map(({ type, data }) => [type, data.index])).toEqual([
    ['case', 0],
    ['case', 1],
    ['case', 2],
    ['done', undefined],
  ]);
});

test('outputs become the answers of all cases that have none, and then the package is whole', async () => {
  const api = await aCopy(unanswered);
  expect((await api.get(url)).json().faults[0]).toMatchObject({ file: 'data/secret/1.in' });
  const id = await tried(api, { cases: 'unanswered' });
  const taken = await take(api, id, 'missing');
  expect(taken.statusCode, taken.body).toBe(200);
  expect(taken.headers.etag).toBe('"2"');
  expect(await answerOf(api, 'secret/1')).toBe(outputOf('secret/1'));
  expect(await answerOf(api, 'sample/1')).toBe('2\n');
  expect((await api.get(url)).json().faults).toEqual([]);
  expect((await take(api, id, 'missing')).json()).toMatchObject({ status: 409 });
  const { items } = await api.store.audit.find({ where: { action: 'problem.answers' }, limit: 5 });
  expect(items[0]).toMatchObject({ target: 'problem:twice', detail: { what: `missing by ${id}` } });
});

test('an answer that is there is replaced where it is named, from the revision that was seen', async () => {
  const api = await aCopy(goodPackage);
  const id = await tried(api, { names: ['secret/1', 'sample/1'] });
  expect((await take(api, id, ['secret/1'], '"7"')).statusCode).toBe(412);
  expect((await take(api, id, ['secret/1'])).statusCode).toBe(200);
  expect(await answerOf(api, 'secret/1')).toBe(outputOf('secret/1'));
  expect(await answerOf(api, 'sample/1')).toBe('2\n');
  expect((await take(api, id, ['secret/2'])).json()).toMatchObject({ status: 404 });
});

test('what is no answer, or no longer one, is refused, and nothing is written', async () => {
  const api = await aCopy({ ...goodPackage, 'submissions/accepted/a.py': '# AC TLE AC' });
  const id = await tried(api, { cases: 'all' });
  expect((await take(api, id, ['sample/1', 'secret/1'])).json().detail).toContain('did not end well');
  const wrong = await tried(api, { cases: 'all' }, { solution: 'wrong_answer/b.py' });
  expect((await take(api, wrong, ['sample/1'])).json().detail).toContain('must be accepted');
  const own = await tried(api, { input: '1\n' });
  expect((await take(api, own, ['own'])).json().detail).toContain('on no case');
  await api.ask({
    ...{ method: 'PUT', url: `${url}/cases/sample/1`, payload: { input: { text: '5\n' } } },
    headers: { 'if-match': String((await api.get(url)).headers.etag) },
  });
  expect((await take(api, id, ['sample/1'])).json().detail).toContain('its input has changed');
  expect(await answerOf(api, 'sample/1')).toBe('2\n');
});

test('an output whose bytes are gone is told so', async () => {
  const api = await aCopy(goodPackage);
  const id = await tried(api, { names: ['secret/2'] });
  const [whole] = (await api.store.trials.find({ limit: 1 })).items.map((record) => record.whole);
  await api.store.chunks.delete(whole?.chunks[0] ?? '');
  expect((await take(api, id, ['secret/2'])).json()).toMatchObject({ status: 409, detail: /not kept any more/ });
});

test('a typed program must have an entry file, and a runtime that is there', async () => {
  const api = await aCopy(goodPackage);
  const typed = (runtime: string, ...names: string[]) => ({
    ...{ runtime, files: names.map((name) => ({ name, content: '# WA' })) },
  });
  const status = async (program: object) => (await tryIt(api, { input: '' }, program)).statusCode;
  expect(await status(typed('cobol', 'main.py'))).toBe(400);
  expect(await status(typed('python', 'a.py', 'b.py'))).toBe(400);
  expect(await status(typed('python', 'main.py', 'main.py'))).toBe(400);
  expect(await status(typed('python', 'a.py'))).toBe(202);
  // Not for candidates, but for authors.
  expect(await status(typed('cpp', 'main.cpp'))).toBe(202);
});

test('a reviewer sees runs and starts none; a candidate does neither', async () => {
  const api = await aCopy(goodPackage);
  const id = await tried(api, { cases: 'all' });
  const status = async (principal: Principal) => {
    api.as(principal);
    const read = (await api.get(`/api/authoring/jobs/${id}/cases/0`)).statusCode;
    const taken = (await take(api, id, ['sample/1'], '"1"')).statusCode;
    return [read, (await tryIt(api, { cases: 'all' })).statusCode, taken];
  };
  expect(await status({ ...someone, roles: ['reviewer'] } as Principal)).toEqual([200, 403, 403]);
  expect(await status({ kind: 'candidate', attemptId: 'a', sessionId: 's' })).toEqual([403, 403, 403]);
});

test('the caretaker forgets old runs', async () => {
  const api = await aCopy(goodPackage);
  const id = await tried(api, { cases: 'all' });
  const later = { now: () => new Date(Date.now() + 25 * 3_600_000), sleep: () => Promise.resolve() };
  const caretaker = createCaretaker({ ...api, packages: { tidy: async () => {} }, clock: later, log: silentLog });
  caretaker.start();
  await expect.poll(async () => (await api.get(`/api/authoring/jobs/${id}`)).statusCode).toBe(404);
  await caretaker.close();
});

test('cases that another process ends are told as they come', async () => {
  const api = await aCopy(goodPackage);
  const id = await tried(api, { cases: 'all' });
  const { items } = await api.store.trials.find({ where: { jobId: id }, limit: 10 });
  // Of a process that this one cannot tell the state of, and whose lease holds.
  const lease = { owner: 'another', until: '2999-01-01T00:00:00.000Z' };
  const job = { ...(await api.workshop.jobs.get(id)), state: 'running' as const, id: 'elsewhere', lease };
  await api.store.authoringJobs.insert({ ...job, rev: 1 });
  const put = (index: number) => {
    const record = items[index];
    return record && api.store.trials.put({ ...record, jobId: job.id, id: trialId(job.id, index) });
  };
  const gone = new AbortController();
  const events = followJob({ ...api, events: api.workshop.events, clock: quickClock }, { job, signal: gone.signal });
  const nextCase = async () => {
    for (let event = await events.next(); !event.done; event = await events.next()) {
      if (event.value?.type === 'case') return event.value.one.index;
    }
    return null;
  };
  await put(0);
  expect(await nextCase()).toBe(0);
  await put(1);
  await put(2);
  expect([await nextCase(), await nextCase()]).toEqual([1, 2]);
  gone.abort();
  await events.return(undefined);
});
