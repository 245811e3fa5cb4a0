import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, createBrowser } from '../../support/browser.ts';
import { openReceiver } from '../../support/receiver.ts';
import { type ServerProcess, startServer } from '../../support/server-process.ts';
import { signUp } from '../../support/sign-up.ts';
import { copyOf, edit, join as joinStaff, leaveSeconds, program, publish, saveDraft, slug } from './people.ts';
import { accepted, acceptedNode, copied, firstTry, loose, statement, wrong } from './programs.ts';

/*
 * A whole hiring round over HTTP, with real boxes, a real store and a server that is killed in the middle. Each test is
 * the next step of one story.
 */

const patience = { timeout: 100_000, interval: 250 };
const env = { ASSAY_WEBHOOK_PRIVATE: '127.0.0.1' };

let folder: string;
let server: ServerProcess;
let receiver: Awaited<ReturnType<typeof openReceiver>>;
let admin: Browser;
let author: Browser;
let reviewer: Browser;
let assessment: string;
/** Where a reviewer finds each of them, and the links that they got. */
const attempts: Record<string, string> = {};
const links: Record<string, string> = {};
const candidates: Record<string, Browser> = {};

const anyone = (fixed = {}) => createBrowser(() => server, fixed);
const done = (submission: { state: string }) => submission.state === 'done';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-round-'));
  await mkdir(join(folder, 'problems'));
  receiver = await openReceiver();
  server = await startServer(folder, env);
});

afterAll(async () => {
  await server?.end('SIGKILL');
  await receiver?.close();
  await rm(folder, { recursive: true, force: true });
});

test('the first start makes an admin, who invites an author and a reviewer and sets up a webhook', async () => {
  const { cookie } = await signUp({ url: server.url, out: server.said.out });
  admin = anyone({ cookie });
  author = await joinStaff(() => server, admin, { name: 'alan', role: 'author' });
  reviewer = await joinStaff(() => server, admin, { name: 'grace', role: 'reviewer' });
  expect((await author.ask('GET', '/api/assessments')).status).toBe(403);
  expect((await reviewer.ask('GET', '/api/audit')).status).toBe(403);

  const events = ['submission.graded', 'attempt.finished', 'attempt.rescored', 'scorecard.decided'];
  receiver.keys.secret = (await admin.send('POST', '/api/webhooks', { url: receiver.url, events })).secret;
});

test('the author writes a problem, and the gate refuses it once, in words', async () => {
  await author.send('POST', '/api/authoring/problems', { slug, name: 'Longest climb' });
  const change = (method: 'PUT' | 'PATCH', path: string, body: unknown) => edit(author, method, path, body);
  const text = (content: string) => ({ text: content });
  for (const path of (await author.get(`${copyOf}/files`)).items.map((file: { path: string }) => file.path)) {
    if (/^(data|submissions)\//.test(path)) await edit(author, 'DELETE', `/files/${path}`);
  }
  await change('PUT', '/statements/en', { markdown: statement });
  await change('PATCH', '/settings', { languages: ['python', 'node'], limits: { timeLimitMs: 1000 } });
  await change('PUT', '/cases/sample/1', { input: text('5\n3 1 2 3 2\n'), answer: text('3\n') });
  await change('PUT', '/cases/secret/1-one', { input: text('1\n7\n'), answer: text('1\n') });
  await change('PUT', '/cases/secret/2-down', { input: text('4\n9 7 5 2\n'), answer: text('1\n') });
  await change('PUT', '/cases/secret/3-up', { input: text('6\n1 2 3 4 0 5\n'), answer: text('4\n') });
  await change('PUT', '/solutions/accepted/climb.py', { source: accepted });
  await change('PUT', '/solutions/wrong_answer/count.py', { source: wrong });

  const refused = await publish(author, 'First version');
  expect(refused).toMatchObject({ outcome: 'refused', reasons: [expect.stringContaining('Node')] });
  expect((await author.ask('GET', `/api/problems/${slug}`)).status).toBe(404);

  await change('PUT', '/solutions/accepted/climb.js', { source: acceptedNode });
  expect(await publish(author, 'First version')).toMatchObject({ outcome: 'passed', number: 1, reasons: [] });
});

test('the reviewer makes an assessment of it and invites three people from CSV', async () => {
  const made = await reviewer.send('POST', '/api/assessments', {
    title: 'Backend engineer',
    instructions: 'Read the **whole** statement first.',
    problems: [{ slug, points: 100 }],
    durationMinutes: 10,
    passMarkPercent: 60,
    feedback: 'groups',
    rubric: [{ key: 'clarity', title: 'Can others read it?', weight: 1 }],
  });
  assessment = made.id;
  const csv =
    'name,email,extra_time_percent\nAda,ada@c.example,\nBen,ben@c.example,50\nCyd,cyd@c.example,\nnobody,nowhere,\n';
  const headers = { 'content-type': 'text/csv' };
  const report = await reviewer.send('POST', `/api/assessments/${assessment}/invitations.csv`, csv, headers);
  expect(report).toMatchObject({ created: 3, refused: 1 });
  expect(report.lines[3]).toMatchObject({ line: 5, outcome: 'refused', reason: expect.stringContaining('e-mail') });
  for (const { email, link } of report.lines.slice(0, 3)) links[email.split('@')[0]] = link;
});

test('three candidates start, and one has half as much time again', async () => {
  for (const name of ['ada', 'ben', 'cyd']) {
    candidates[name] = anyone();
    const landing = await candidates[name].send('POST', '/api/attempt/session', { token: links[name]?.split('#')[1] });
    expect(landing).toMatchObject({
      title: 'Backend engineer',
      clock: { allowedMs: name === 'ben' ? 900_000 : 600_000 },
    });
    expect(landing.recorded.length).toBeGreaterThan(3);
    expect(JSON.stringify(landing)).not.toContain('walker');
    await candidates[name].send('POST', '/api/attempt/start', { agreed: true });
  }
  const table = await reviewer.get(`/api/assessments/${assessment}/attempts`);
  for (const { id, person } of table.items) attempts[person.name.toLowerCase()] = id;
  const own = await who('cyd').get(`/api/attempt/problems/${slug}`);
  expect(own.statement).toContain('walker');
  expect(JSON.stringify(own)).not.toContain('2-down');
});

test('they draft, run and submit; two tabs do not lose an edit', async () => {
  expect((await saveDraft(who('cyd'), loose.slice(0, 40), 0)).status).toBe(200);
  expect((await saveDraft(who('cyd'), loose, 1)).status).toBe(200);
  const other = await saveDraft(who('cyd'), '# another tab', 1);
  expect(other.status).toBe(409);
  expect(await other.json()).toMatchObject({ code: 'CONFLICT', current: { files: [{ content: loose }] } });

  const run = await who('ada').send('POST', '/api/attempt/runs', { ...program(firstTry), input: '2\n1 1\n' });
  await expect.poll(async () => done(await own('ada', run.id)), patience).toBe(true);
  const [sample] = (await who('ada').get(`/api/attempt/submissions/${run.id}/samples`)).items;
  expect(Buffer.from(sample.output.base64, 'base64').toString()).toBe('3\n');

  const failed = await submit('ada', firstTry);
  await expect.poll(async () => done(await own('ada', failed.id)), patience).toBe(true);
  const seen = await own('ada', failed.id);
  expect(seen).toMatchObject({ verdict: 'WA' });
  expect(JSON.stringify(seen)).not.toMatch(/1-one|2-down|3-up/);
});

test('the server is killed while it grades, and nothing is lost', async () => {
  const right = await submit('ada', accepted);
  const copy = await submit('ben', copied);
  await server.end('SIGKILL');
  await leaveSeconds(join(folder, 'data'), attempts.cyd);
  server = await startServer(folder, env);
  for (const [name, { id }] of [
    ['ada', right],
    ['ben', copy],
  ] as const) {
    await expect.poll(async () => done(await own(name, id)), patience).toBe(true);
    expect(await own(name, id)).toMatchObject({ verdict: 'AC' });
  }
  expect((await who('cyd').get('/api/attempt/drafts')).items).toMatchObject([{ files: [{ content: loose }] }]);
  await who('ada').send('POST', '/api/attempt/finish');
  await who('ben').send('POST', '/api/attempt/finish');
});

test('who runs out of time has the last draft graded', async () => {
  await expect
    .poll(async () => (await table()).map(({ state }) => state), patience)
    .toEqual(['finished', 'finished', 'finished']);
  expect(await reviewer.get(`/api/attempts/${attempts.cyd}/scorecard`)).toMatchObject({ endedBy: 'time', score: 100 });
  const late = await who('cyd').ask('POST', '/api/attempt/submissions', program(accepted));
  expect(await late.json()).toMatchObject({ code: 'ATTEMPT_CLOSED' });
});

test('the reviewer reads scorecards, the diff, the place among the others and who copied', async () => {
  const card = await reviewer.get(`/api/attempts/${attempts.ada}/scorecard`);
  expect(card).toMatchObject({
    person: { name: 'Ada' },
    score: 100,
    passed: true,
    cohort: { finished: 3, percentile: 50 },
  });
  const [first] = card.problems;
  expect(first).toMatchObject({ slug, verdict: 'AC', submissionCount: 2, activity: { runs: 1, submissions: 2 } });
  expect(first.best.receipt).toMatchObject({ problem: slug, testDataSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(first.best.files[0].content).toBe(accepted);

  const failed = first.submissions.find(({ verdict }: { verdict: string }) => verdict === 'WA').id;
  const cases = (await reviewer.get(`/api/submissions/${failed}`)).groups.flatMap(
    (group: { cases: [] }) => group.cases,
  );
  const index = cases.findIndex(({ verdict }: { verdict: string }) => verdict === 'WA');
  const { diff } = await reviewer.get(`/api/submissions/${failed}/cases/${index}/diff`);
  const lines = diff.hunks.flatMap((hunk: { lines: { kind: string; text: string }[] }) => hunk.lines);
  expect(lines).toMatchObject([
    { kind: 'removed', text: '1' },
    { kind: 'added', text: '3' },
  ]);
  const between = await reviewer.get(`/api/submissions/${failed}/diff/${first.best.id}`);
  expect(between.files[0]).toMatchObject({ name: 'main.py', status: 'changed' });

  await reviewer.send('POST', `/api/assessments/${assessment}/similarity`);
  await expect
    .poll(async () => (await reviewer.get(`/api/assessments/${assessment}/similarity`)).items[0]?.state, patience)
    .toBe('done');
  const { items } = await reviewer.get(`/api/assessments/${assessment}/similarity/${slug}/pairs`);
  expect(items).toHaveLength(1);
  expect([items[0].left.attemptId, items[0].right.attemptId].sort()).toEqual([attempts.ada, attempts.ben].sort());

  const rerun = await reviewer.send('POST', `/api/submissions/${first.best.id}/rerun`);
  await expect.poll(async () => done(await reviewer.get(`/api/submissions/${rerun.id}`)), patience).toBe(true);
  const reruns = await reviewer.get(`/api/submissions/${first.best.id}/reruns`);
  expect(reruns.items).toHaveLength(1);
});

test('the reviewer rates, decides and exports', async () => {
  const review = { ratings: { clarity: 5 }, comment: 'Reads well.', notes: [], submitted: true };
  await reviewer.change('PUT', `/api/attempts/${attempts.ada}/review`, review, `/api/attempts/${attempts.ada}/review`);
  await reviewer.send('POST', `/api/attempts/${attempts.ada}/decision`, {
    decision: 'advance',
    reason: 'Right and clear',
  });
  await reviewer.send('POST', `/api/attempts/${attempts.ben}/decision`, { decision: 'reject', reason: 'Copied' });

  const csv = await reviewer.send<string>('GET' as 'POST', `/api/assessments/${assessment}/attempts.csv`);
  expect(csv.trim().split('\n')).toHaveLength(4);
  expect(csv).toContain('ada@c.example');
  const pdf = await reviewer.ask('GET', `/api/attempts/${attempts.ada}/scorecard.pdf`);
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

test('a better version is published, its effect previewed, and applied', async () => {
  const change = (path: string, body: unknown) => edit(author, 'PUT', path, body);
  await change('/cases/secret/4-flat', { input: { text: '4\n1 2 2 3\n' }, answer: { text: '2\n' } });
  await change('/solutions/wrong_answer/loose.py', { source: loose });
  expect(await publish(author, 'Equal neighbours')).toMatchObject({ outcome: 'passed', number: 2 });

  const reason = 'Equal neighbours were not tested';
  const { id } = await author.send('POST', '/api/rejudges', { problem: slug, toNumber: 2, reason });
  await expect.poll(async () => (await author.get(`/api/rejudges/${id}`)).state, patience).toBe('ready');
  const matrix = await author.get(`/api/rejudges/${id}/matrix`);
  expect(matrix.attempts).toMatchObject({ changed: 1, nowFail: 1, nowPass: 0 });
  expect(matrix.verdicts).toContainEqual({ before: 'AC', after: 'WA', count: 1 });
  expect((await reviewer.get(`/api/attempts/${attempts.cyd}`)).score).toBe(100);

  await author.change('POST', `/api/rejudges/${id}/apply`, undefined, `/api/rejudges/${id}`);
  await expect.poll(async () => (await author.get(`/api/rejudges/${id}`)).state, patience).toBe('applied');
  await expect.poll(async () => (await reviewer.get(`/api/attempts/${attempts.cyd}`)).score, patience).toBe(0);
  const cyd = (await reviewer.get(`/api/attempts/${attempts.cyd}/scorecard`)).problems[0].best;
  expect((await author.get(`/api/submissions/${cyd.id}/history`)).past).toMatchObject([{ result: { verdict: 'AC' } }]);
});

test('the webhook has every event once, each with a valid signature', async () => {
  const graded = (await reviewer.get('/api/submissions?kind=submit')).items.map(({ id }: { id: string }) => id);
  expect(graded).toHaveLength(4);
  const expected = [
    ...graded.map(() => 'submission.graded'),
    ...Object.keys(attempts).map(() => 'attempt.finished'),
    ...['scorecard.decided', 'scorecard.decided', 'attempt.rescored'],
  ].sort();
  // One that was sent, and not yet noted when the server was killed, is sent again under the same id.
  const once = () => [...new Map(receiver.received.map((one) => [one.delivery, one])).values()];
  await expect.poll(() => once().length, patience).toBeGreaterThanOrEqual(expected.length);
  expect(
    once()
      .map(({ event }) => event)
      .sort(),
  ).toEqual(expected);
  expect(receiver.received.every(({ signed }) => signed)).toBe(true);
});

test('the audit log says who did what', async () => {
  const actions = (await admin.get('/api/audit?limit=100')).items.map(({ action }: { action: string }) => action);
  for (const action of ['setup', 'problem.publish', 'assessment.create', 'invitation.import', 'attempt.decide']) {
    expect(
      actions.some((one: string) => one.startsWith(action)),
      action,
    ).toBe(true);
  }
});

function who(name: string): Browser {
  const browser = candidates[name];
  if (!browser) throw new Error(`${name} has not come yet`);
  return browser;
}

async function submit(name: string, source: string): Promise<{ id: string }> {
  return who(name).send('POST', '/api/attempt/submissions', program(source));
}

async function own(name: string, id: string) {
  return who(name).get(`/api/attempt/submissions/${id}`);
}

async function table(): Promise<{ state: string }[]> {
  return (await reviewer.get(`/api/assessments/${assessment}/attempts`)).items;
}
