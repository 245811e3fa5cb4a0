import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { copyOf, edit, program, saveDraft, slug } from '../e2e/round/people.ts';
import { accepted, loose, statement, wrong } from '../e2e/round/programs.ts';
import { type Browser, createBrowser } from '../support/browser.ts';
import { openReceiver } from '../support/receiver.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { signUp } from '../support/sign-up.ts';

/*
 * Two servers on one MongoDB, each with its own data folder, and one engine for boxes. Whatever is asked goes to either in
 * turn, and one of them is killed in the middle of each kind of work. Each test is the next step of one story.
 */

type Side = 'left' | 'right';
const other = { left: 'right', right: 'left' } as const;

const { url: mongo } = inject('mongo');
const patience = { timeout: 100_000, interval: 100 };
/** What a person bears who waits at the server that does not grade: it looks into the store every two seconds. */
const promptMs = 10_000;
const names = ['ada', 'ben', 'cyd'];
const slow = (source: string) => `import time; time.sleep(0.1)\n${source}`;

describe.skipIf(!mongo)('two servers on one store', { timeout: 300_000 }, () => {
  const servers = {} as Record<Side, ServerProcess>;
  const dead = new Set<Side>();
  let turn: Side = 'right';
  let folder: string;
  let receiver: Awaited<ReturnType<typeof openReceiver>>;
  let staff: Browser;
  let assessment: string;
  const attempts: Record<string, string> = {};
  const candidates: Record<string, Browser> = {};
  const sent: Promise<{ id: string }>[] = [];

  /** Of those that live, the one whose turn it is. */
  const next = () => {
    turn = dead.has(other[turn]) ? turn : other[turn];
    return servers[turn];
  };
  const start = async (side: Side) => {
    const url = mongo.replace(/^([^/]+\/\/[^/?]+)\/?[^?]*/, `$1/${basename(folder)}`);
    servers[side] = await startServer(join(folder, side), {
      ...{ ASSAY_STORE: url, ASSAY_PROBLEMS: join(folder, 'problems'), ASSAY_CONCURRENCY: '1' },
      ASSAY_WEBHOOK_PRIVATE: '127.0.0.1',
    });
    dead.delete(side);
  };
  const kill = async (side: Side) => {
    dead.add(side);
    turn = other[side];
    await servers[side].end('SIGKILL');
  };
  const who = (name: string) => candidates[name] as Browser;
  const submit = (name: string, source: string) =>
    who(name).send<{ id: string }>('POST', '/api/attempt/submissions', program(source));
  const stateOf = async (path: string) => (await staff.get(path)).state;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-two-'));
    for (const name of ['problems', 'left', 'right']) await mkdir(join(folder, name));
    receiver = await openReceiver();
    await start('left');
    await start('right');
    // Each start replaces the link of the one before.
    const { cookie } = await signUp({ url: servers.right.url, out: servers.right.said.out });
    staff = createBrowser(next, { cookie });
    const events = ['submission.graded', 'attempt.finished'];
    receiver.keys.secret = (await staff.send('POST', '/api/webhooks', { url: receiver.url, events })).secret;
  });

  afterAll(async () => {
    await Promise.all(Object.values(servers).map((server) => server.end('SIGKILL')));
    await receiver?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('what one was publishing when it was killed, the other publishes', async () => {
    await staff.send('POST', '/api/authoring/problems', { slug, name: 'Longest climb' });
    const change = (method: 'PUT' | 'PATCH', path: string, body: unknown) => edit(staff, method, path, body);
    const { items } = await staff.get<{ items: { path: string }[] }>(`${copyOf}/files`);
    for (const { path } of items) {
      if (/^(data|submissions)\//.test(path)) await edit(staff, 'DELETE', `/files/${path}`);
    }
    await change('PUT', '/statements/en', { markdown: statement });
    await change('PATCH', '/settings', { languages: ['python'], limits: { timeLimitMs: 1000 } });
    await change('PUT', '/cases/sample/1', { input: { text: '5\n3 1 2 3 2\n' }, answer: { text: '3\n' } });
    await change('PUT', '/cases/secret/1-down', { input: { text: '4\n9 7 5 2\n' }, answer: { text: '1\n' } });
    await change('PUT', '/solutions/accepted/climb.py', { source: slow(accepted) });
    await change('PUT', '/solutions/wrong_answer/count.py', { source: slow(wrong) });

    const { id } = await staff.send('POST', `${copyOf}/publish`, { note: 'First version' });
    const path = `/api/authoring/jobs/${id}`;
    await expect.poll(() => stateOf(path), patience).toBe('running');
    await kill('left');
    await expect.poll(() => stateOf(path), patience).toBe('done');
    expect(await staff.get(path)).toMatchObject({ outcome: 'passed', number: 1 });
    expect((await staff.get(`/api/problems/${slug}/versions`)).items).toHaveLength(1);
    await start('left');
  });

  test('what is graded by one is told by the other within seconds', async () => {
    assessment = (
      await staff.send('POST', '/api/assessments', {
        ...{ title: 'Backend', instructions: 'Go.', problems: [{ slug, points: 100 }], durationMinutes: 30 },
        ...{ feedback: 'groups', rubric: [] },
      })
    ).id;
    const csv = `name,email\n${names.map((name) => `${name},${name}@c.example`).join('\n')}\n`;
    const headers = { 'content-type': 'text/csv' };
    const report = await staff.send('POST', `/api/assessments/${assessment}/invitations.csv`, csv, headers);
    for (const [n, { link }] of report.lines.entries()) {
      const name = names[n] ?? '';
      candidates[name] = createBrowser(next);
      await who(name).send('POST', '/api/attempt/session', { token: link.split('#')[1] });
      await who(name).send('POST', '/api/attempt/start', { agreed: true });
    }
    // The turn changes with each request: these events are asked for at the other server.
    const { id } = await submit('ada', wrong);
    const life = await (await who('ada').ask('GET', `/api/attempt/submissions/${id}/events`)).text();
    const toldMs = Date.now();
    expect(life).toMatch(/"verdict":"WA"/);
    const { doneAt } = await staff.get(`/api/submissions/${id}`);
    expect(toldMs - Date.parse(doneAt)).toBeLessThan(promptMs);
  });

  test('what one was grading when it was killed, the other grades', async () => {
    for (const name of names) for (const source of [accepted, wrong]) sent.push(submit(name, slow(source)));
    const ids = (await Promise.all(sent)).map(({ id }) => id);
    await expect
      .poll(() => Promise.all(ids.map((id) => stateOf(`/api/submissions/${id}`))), patience)
      .toContain('done');
    await kill('right');
    await start('right');
    await expect
      .poll(() => Promise.all(ids.map((id) => stateOf(`/api/submissions/${id}`))), patience)
      .toEqual(ids.map(() => 'done'));
  });

  test('attempts that one was ending when it was killed, the other ends, with one last draft each', async () => {
    for (const name of names) expect((await saveDraft(who(name), loose, 0)).status).toBe(200);
    const asked = names.map((name) =>
      who(name)
        .ask('POST', '/api/attempt/finish')
        .catch(() => null),
    );
    await new Promise((resolve) => setTimeout(resolve, 40));
    await kill('left');
    await Promise.all(asked);
    for (const name of names) await who(name).ask('POST', '/api/attempt/finish');
    await start('left');
    await expect
      .poll(
        async () =>
          (await staff.get(`/api/assessments/${assessment}/attempts`)).items.map((one: { state: string }) => one.state),
        patience,
      )
      .toEqual(['finished', 'finished', 'finished']);
  });

  test('a rejudge that one was computing when it was killed, and one that it was applying, the other completes', async () => {
    const change = (path: string, body: unknown) => edit(staff, 'PUT', path, body);
    await change('/cases/secret/2-flat', { input: { text: '4\n1 2 2 3\n' }, answer: { text: '2\n' } });
    await change('/solutions/wrong_answer/loose.py', { source: loose });
    const job = await staff.send('POST', `${copyOf}/publish`, { note: 'Equal neighbours' });
    await expect.poll(() => stateOf(`/api/authoring/jobs/${job.id}`), patience).toBe('done');

    const reason = 'Equal neighbours were not tested';
    const { id } = await staff.send('POST', '/api/rejudges', { problem: slug, toNumber: 2, reason });
    const path = `/api/rejudges/${id}`;
    await expect.poll(async () => (await staff.get(path)).progress.graded, patience).toBeGreaterThan(0);
    await kill('right');
    await expect.poll(() => stateOf(path), patience).toBe('ready');
    await start('right');
    await staff.change('POST', `${path}/apply`, undefined, path);
    await kill('left');
    await expect.poll(() => stateOf(path), patience).toBe('applied');
    const { items } = await staff.get(`/api/assessments/${assessment}/attempts`);
    for (const { id: attempt, person } of items) attempts[person.name] = attempt;
    expect(items.map(({ score }: { score: number }) => score)).toEqual([100, 100, 100]);
  });

  test('nothing is lost, and nothing is there twice', async () => {
    const all = (await staff.get('/api/submissions?limit=100&kind=submit')).items as {
      id: string;
      attemptId: string;
    }[];
    // One of Ada, two of each, and each one's last draft.
    expect(all).toHaveLength(10);
    for (const { id } of all) expect((await staff.get(`/api/submissions/${id}/history`)).past).toHaveLength(1);
    for (const name of names) {
      const card = await staff.get(`/api/attempts/${attempts[name]}/scorecard`);
      // One of the two always lived.
      expect(JSON.stringify(await staff.get(`/api/attempts/${attempts[name]}/timeline`))).not.toContain('credited');
      expect(card.problems[0]).toMatchObject({ submissionCount: name === 'ada' ? 4 : 3 });
    }
    const expected = [
      ...all.map(({ id }) => `submission.graded ${id}`),
      ...names.map((name) => `attempt.finished ${attempts[name]}`),
    ].sort();
    const told = () => receiver.received.map(({ event, data }) => `${event} ${data.submissionId ?? data.attemptId}`);
    await expect.poll(() => new Set(told()).size, patience).toBe(expected.length);
    expect([...new Set(told())].sort()).toEqual(expected);
    // One that was sent, and not yet noted, is sent again under the same id.
    expect(new Set(receiver.received.map(({ delivery }) => delivery)).size).toBe(expected.length);
  });
});
