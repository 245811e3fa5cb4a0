import { describe, expect, test } from 'vitest';
import { aProblem } from '../../support/problems.ts';
import { createRound } from '../../support/round.ts';

/** From the link to the end, as a candidate's browser has it. */

describe('the session', () => {
  test('the link opens it, on one machine and on another, and its cookie is for scripts of nobody', async () => {
    const round = await createRound();
    await round.invite('ada');
    const one = await round.open('ada');
    expect(one.opened.statusCode).toBe(200);
    expect(String(one.opened.headers['set-cookie'])).toMatch(/^assay-attempt=[\w-]{43};.*HttpOnly; SameSite=Lax/);
    const other = await round.open('ada');
    expect(other.cookie).not.toBe(one.cookie);
    await one.send('POST', '/api/attempt/start', { agreed: true });
    expect((await other.get('/api/attempt')).json()).toMatchObject({ state: 'running', name: 'ada' });
  });

  test.each(['nobody', 'x'.repeat(150)])(
    'a link that is not valid opens nothing, and says as much of any',
    async (name) => {
      const { opened, cookie } = await (await createRound()).open(name);
      expect([opened.statusCode, opened.json().code, cookie]).toEqual([404, 'NOT_FOUND', '']);
    },
  );

  test('a hall of candidates behind one address gets in', async () => {
    const round = await createRound();
    for (let n = 0; n < 60; n++) await round.invite(`p${n}`);
    const all = await Promise.all(Array.from({ length: 60 }, (_, n) => round.open(`p${n}`)));
    expect(all.map(({ opened }) => opened.statusCode)).toEqual(Array.from({ length: 60 }, () => 200));
  });

  test('one that expired or was withdrawn says so', async () => {
    const round = await createRound();
    await round.invite('late', { expiresAt: '2026-03-02T11:00:00.000Z' });
    expect((await round.open('late')).opened.json()).toMatchObject({ code: 'GONE', status: 410 });
  });

  test('leaving ends it in this browser only', async () => {
    const round = await createRound();
    const [one, other] = [await round.begin('ada'), await round.open('ada')];
    const left = await one.send('DELETE', '/api/attempt/session');
    expect([left.statusCode, String(left.headers['set-cookie'])]).toEqual([
      204,
      expect.stringContaining('assay-attempt=;'),
    ]);
    expect((await one.get('/api/attempt')).statusCode).toBe(401);
    expect((await other.get('/api/attempt')).statusCode).toBe(200);
  });

  test('a page of one candidate gets nothing and changes nothing once another link was opened in its browser', async () => {
    const round = await createRound();
    await round.begin('ada');
    const bob = await round.begin('bob');
    const asAda = { 'x-assay-attempt': 'ada' };
    const saved = { files: [{ name: 'main.py', content: 'of ada' }], revision: 0 };
    const answers = [
      await bob.send('PUT', '/api/attempt/drafts/brackets/python', saved, asAda),
      await bob.send('POST', '/api/attempt/finish', undefined, asAda),
      await bob.send('DELETE', '/api/attempt/session', undefined, asAda),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401]);
    expect((await bob.get('/api/attempt/drafts')).json().items).toEqual([]);
    const { id } = (await bob.get('/api/attempt')).json();
    const own = await bob.send('PUT', '/api/attempt/drafts/brackets/python', saved, { 'x-assay-attempt': id });
    expect([id, own.statusCode]).toEqual(['bob', 200]);
  });

  test('without it nothing is told, and staff have no part in it', async () => {
    const round = await createRound();
    await round.begin('ada');
    for (const path of ['', '/drafts', '/submissions', '/problems/brackets']) {
      expect((await round.get(`/api/attempt${path}`)).statusCode).toBe(401);
    }
  });

  test('opening, starting and finishing are in the audit log, without the token', async () => {
    const round = await createRound();
    const ada = await round.begin('ada');
    await ada.send('POST', '/api/attempt/finish');
    const { items } = await round.store.audit.find({ limit: 100 });
    expect(items.map(({ action, target }) => `${action} ${target}`)).toEqual([
      'invitation.open attempt:ada',
      'attempt.start attempt:ada',
      'attempt.finish attempt:ada',
    ]);
    expect(JSON.stringify([items, round.log, round.logged])).not.toContain('token ada');
  });
});

describe('before the start', () => {
  test('the candidate is told what it is, what is recorded, and the own time; of the problems only how many', async () => {
    const round = await createRound({
      problems: [aProblem({ slug: 'brackets', languages: ['python'] })],
      assessment: { closesAt: '2026-03-09T00:00:00.000Z' },
    });
    await round.invite('ada', { extraTimePercent: 50 });
    const seen = (await round.open('ada')).opened.json();
    expect(seen).toMatchObject({
      ...{ state: 'ready', title: 'Backend engineer', problemCount: 1, problems: [], feedback: 'samples' },
      ...{ opensAt: null, closesAt: '2026-03-09T00:00:00.000Z', submissionLimit: null },
      runtimes: [{ id: 'python' }],
      clock: { startedAt: null, endsAt: null, allowedMs: 90 * 60_000, remainingMs: 90 * 60_000, extraTimePercent: 50 },
      accepts: { drafts: false, submissions: false, why: expect.stringContaining('not begun') },
    });
    expect(seen.recorded.join(' ')).toMatch(/type.*runs.*paste.*leave.*None of it.*score/s);
    expect(JSON.stringify(seen)).not.toMatch(/Brackets|brackets/);
  });

  test('no statement is given, and nothing is taken', async () => {
    const round = await createRound();
    await round.invite('ada');
    const ada = await round.open('ada');
    const answers = [
      await ada.get('/api/attempt/problems/brackets'),
      await ada.send('PUT', '/api/attempt/drafts/brackets/python', {
        files: [{ name: 'a.py', content: 'a' }],
        revision: 0,
      }),
      await ada.send('POST', '/api/attempt/runs', { problem: 'brackets', runtime: 'python', source: 'a' }),
      await ada.send('POST', '/api/attempt/events', { items: [{ kind: 'blurred' }] }),
      await ada.send('POST', '/api/attempt/finish'),
    ];
    for (const answer of answers) expect(answer.json()).toMatchObject({ status: 409, code: 'ATTEMPT_CLOSED' });
  });

  test('it does not begin unless the candidate agreed', async () => {
    const round = await createRound();
    await round.invite('ada');
    const ada = await round.open('ada');
    for (const body of [{}, { agreed: false }, { agreed: 'yes' }]) {
      expect((await ada.send('POST', '/api/attempt/start', body)).statusCode).toBe(400);
    }
    expect((await ada.get('/api/attempt')).json().state).toBe('ready');
  });
});

describe('while it runs', () => {
  test('the clock is the server’s, and stops are told with their reasons', async () => {
    const round = await createRound();
    const ada = await round.begin('ada');
    round.clock.pass(10 * 60_000);
    await round.attempts.pause('ada', { by: 'staff:eve', reason: 'fire alarm' });
    round.clock.pass(5 * 60_000);
    const paused = (await ada.get('/api/attempt')).json();
    expect(paused).toMatchObject({ state: 'paused', accepts: { drafts: false, submissions: false } });
    expect(paused.accepts.why).toContain('fire alarm');
    expect(paused.clock).toMatchObject({ standing: true, endsAt: null, remainingMs: 50 * 60_000 });
    expect(paused.clock.stops).toEqual([
      { kind: 'pause', from: '2026-03-02T12:10:00.000Z', to: null, reason: 'fire alarm' },
    ]);
    await round.attempts.resume('ada', 'staff:max');
    expect((await ada.get('/api/attempt')).json()).toMatchObject({
      accepts: { drafts: true, submissions: true, why: null },
      clock: { now: '2026-03-02T12:15:00.000Z', endsAt: '2026-03-02T13:05:00.000Z', remainingMs: 50 * 60_000 },
    });
    expect(JSON.stringify(paused)).not.toContain('staff:eve');
  });

  test('a problem that cannot be had is told in words, and what is typed for it is saved', async () => {
    const round = await createRound();
    const ada = await round.begin('ada');
    round.problems.get = async () => null;
    expect((await ada.get('/api/attempt')).json()).toMatchObject({
      problems: [{ slug: 'brackets', available: false }],
    });
    const submission = { problem: 'brackets', runtime: 'python', source: 'print(1)' };
    for (const answer of [
      await ada.get('/api/attempt/problems/brackets'),
      await ada.send('POST', '/api/attempt/submissions', submission),
    ]) {
      expect(answer.statusCode).toBe(410);
      expect(answer.json().detail).toContain('our fault and will not count against you');
    }
    const draft = { files: [{ name: 'main.py', content: 'print(1)' }], revision: 0 };
    expect((await ada.send('PUT', '/api/attempt/drafts/brackets/python', draft)).statusCode).toBe(200);
  });

  test('a problem is given at its fixed version, with samples, limits and starter code', async () => {
    const starters = { python: [{ name: 'main.py', content: 'text = input()\n' }] };
    const round = await createRound({
      problems: [aProblem({ slug: 'brackets', starters })],
      rules: { runtimes: ['python', 'go'] },
    });
    const ada = await round.begin('ada');
    const problem = (await ada.get('/api/attempt/problems/brackets')).json();
    expect(problem).toMatchObject({
      statement: '# Brackets\n\nSay whether they match.\n',
      limits: { timeLimitMs: 2000, sourceSizeLimitKb: 256 },
      samples: [{ name: 'sample/1', input: { text: 'sample in\n' }, answer: { text: 'sample out\n' } }],
      runtimes: [
        { id: 'python', starter: starters.python },
        { id: 'go', starter: [] },
      ],
    });
    expect((await ada.get('/api/attempt/problems/other')).json().code).toBe('NOT_FOUND');
  });

  test('each problem says how far it is', async () => {
    const problems = ['brackets', 'two', 'three'].map((slug) => aProblem({ slug, name: slug }));
    const rules = {
      problems: problems.map(({ slug, version, name }) => ({ slug, version, name, points: 10 })),
      submissionLimit: 5,
    };
    const round = await createRound({ problems, rules });
    const ada = await round.begin('ada');
    const files = [{ name: 'main.py', content: 'a' }];
    await ada.send('PUT', '/api/attempt/drafts/two/python', { files, revision: 0 });
    await ada.send('POST', '/api/attempt/submissions', { problem: 'three', runtime: 'python', source: 'a' });
    const { problems: told } = (await ada.get('/api/attempt')).json();
    expect(told.map(({ slug, state, submissions }: Record<string, unknown>) => [slug, state, submissions])).toEqual([
      ['brackets', 'untouched', 0],
      ['two', 'draft', 0],
      ['three', 'submitted', 1],
    ]);
  });

  test.each([
    ['samples', { verdict: null, score: null }],
    ['groups', { verdict: 'PAC', score: 40 }],
  ] as const)('with feedback of %s a problem says %j of its best submission', async (feedback, told) => {
    const round = await createRound({ rules: { feedback } });
    const ada = await round.begin('ada');
    const { rev } = (await round.store.attempts.get('ada')) ?? { rev: 0 };
    const best = {
      problem: 'brackets',
      best: 's',
      verdict: 'PAC' as const,
      points: 40,
      maxPoints: 100,
      submissions: 1,
    };
    await round.store.attempts.update('ada', rev, { standings: [best], score: 40 });
    expect((await ada.get('/api/attempt')).json().problems[0]).toMatchObject(told);
  });
});

describe('the end', () => {
  test('by the candidate: nothing is taken any more, the last draft is handed in, and twice is once', async () => {
    const round = await createRound();
    const ada = await round.begin('ada');
    const files = [{ name: 'main.py', content: 'last' }];
    await ada.send('PUT', '/api/attempt/drafts/brackets/python', { files, revision: 0 });
    round.clock.pass(60_000);
    for (let times = 0; times < 2; times++) {
      const finished = await ada.send('POST', '/api/attempt/finish');
      expect(finished.json()).toMatchObject({ state: 'grading', clock: { endedAt: '2026-03-02T12:01:00.000Z' } });
    }
    expect((await ada.get('/api/attempt/submissions')).json().items).toHaveLength(1);
    const late = await ada.send('PUT', '/api/attempt/drafts/brackets/python', {
      files: [{ name: 'main.py', content: 'x' }],
      revision: 1,
    });
    expect(late.json()).toMatchObject({ code: 'ATTEMPT_CLOSED', detail: expect.stringContaining('You finished') });
    const [{ id }] = (await ada.get('/api/attempt/submissions')).json().items;
    expect((await ada.send('DELETE', `/api/attempt/submissions/${id}`)).json().code).toBe('ATTEMPT_CLOSED');
  });

  test('by the time: before any sweep came by, runs and submissions are refused at once, drafts a moment later', async () => {
    const round = await createRound();
    const ada = await round.begin('ada');
    const program = { problem: 'brackets', runtime: 'python', source: 'a' };
    const save = (content: string, revision: number) =>
      ada.send('PUT', '/api/attempt/drafts/brackets/python', { files: [{ name: 'main.py', content }], revision });
    round.clock.set('2026-03-02T13:00:00.000Z');
    expect((await ada.send('POST', '/api/attempt/runs', program)).json().code).toBe('ATTEMPT_CLOSED');
    expect((await ada.send('POST', '/api/attempt/submissions', program)).json().code).toBe('ATTEMPT_CLOSED');
    expect((await save('typed before', 0)).json()).toMatchObject({ revision: 1 });
    expect((await ada.get('/api/attempt')).json().accepts).toMatchObject({ drafts: true, submissions: false });
    round.clock.pass(6000);
    expect((await save('typed after', 1)).json()).toMatchObject({ code: 'ATTEMPT_CLOSED' });
  });
});
