import { expect, test } from 'vitest';
import type { TimelineData } from '../../../engine/model/attempt.ts';
import { aFinished, anEntry } from '../../support/attempts.ts';
import { createRound, reviewer } from '../review/round.ts';

test('a scorecard has the best submission whole, the others in a line, and what was done', async () => {
  const api = await createRound();
  const paste: TimelineData = { kind: 'paste', sizeChars: 9, text: 'x', cut: false };
  await api.store.timeline.put(
    anEntry('ada', '2026-03-02T12:01:00.000Z', paste),
    anEntry('ada', '2026-03-02T12:02:00.000Z', { kind: 'run', submissionId: 'try', runtime: 'python', final: false }),
    anEntry('ada', '2026-03-02T12:03:00.000Z', { kind: 'blurred' }, null),
  );
  const response = await api.get('/api/attempts/ada/scorecard');
  expect(response.statusCode).toBe(200);
  const card = response.json();
  expect(card).toMatchObject({
    ...{ title: 'Backend engineer', score: 40, percent: 40, passed: false, state: 'finished' },
    person: { label: 'Ada Lovelace', email: 'ada@example.com', hidden: false },
    clock: { allowedMs: 3_600_000, usedMs: 1_800_000 },
    cohort: { finished: 1, lower: 0, equal: 0, percentile: 50 },
    evidence: { focusLosses: 1, pastes: 1, complete: true },
  });
  expect(card.evidence.note).toContain('never part of the score');
  const [problem] = card.problems;
  expect(problem).toMatchObject({ points: 40, maxPoints: 100, verdict: 'WA', submissionCount: 2 });
  expect(problem.activity).toMatchObject({ spentMs: 60_000, pastes: 1, runs: 1 });
  expect(problem.submissions.map(({ id }: { id: string }) => id)).toEqual(['second', 'first']);
  expect(problem.best.files[0].content).toBe('print(1)\nprint(3)\n');
  expect(problem.best.limits).toMatchObject({ timeLimitMs: 2000 });
  const cases = problem.best.groups.flatMap((group: { cases: { name: string; index: number }[] }) => group.cases);
  expect(cases.map(({ name, index }: { name: string; index: number }) => [name, index])).toEqual([
    ...[
      ['sample/1', 0],
      ['secret/1', 1],
      ['secret/2', 2],
    ],
  ]);
});

test('the place among the others counts those at the same version that are finished', async () => {
  const api = await createRound();
  const other = (id: string, fields: object) => aFinished({ id, assessmentId: 'backend', ...fields });
  await api.store.attempts.put(
    ...[0, 10, 40, 40, 95, 100].map((score, index) => other(`at-${index}`, { score })),
    other('nothing', { score: null }),
    other('old', { score: 0, assessmentVersion: 0 }),
    other('going', { score: 0, state: 'running', endedAt: null, finishedAt: null }),
    other('else', { score: 0, assessmentId: 'other' }),
  );
  const { cohort } = (await api.get('/api/attempts/ada/scorecard')).json();
  // Below: 0, 10 and who submitted nothing; the same: three with its own.
  expect(cohort).toMatchObject({ finished: 8, lower: 3, equal: 2, percentile: 56.3 });
  expect(cohort.histogram.map(({ count }: { count: number }) => count)).toEqual([2, 1, 0, 0, 3, 0, 0, 0, 0, 2]);
  expect(cohort.histogram.findIndex(({ own }: { own: boolean }) => own)).toBe(4);
});

test('a case is shown with what differs, and only to who may read scorecards', async () => {
  const api = await createRound();
  const response = await api.get('/api/submissions/second/cases/2/diff');
  expect(response.json()).toMatchObject({
    ...{ case: 'secret/2', verdict: 'WA', sample: false, message: 'line 2', input: { text: 'SECRET IN\n' } },
    diff: { method: 'lines', firstDifferenceLine: 2 },
  });
  const author = { ...reviewer('author'), roles: ['author'] } as never;
  const candidate = { kind: 'candidate', attemptId: 'ada', sessionId: 's' } as never;
  for (const principal of [author, candidate, { kind: 'anonymous' } as never]) {
    api.as(principal);
    for (const path of ['submissions/second/cases/2/diff', 'submissions/first/diff/second', 'attempts/ada/scorecard']) {
      const refused = await api.get(`/api/${path}`);
      expect([401, 403]).toContain(refused.statusCode);
      expect(refused.body).not.toContain('SECRET');
    }
  }
});

test('sources are compared file by file', async () => {
  const api = await createRound();
  const { files } = (await api.get('/api/submissions/first/diff/second')).json();
  expect(files).toHaveLength(1);
  expect(files[0]).toMatchObject({ name: 'main.py', status: 'changed', diff: { firstDifferenceLine: 2 } });
  const same = (await api.get('/api/submissions/first/diff/first')).json();
  expect(same.files[0]).toMatchObject({ status: 'same', diff: { hunks: [] } });
});

test('what is not there is said so', async () => {
  const api = await createRound();
  for (const path of ['attempts/none/scorecard', 'submissions/second/cases/7/diff', 'submissions/second/diff/none']) {
    expect((await api.get(`/api/${path}`)).statusCode, path).toBe(404);
  }
});

test('an attempt that has not begun has a scorecard too, on paper as well', async () => {
  const nothing = { startedAt: null, endsAt: null, endedAt: null, endedBy: null, finishedAt: null } as const;
  const none = { state: 'ready' as const, standings: [], score: null, passed: null };
  const api = await createRound({ attempt: { ...nothing, ...none } });
  const card = (await api.get('/api/attempts/ada/scorecard')).json();
  expect(card).toMatchObject({ score: null, percent: null, cohort: { finished: 0, percentile: null }, state: 'ready' });
  expect(card.problems[0]).toMatchObject({ best: null, points: 0, maxPoints: 100 });
  expect((await api.get('/api/attempts/ada/scorecard.pdf')).statusCode).toBe(200);
});

test('two to five attempts are set side by side', async () => {
  const api = await createRound();
  await api.store.attempts.put(
    aFinished({ id: 'bob', assessmentId: 'backend' }),
    aFinished({ id: 'eve', assessmentId: 'other' }),
  );
  const { attempts, problems } = (await api.get('/api/assessments/backend/compare?attempts=bob,ada')).json();
  expect(attempts.map(({ id }: { id: string }) => id)).toEqual(['bob', 'ada']);
  expect(problems[0].attempts).toMatchObject([{ best: null }, { points: 40, best: { id: 'second' } }]);
  const ask = async (ids: string) => (await api.get(`/api/assessments/backend/compare?attempts=${ids}`)).statusCode;
  expect(await ask('ada,ada')).toBe(400);
  expect(await ask('a,b,c,d,e,f')).toBe(400);
  expect(await ask('ada,eve')).toBe(404);
});

test('a blind assessment shows nobody until it is decided', async () => {
  const api = await createRound({ assessment: { blind: true } });
  await api.store.attempts.put(
    aFinished({ id: 'bob', assessmentId: 'backend', name: 'Bob Blunt', email: 'bob@b.org' }),
  );
  const paths = [
    ...['attempts/ada/scorecard', 'assessments/backend/attempts', 'assessments/backend/compare?attempts=ada,bob'],
    ...['assessments/backend/attempts.csv', 'assessments/backend/attempts.json'],
  ];
  for (const path of paths) {
    const { statusCode, body } = await api.get(`/api/${path}`);
    expect(statusCode, path).toBe(200);
    expect(body, path).toMatch(/Candidate [0-9a-f]{6}/);
    expect(body.toLowerCase(), path).not.toMatch(/lovelace|blunt|@example|@b\.org/);
  }
  const before = (await api.get('/api/attempts/ada/scorecard')).json().person.label;
  expect((await api.get('/api/attempts/ada/scorecard')).json().person.label).toBe(before);
  await api.ask({
    ...{ method: 'POST', url: '/api/attempts/ada/decision', payload: { decision: 'hold', reason: '' } },
  });
  expect((await api.get('/api/attempts/ada/scorecard')).json().person.name).toBe('Ada Lovelace');
  expect((await api.get('/api/assessments/backend/attempts')).body).not.toContain('Blunt');
});

test('a decision goes into the log, is told to webhooks, and can be made again without harm', async () => {
  const api = await createRound();
  const decide = (decision: string, reason = 'because') =>
    api.ask({ method: 'POST', url: '/api/attempts/ada/decision', payload: { decision, reason } });
  const first = (await decide('hold')).json();
  expect((await decide('hold')).json()).toEqual(first);
  await Promise.all([decide('advance', 'a'), decide('reject', 'b'), decide('advance', 'c')]);
  const stored = await api.store.attempts.get('ada');
  expect(stored?.decisions).toHaveLength(4);
  expect(stored).toMatchObject({ unannounced: true, decision: stored?.decisions.at(-1)?.decision });
  expect(stored?.decisions[0]).toMatchObject({ by: 'staff:someone', byName: 'Some One', decision: 'hold' });
  await api.store.attempts.put(aFinished({ id: 'going', assessmentId: 'backend', state: 'grading' }));
  const early = {
    method: 'POST' as const,
    url: '/api/attempts/going/decision',
    payload: { decision: 'hold', reason: '' },
  };
  expect((await api.ask(early)).statusCode).toBe(409);
});
