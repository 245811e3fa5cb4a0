import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { GradeRequest, Grader } from '../../../engine/grade/grade.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import type { Submission } from '../../../engine/model/submission.ts';
import { createAssay } from '../../support/assay.ts';
import { aSubmission } from '../../support/documents.ts';
import { accept } from '../../support/grader.ts';
import { aProblem } from '../../support/problems.ts';

/** What is graded, with which version, and what is said of it afterwards. */

const now = aProblem({ slug: 'brackets', version: 'n'.repeat(64), name: 'As it is now' });
const before = aProblem({ slug: 'brackets', version: 'b'.repeat(64), name: 'As it was' });

const waiting = (fields: Partial<Submission>) => aSubmission({ id: 's1', problem: 'brackets', ...fields });

/** Accepts all, and keeps what it was asked. */
function watched(): { asked: GradeRequest[]; grader: Grader } {
  const asked: GradeRequest[] = [];
  const grade: Grader['grade'] = (request) => {
    asked.push(request);
    return accept(request);
  };
  return { asked, grader: { grade } };
}

async function graded(fields: Partial<Submission>, problems: readonly Problem[] = [now, before]) {
  const { asked, grader } = watched();
  const assay = await createAssay({ grader, problems, worker: { onSettle: async () => {} } });
  await assay.store.submissions.insert(waiting(fields));
  await assay.worker.start();
  return { assay, done: await assay.finished('s1'), request: asked[0] as GradeRequest };
}

test('what is pinned is graded with its version, anything else with the problem as it is', async () => {
  const pinned = await graded({ pinned: true, problemVersion: before.version });
  expect([pinned.request.problem.name, pinned.done.problemVersion]).toEqual(['As it was', before.version]);
  const loose = await graded({ pinned: false, problemVersion: before.version });
  expect([loose.request.problem.name, loose.done.problemVersion]).toEqual(['As it is now', now.version]);
});

test('what is pinned to a version that was not kept is an internal error that says so', async () => {
  const { done } = await graded({ pinned: true, problemVersion: 'x'.repeat(64), attemptId: 'a' });
  expect(done).toMatchObject({
    problemVersion: 'x'.repeat(64),
    unsettled: true,
    receipt: null,
    result: { verdict: 'IE', reason: expect.stringContaining('brackets cannot be had at the version xxxxxxxxxxxx') },
  });
});

test('a run meets all samples, nothing else, and has no score and no receipt', async () => {
  const { assay, done, request } = await graded({ kind: 'run' });
  expect(request.problem.groups.map(({ name }) => name)).toEqual(['sample']);
  expect(request.runAll).toBe(true);
  expect(done).toMatchObject({ unsettled: false, receipt: null });
  expect(JSON.stringify([done, await assay.store.runs.find({ limit: 9 })])).not.toMatch(/SECRET/i);
});

test('a run with own input meets that input once, whose output is kept', async () => {
  const { assay, done, request } = await graded({ kind: 'run', input: 'é 1\n' });
  const [own, ...others] = request.problem.groups.flatMap(({ cases }) => cases);
  expect(others).toEqual([]);
  expect(own).toMatchObject({ name: 'own', args: [], checker: { kind: 'none' } });
  const chunks = [];
  for await (const chunk of own?.input.chunks() ?? []) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toBe('é 1\n');
  expect(own?.answer.sizeBytes).toBe(0);
  expect(done.result?.groups.map(({ name, cases }) => [name, cases.length])).toEqual([['own', 1]]);
  expect(await assay.store.runs.get('s1/0')).toMatchObject({ caseName: 'own', sample: true });
});

test('a run that could not be graded tells no secret case', async () => {
  const grader = { grade: async () => Promise.reject(new Error('broken')) };
  const assay = await createAssay({ grader });
  await assay.store.submissions.insert(waiting({ kind: 'run' }));
  await assay.worker.start();
  const { result } = await assay.finished('s1');
  expect(result).toMatchObject({ verdict: 'IE', groups: [{ name: 'sample' }] });
});

test('a receipt says with what a score was made', async () => {
  const files = [
    { name: 'main.py', content: 'é' },
    { name: 'a.py', content: '' },
  ];
  const { done, request } = await graded({ kind: 'rerun', of: 's0', files });
  expect(done.receipt).toEqual({
    sourceSha256: createHash('sha256').update('a.py\x000\0main.py\x002\0é').digest('hex'),
    problem: 'brackets',
    problemVersion: now.version,
    testDataSha256: now.digests.testData,
    checkerSha256: now.digests.checker,
    limits: request.problem.limits,
    runtime: 'python',
    runtimeVersion: '3.13.5',
    image: 'sha256:test',
    engine: '1.2.3',
    worker: 'test',
    gradedAt: expect.stringMatching(/^\d{4}-.*Z$/),
  });
});

test.each<[string, Partial<Submission>, boolean]>([
  ['a submission', { kind: 'submit' }, true],
  ['a run', { kind: 'run' }, false],
  ['a run of an attempt', { kind: 'run', attemptId: 'a' }, true],
  ['a rerun', { kind: 'rerun', of: 's0' }, false],
  ['a part of a rejudge', { kind: 'rejudge', of: 's0', rejudgeId: 'r' }, true],
])('the write that ends %s says whether there is more to do', async (_, fields, unsettled) => {
  const settled: string[] = [];
  const assay = await createAssay({
    worker: {
      async onSettle(id) {
        settled.push(`${id} ${(await assay.store.submissions.get(id))?.state}`);
        throw new Error('not yet');
      },
    },
  });
  await assay.store.submissions.insert(waiting(fields));
  await assay.store.submissions.insert(waiting({ ...fields, id: 's2' }));
  expect(await assay.intake.cancel('s2')).toMatchObject({ state: 'canceled', unsettled });
  await assay.worker.start();
  const done = await assay.finished('s1');
  expect(done.unsettled).toBe(unsettled);
  await assay.worker.close();
  expect(settled).toEqual(unsettled ? ['s1 done'] : []);
  expect(assay.logged.filter(({ level }) => level === 'error')).toHaveLength(unsettled ? 1 : 0);
});
