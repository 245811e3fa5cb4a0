import { expect, test } from 'vitest';
import type { Principal } from '../../../engine/model/permission.ts';
import type { CaseResult } from '../../../engine/model/submission.ts';
import type { SolutionReport } from '../../../engine/model/verify.ts';
import type { Api } from '../../support/api.ts';
import { aCaseResult, aGraded, aResult } from '../../support/attempts.ts';
import { aCase, aGroup, aProblem } from '../../support/problems.ts';
import { createRound, reviewer } from '../review/round.ts';

/** CPU time over size of the input, for who may read scorecards. */

const url = '/api/submissions/second/growth';

function solution(name: string, runtime: string, ms: number, change: Partial<SolutionReport> = {}): SolutionReport {
  const cases = ['sample/1', 'secret/1', 'secret/2'].map((one) => ({
    ...{ name: one, verdict: 'AC' as const, reason: null, cpuTimeMs: ms },
  }));
  return {
    ...{ name: `submissions/accepted/${name}`, runtime, status: 'pass', expected: 'AC', verdict: 'AC', reason: null },
    ...{ score: 100, caughtBy: null, slowest: null, cases, remarks: [], ...change },
  };
}

async function published(api: Api, solutions: SolutionReport[]): Promise<void> {
  const version = 'v'.repeat(64);
  for (const problem of await api.problems.list()) await api.problems.keep(problem);
  await api.store.problemVersions.insert({
    ...{ id: 'brackets@1', rev: 1, slug: 'brackets', version, number: 1, files: [], note: '', jobId: null },
    ...{ publishedAt: '2026-01-01T00:00:00.000Z', publishedBy: 'staff:1' },
    report: { slug: 'brackets', version, ok: true, solutions, remarks: [] },
  });
}

test('each case that ran, by size, beside the accepted solutions: the same runtime first, the faster one first', async () => {
  const api = await createRound();
  await published(api, [
    solution('slow.py', 'python', 50),
    solution('a.go', 'go', 2),
    solution('broken.py', 'python', 1, { status: 'fail', verdict: 'WA' }),
    solution('fast.py', 'python', 20),
  ]);
  const response = await api.get(url);
  expect(response.statusCode).toBe(200);
  const growth = response.json();
  expect(growth).toMatchObject({ runtime: 'python', timeLimitMs: 2000, fit: null });
  expect(growth.cases.map(({ name, inputBytes, index }: Record<string, unknown>) => [name, inputBytes, index])).toEqual(
    [
      ['secret/2', 3, 2],
      ['secret/1', 9, 1],
      ['sample/1', 10, 0],
    ],
  );
  expect(growth.cases[0]).toMatchObject({ group: 'secret', verdict: 'WA', cpuTimeMs: 12 });
  expect(growth.references).toMatchObject({ state: 'measured', words: '' });
  expect(growth.references.solutions.map((one: { solution: string }) => one.solution)).toEqual(
    ['fast.py', 'slow.py', 'a.go'].map((name) => `submissions/accepted/${name}`),
  );
  expect(growth.references.solutions[0].cpuTimesMs).toEqual([20, 20, 20]);
  expect(growth.words).toMatch(/^Too few cases/);
});

test('a case that was skipped, or that the version does not have, is left out', async () => {
  const api = await createRound();
  const result = aResult();
  const cases: CaseResult[] = [
    aCaseResult({ name: 'secret/1', verdict: 'TLE', cpuTimeMs: 2000 }),
    aCaseResult({ name: 'secret/2', verdict: 'SK', cpuTimeMs: 0 }),
    aCaseResult({ name: 'secret/other' }),
  ];
  result.groups[1] = { name: 'secret', verdict: 'TLE', score: 0, maxScore: 100, cases };
  await api.store.submissions.insert(aGraded({ id: 'slow', attemptId: 'ada', result }));
  const growth = (await api.get('/api/submissions/slow/growth')).json();
  expect(growth.cases.map(({ name }: { name: string }) => name)).toEqual(['secret/1', 'sample/1']);
  expect(growth.words).toContain('runs into the time limit');
});

test('where the reference solutions were not measured, it is said why; nothing graded asks for nothing', async () => {
  const api = await createRound();
  expect((await api.get(url)).json().references).toMatchObject({
    ...{ state: 'none', solutions: [], words: expect.stringContaining('was not kept') },
  });
  await api.store.submissions.insert(aGraded({ id: 'waits', attemptId: 'ada', state: 'queued', result: null }));
  const { cases, references } = (await api.get('/api/submissions/waits/growth')).json();
  expect({ cases, state: references.state }).toEqual({ cases: [], state: 'none' });
  expect((await api.get('/api/submissions/none/growth')).statusCode).toBe(404);
});

test('who may change scorecards has the reference solutions measured again, which the audit log tells', async () => {
  const api = await createRound();
  await published(api, [solution('fast.py', 'python', 20)]);
  const again = (id: string) => api.ask({ method: 'POST', url: `/api/submissions/${id}/growth/references` });
  const response = await again('second');
  expect(response.statusCode).toBe(200);
  expect(response.json().references).toMatchObject({
    ...{
      state: 'waiting',
      words: expect.stringContaining('measured again'),
      solutions: [{ cpuTimesMs: [20, 20, 20] }],
    },
  });
  expect(await api.store.authoringJobs.count({ where: { ofVersion: `brackets@${'v'.repeat(64)}` } })).toBe(1);
  const [entry] = (await api.store.audit.find({ where: { action: 'references.measure' }, limit: 10 })).items;
  expect(entry).toMatchObject({ target: 'submission:second', outcome: 'done' });
  expect((await again('none')).statusCode).toBe(404);
  api.as({ kind: 'key', id: 'k', name: 'CI', permissions: ['scorecards:read'] });
  expect((await again('second')).statusCode).toBe(403);
});

test('sizes are for who may read scorecards, and for nobody else', async () => {
  const api = await createRound();
  const author = { ...reviewer('author'), roles: ['author'] } as Principal;
  const candidate = { kind: 'candidate', attemptId: 'ada', sessionId: 's' } as Principal;
  const key: Principal = { kind: 'key', id: 'k', name: 'CI', permissions: ['submissions:read'] };
  for (const principal of [author, candidate, key, { kind: 'anonymous' } as Principal]) {
    api.as(principal);
    const refused = await api.get(url);
    expect([401, 403]).toContain(refused.statusCode);
    expect(refused.body).not.toContain('inputBytes');
  }
});

test('ten thousand cases take well under a second', async () => {
  const names = Array.from({ length: 10_000 }, (_, at) => `secret/${at}`);
  const groups = [
    aGroup(
      'secret',
      names.map((name, at) => aCase(name, { input: 'x'.repeat(1 + (at % 3000)) })),
    ),
  ];
  const api = await createRound({}, { problems: [aProblem({ slug: 'brackets', groups })] });
  const result = {
    ...aResult(),
    groups: [
      {
        name: 'secret',
        verdict: 'AC' as const,
        score: 100,
        maxScore: 100,
        cases: names.map((name) => aCaseResult({ name })),
      },
    ],
  };
  await api.store.submissions.insert(aGraded({ id: 'many', attemptId: 'ada', result }));
  const cases = names.map((name) => ({ name, verdict: 'AC' as const, reason: null, cpuTimeMs: 5 }));
  await published(
    api,
    ['a.py', 'b.py', 'c.go'].map((name) => solution(name, name.endsWith('go') ? 'go' : 'python', 5, { cases })),
  );
  const started = process.cpuUsage();
  const growth = await api.review.growths.of('many');
  const { user, system } = process.cpuUsage(started);
  expect(growth.cases).toHaveLength(10_000);
  expect((user + system) / 1000).toBeLessThan(700);
});
