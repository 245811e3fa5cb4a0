import { expect, test } from 'vitest';
import type { GradeRequest, Grader } from '../../../engine/grade/grade.ts';
import { type Api, createApi } from '../../support/api.ts';
import { aSubmission } from '../../support/documents.ts';
import { accept } from '../../support/grader.ts';

/** POST /api/submissions/:id/rerun and GET …/reruns: the same once more, and what became different. */

const rerun = (api: Api, id: string) => api.ask({ method: 'POST', url: `/api/submissions/${id}/rerun` });

/** Accepts; from the second time on, the last case is wrong, and everything takes twice as long. */
function drifting(): { asked: GradeRequest[]; grader: Grader } {
  const asked: GradeRequest[] = [];
  const grade: Grader['grade'] = async (request) => {
    asked.push(request);
    const result = await accept(request);
    if (asked.length === 1) return result;
    const cases = result.groups.flatMap((group) => group.cases);
    for (const one of cases) Object.assign(one, { cpuTimeMs: 2 * one.cpuTimeMs, wallTimeMs: 2 * one.wallTimeMs });
    Object.assign(cases.at(-1) ?? {}, { verdict: 'WA' });
    Object.assign(result.groups.at(-1) ?? {}, { verdict: 'WA', score: 50 });
    return { ...result, verdict: 'WA', score: 50 };
  };
  return { asked, grader: { grade } };
}

test('a rerun is the same once more, of no attempt, and shows its drift', async () => {
  const { asked, grader } = drifting();
  let image = 'sha256:one';
  const api = await createApi({ grader, sandbox: { imageOf: async () => image } });
  await api.worker.start();
  const first = await api.finished((await api.submit()).id);
  image = 'sha256:two';
  const response = await rerun(api, first.id);
  expect(response.statusCode).toBe(202);
  const { id } = response.json();
  expect(response.headers.location).toBe(`/api/submissions/${id}`);
  expect(response.json()).toMatchObject({
    kind: 'rerun',
    state: 'queued',
    of: first.id,
    attemptId: null,
    receipt: null,
  });
  const again = await api.finished(id);
  expect(again).toMatchObject({ priority: 5, lane: null, pinned: true, createdBy: 'staff:someone', unsettled: false });
  const { problem, files, runAll, runtime } = asked[0] as GradeRequest;
  expect(asked[1]).toMatchObject({ problem: { version: problem.version }, files, runAll, runtime });
  const { result, receipt } = first;
  expect(await api.store.submissions.get(first.id)).toMatchObject({ state: 'done', result, receipt });

  const { items, next } = (await api.get(`/api/submissions/${first.id}/reruns`)).json();
  expect([items.length, next, items[0].rerun.id]).toEqual([1, null, id]);
  expect(items[0].drift).toEqual({
    drifted: true,
    total: { name: '', before: { verdict: 'AC', score: 100 }, after: { verdict: 'WA', score: 50 } },
    groups: [{ name: 'secret', before: { verdict: 'AC', score: 100 }, after: { verdict: 'WA', score: 50 } }],
    cases: [{ name: 'secret/2', before: { verdict: 'AC', score: null }, after: { verdict: 'WA', score: null } }],
    receipt: [{ field: 'image', before: 'sha256:one', after: 'sha256:two' }],
    cpuTimeRatio: 2,
    wallTimeRatio: 2,
  });
});

test('one that does not drift says so; one that is not done has no drift yet', async () => {
  const api = await createApi();
  await api.worker.start();
  const first = await api.finished((await api.submit()).id);
  await api.finished((await rerun(api, first.id)).json().id);
  await api.store.submissions.insert(aSubmission({ id: 'waits', kind: 'rerun', of: first.id }));
  const page = (await api.get(`/api/submissions/${first.id}/reruns?limit=1`)).json();
  expect(page.items).toMatchObject([{ rerun: { id: 'waits', state: 'queued' }, drift: null }]);
  const rest = (await api.get(`/api/submissions/${first.id}/reruns?after=${page.next}`)).json();
  expect(rest.items).toMatchObject([
    { drift: { drifted: false, total: null, groups: [], cases: [], receipt: [], cpuTimeRatio: 1 } },
  ]);
});

test.each([
  ['a run', { kind: 'run', state: 'done' }, 409],
  ['what waits', { state: 'queued' }, 409],
  ['what was canceled', { state: 'canceled' }, 409],
  ['what has a version that is gone', { state: 'done', problemVersion: 'x'.repeat(64) }, 409],
] as const)('%s is not graded again', async (_, fields, status) => {
  const api = await createApi();
  await api.store.submissions.insert(
    aSubmission({ id: 's1', problem: 'brackets', problemVersion: 'v'.repeat(64), ...fields }),
  );
  const response = await rerun(api, 's1');
  expect([response.statusCode, response.json().code]).toEqual([status, 'CONFLICT']);
  expect(await api.store.submissions.count({})).toBe(1);
});

test('of what is not there, there is no rerun, and no list', async () => {
  const api = await createApi();
  expect((await rerun(api, 'nope')).statusCode).toBe(404);
  expect((await api.get('/api/submissions/nope/reruns')).statusCode).toBe(404);
});

test('a rerun is written down in the audit log', async () => {
  const api = await createApi();
  await api.worker.start();
  const first = await api.finished((await api.submit()).id);
  const { id } = (await rerun(api, first.id)).json();
  const find = () => api.store.audit.find({ where: { action: 'submission.rerun' }, limit: 9 });
  await expect
    .poll(async () => (await find()).items)
    .toMatchObject([{ target: `submission:${first.id}`, outcome: 'done', detail: { rerun: id } }]);
});
