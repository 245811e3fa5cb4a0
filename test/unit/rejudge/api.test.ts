import { expect, test } from 'vitest';
import type { GradeRequest, Grader } from '../../../engine/grade/grade.ts';
import type { Principal } from '../../../engine/model/permission.ts';
import type { GradeResult } from '../../../engine/model/submission.ts';
import { type Api, createApi, someone } from '../../support/api.ts';
import { anAttempt, someRules } from '../../support/attempt.ts';
import { accept } from '../../support/grader.ts';
import { aProblem } from '../../support/problems.ts';

/** Rejudges through the API, with the real worker; the grader believes the source, such as `old:AC new:WA`. */

const versions = { old: 'a'.repeat(64), new: 'b'.repeat(64) };
const problems = [
  aProblem({ slug: 'brackets', version: versions.old }),
  aProblem({ slug: 'brackets', version: versions.new }),
];

const grader: Grader = {
  async grade(request: GradeRequest): Promise<GradeResult> {
    const name = request.problem.version === versions.old ? 'old' : 'new';
    const verdict = request.files[0]?.content.includes(`${name}:AC`) ? 'AC' : 'WA';
    const result = await accept(request);
    return { ...result, verdict, score: verdict === 'AC' ? 100 : 0 };
  },
};

async function started(): Promise<Api> {
  const api = await createApi({ grader, problems });
  await api.worker.start();
  api.rejudging.start();
  return api;
}

async function graded(api: Api, source: string, attemptId: string) {
  const rules = someRules({ problems: [{ slug: 'brackets', version: versions.old, name: 'Brackets', points: 10 }] });
  await api.store.attempts.insert(anAttempt({ id: attemptId, rules }));
  const { submission } = await api.intake.submit({
    ...{ problem: 'brackets', runtime: 'python', source, runAll: false, createdBy: `candidate:${attemptId}` },
    ...{ attempt: { id: attemptId, problemVersion: versions.old }, idempotencyKey: null },
  });
  return api.finished(submission.id);
}

const create = (api: Api, body: object = {}) =>
  api.ask({
    method: 'POST',
    url: '/api/rejudges',
    payload: { problem: 'brackets', toVersion: versions.new, reason: 'An answer was wrong', ...body },
  });

const decide = (api: Api, id: string, what: 'apply' | 'drop', etag?: string) =>
  api.ask({ method: 'POST', url: `/api/rejudges/${id}/${what}`, ...(etag && { headers: { 'if-match': etag } }) });

async function until(api: Api, id: string, state: string) {
  await expect.poll(async () => (await api.get(`/api/rejudges/${id}`)).json().state).toBe(state);
  return api.get(`/api/rejudges/${id}`);
}

test('previewed, applied, and both results stand in the history', async () => {
  const api = await started();
  const raised = await graded(api, 'old:WA new:AC', 'ada');
  const lowered = await graded(api, 'old:AC new:WA', 'bob');
  const asked = await create(api);
  expect(asked.statusCode).toBe(202);
  const { id } = asked.json();
  expect(asked.headers.location).toBe(`/api/rejudges/${id}`);
  expect((await create(api)).statusCode).toBe(409);
  const ready = await until(api, id, 'ready');
  expect(ready.json()).toMatchObject({ progress: { total: 2, graded: 2 }, createdBy: 'staff:someone' });
  const matrix = (await api.get(`/api/rejudges/${id}/matrix?limit=1`)).json();
  expect(matrix).toMatchObject({
    scores: { raised: 1, lowered: 1, same: 0, kept: 0 },
    attempts: { changed: 2, nowPass: 1, nowFail: 1 },
    changed: {
      items: [{ submissionId: raised.id, attemptId: 'ada', before: { verdict: 'WA' }, after: { score: 100 } }],
    },
  });
  const rest = (await api.get(`/api/rejudges/${id}/matrix?limit=1&after=${matrix.changed.next}`)).json();
  expect(rest.changed).toMatchObject({ items: [{ submissionId: lowered.id }], next: null });
  expect((await api.get(`/api/rejudges/${id}/attempts`)).json().items).toEqual([
    { attemptId: 'ada', before: { score: 0, passed: false }, after: { score: 10, passed: true } },
    { attemptId: 'bob', before: { score: 10, passed: true }, after: { score: 0, passed: false } },
  ]);
  expect((await api.get(`/api/submissions/${raised.id}`)).json().verdict).toBe('WA');

  await api.webhooks.create({
    url: 'https://ats.example.com/',
    events: ['attempt.rescored'],
    createdBy: 'staff:someone',
  });
  const decided = await decide(api, id, 'apply', ready.headers.etag as string);
  expect(decided.json()).toMatchObject({ state: 'applying', decidedBy: 'staff:someone' });
  await until(api, id, 'applied');
  expect((await api.get(`/api/submissions/${raised.id}`)).json()).toMatchObject({
    ...{ verdict: 'AC', score: 100, problemVersion: versions.new },
  });
  const history = (await api.get(`/api/submissions/${raised.id}/history`)).json();
  expect(history.current).toMatchObject({ problemVersion: versions.new, result: { verdict: 'AC' } });
  expect(history.current.receipt).toMatchObject({ problemVersion: versions.new });
  expect(history.past).toMatchObject([
    { number: 1, problemVersion: versions.old, result: { verdict: 'WA' }, rejudgeId: id },
  ]);
  expect(history.past[0].receipt).toMatchObject({ problemVersion: versions.old });
  expect(await api.store.attempts.get('ada')).toMatchObject({ score: 10, passed: true });
  expect(await api.store.attempts.get('bob')).toMatchObject({ score: 0, passed: false });
  const told = (await api.store.deliveries.find({ limit: 10 })).items.map(({ body }) => JSON.parse(body));
  expect(told).toMatchObject([
    { id: `attempt.rescored/ada/${id}`, data: { before: { score: 0, passed: false }, score: 10, passed: true } },
    { id: `attempt.rescored/bob/${id}`, data: { before: { score: 10, passed: true }, score: 0, passed: false } },
  ]);
  expect((await api.get('/api/rejudges?problem=brackets')).json().items).toMatchObject([{ id, state: 'applied' }]);
});

test('a decision names the revision that it was made from', async () => {
  const api = await started();
  await graded(api, 'old:AC new:WA', 'ada');
  const { id } = (await create(api)).json();
  const ready = await until(api, id, 'ready');
  expect((await decide(api, id, 'apply')).statusCode).toBe(428);
  expect((await decide(api, id, 'drop', '"1"')).statusCode).toBe(412);
  const dropped = await decide(api, id, 'drop', ready.headers.etag as string);
  expect(dropped.json()).toMatchObject({ state: 'dropped' });
  expect((await decide(api, id, 'apply', dropped.headers.etag as string)).statusCode).toBe(409);
  expect((await create(api)).statusCode).toBe(202);
});

test('there is no matrix before it is ready, and none of what is not there', async () => {
  const api = await createApi({ grader, problems });
  const { id } = (await create(api)).json();
  expect((await api.get(`/api/rejudges/${id}/matrix`)).statusCode).toBe(409);
  expect((await api.get(`/api/rejudges/${id}/attempts`)).statusCode).toBe(409);
  for (const path of ['/api/rejudges/x', '/api/rejudges/x/matrix', '/api/submissions/x/history']) {
    expect((await api.get(path)).statusCode, path).toBe(404);
  }
  expect((await create(api, { toVersion: 'c'.repeat(64) })).statusCode).toBe(404);
  expect((await create(api, { toNumber: 1 })).statusCode).toBe(400);
  expect((await create(api, { reason: '' })).statusCode).toBe(400);
});

test('authors rejudge; reviewers read the history and no more, candidates nothing', async () => {
  const api = await createApi({ grader, problems });
  const submission = await api.submit();
  const { id } = (await create(api)).json();
  const statuses = async (principal: Principal) => {
    api.as(principal);
    const history = await api.get(`/api/submissions/${submission.id}/history`);
    return [
      ...[
        await create(api),
        await decide(api, id, 'drop', '"9"'),
        await api.get(`/api/rejudges/${id}/matrix`),
        history,
      ],
    ].map(({ statusCode }) => statusCode);
  };
  expect(await statuses({ ...someone, roles: ['author'] } as Principal)).toEqual([409, 412, 409, 200]);
  expect(await statuses({ ...someone, roles: ['reviewer'] } as Principal)).toEqual([403, 403, 403, 200]);
  expect(await statuses({ kind: 'candidate', attemptId: 'a', sessionId: 's' })).toEqual([403, 403, 403, 403]);
});
