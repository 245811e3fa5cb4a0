import { expect, test } from 'vitest';
import { AppError } from '../../../engine/errors.ts';
import type { Grader } from '../../../engine/grade/grade.ts';
import type { SubmissionEvent } from '../../../engine/model/event.ts';
import { createAssay, dataDirectory, quickClock } from '../../support/assay.ts';
import { accept } from '../../support/grader.ts';
import { healthy } from '../../support/health.ts';
import { aProblem } from '../../support/problems.ts';

/** A fault of ours costs a candidate nothing: it is tried again, or becomes an internal error that says what happened. */

function faulty(faults: number, fault: () => Error, atCase = 1): Grader & { calls: number } {
  const grader = {
    calls: 0,
    grade: (request: Parameters<Grader['grade']>[0]) => {
      const fails = ++grader.calls <= faults;
      return accept(request, (index) => {
        if (fails && index === atCase) throw fault();
      });
    },
  };
  return grader;
}

const sandboxFault = () => new AppError('SANDBOX_FAULT', 'The box died.\nlines of its log');

test('after two sandbox faults the third try counts, and no event is told twice', async () => {
  const grader = faulty(2, sandboxFault);
  const assay = await createAssay({ grader, clock: quickClock });
  const { id } = await assay.submit();
  const told: SubmissionEvent[] = [];
  assay.events.subscribe(id, (event) => told.push(event));
  await assay.worker.start();
  const done = await assay.finished(id);
  expect(done).toMatchObject({ attempts: 3, result: { verdict: 'AC', score: 100 } });
  await expect.poll(() => told.map((event) => event.id)).toEqual([2, 3, 4, 5, 6, 7]);
  expect(assay.logged.filter(({ level }) => level === 'warn')).toHaveLength(2);
});

test('while the sandbox cannot be reached work waits, however long, and then goes on', async () => {
  const grader = faulty(5, sandboxFault);
  let looks = 0;
  // Away for twenty looks at each of the five faults.
  const health = async () => ({ ...healthy, ok: false, reachable: looks++ % 20 === 19 });
  const assay = await createAssay({ grader, clock: quickClock, sandbox: { health } });
  await assay.worker.start();
  const done = await assay.finished((await assay.submit()).id);
  expect(done).toMatchObject({ attempts: 6, result: { verdict: 'AC' } });
  expect(looks).toBe(100);
});

test('a submission that waits for the sandbox can be canceled', async () => {
  const sandbox = { health: async () => ({ ...healthy, reachable: false }) };
  const assay = await createAssay({ grader: faulty(99, sandboxFault), sandbox });
  const { id } = await assay.submit();
  await assay.worker.start();
  await expect.poll(() => assay.logged.length).toBeGreaterThan(0);
  await assay.intake.cancel(id);
  expect((await assay.finished(id)).state).toBe('canceled');
  await expect.poll(() => assay.queue.stats().running).toBe(0);
});

test('three sandbox faults are an internal error, with every case skipped', async () => {
  const grader = faulty(99, sandboxFault);
  const assay = await createAssay({ grader, clock: quickClock });
  await assay.worker.start();
  const { result, lease } = await assay.finished((await assay.submit()).id);
  expect(grader.calls).toBe(3);
  expect(lease).toBeNull();
  expect(result).toMatchObject({ verdict: 'IE', score: 0, maxScore: 100 });
  expect(result?.reason).toBe('The sandbox failed 3 times, at last: The box died.');
  expect(result?.groups.flatMap(({ cases }) => cases.map(({ verdict }) => verdict))).toEqual(['SK', 'SK', 'SK']);
});

test('the end of an internal error comes behind every case that was told before', async () => {
  const grader = faulty(99, sandboxFault, 2);
  const assay = await createAssay({ grader, clock: quickClock });
  const { id } = await assay.submit();
  const told: SubmissionEvent[] = [];
  assay.events.subscribe(id, (event) => told.push(event));
  await assay.worker.start();
  await expect.poll(() => told.at(-1)?.type).toBe('done');
  expect(told.map((event) => event.id)).toEqual([2, 3, 4, 5, 6, 7]);
  expect(told.at(-1)).toMatchObject({ verdict: 'IE', score: 0 });
});

test('a package that is changed under the work is graded again, as it is by then', async () => {
  const problems = [aProblem({ slug: 'brackets', version: 'one' })];
  const change = () => {
    problems[0] = aProblem({ slug: 'brackets', version: 'two' });
    return new AppError('PACKAGE_CHANGED', 'A file has changed.');
  };
  const assay = await createAssay({ grader: faulty(1, change), problems, clock: quickClock });
  await assay.worker.start();
  const done = await assay.finished((await assay.submit()).id);
  expect(done).toMatchObject({ problemVersion: 'two', attempts: 2, result: { verdict: 'AC' } });
});

test('what an output validator said that failed is in the log', async () => {
  const grader: Grader = {
    grade: (request) =>
      accept({
        ...request,
        onRun: async (record, index) => request.onRun?.({ ...record, message: 'NameError' }, index),
        onCase: (told) => request.onCase({ ...told, result: { ...told.result, verdict: 'IE', reason: 'it failed' } }),
      }),
  };
  const assay = await createAssay({ grader });
  await assay.worker.start();
  const { id } = await assay.finished((await assay.submit()).id);
  const details = { submissionId: id, problem: 'brackets', case: 'sample/1', reason: 'it failed', said: 'NameError' };
  expect(assay.logged).toContainEqual(expect.objectContaining({ level: 'error', details }));
});

test('another error is not tried again; what it says stays in the log', async () => {
  const grader = faulty(1, () => new TypeError('secret answer 42'));
  const assay = await createAssay({ grader });
  await assay.worker.start();
  const { result } = await assay.finished((await assay.submit()).id);
  expect(grader.calls).toBe(1);
  expect(result?.verdict).toBe('IE');
  expect(JSON.stringify(result)).not.toContain('secret answer');
  expect(assay.logged).toContainEqual(
    expect.objectContaining({ level: 'error', details: expect.objectContaining({ err: expect.any(TypeError) }) }),
  );
});

test('a runtime that is gone by then is an internal error that names it', async () => {
  const assay = await createAssay();
  const { id, rev } = await assay.submit();
  await assay.store.submissions.update(id, rev, { runtime: 'cobol' });
  await assay.worker.start();
  const { result } = await assay.finished(id);
  expect(result).toMatchObject({ verdict: 'IE', score: 0, maxScore: 100 });
  expect(result?.reason).toContain('The runtime cobol is gone');
});

test('a problem that is gone by then is an internal error that names it', async () => {
  const dataDir = await dataDirectory();
  const { id } = await (await createAssay({ dataDir })).submit();
  const later = await createAssay({ dataDir, problems: [] });
  await later.worker.start();
  const { result } = await later.finished(id);
  expect(result).toMatchObject({ verdict: 'IE', score: 0, maxScore: null, groups: [] });
  expect(result?.reason).toContain('The problem brackets is gone');
});

test('a result that the store cannot take at all is an internal error', async () => {
  const grader: Grader = {
    grade: async (request) => ({ ...(await accept(request)), reason: 'x'.repeat(16 * 1024 * 1024) }),
  };
  const assay = await createAssay({ grader });
  const { id } = await assay.submit();
  const told: SubmissionEvent[] = [];
  assay.events.subscribe(id, (event) => told.push(event));
  await assay.worker.start();
  const { result } = await assay.finished(id);
  expect(result).toMatchObject({ verdict: 'IE', maxScore: 100 });
  expect(result?.reason).toContain('bytes');
  await expect.poll(() => told.at(-1)).toMatchObject({ type: 'done', verdict: 'IE' });
});

test('a submission that stopped the engine fifty times is given up', async () => {
  const grader = faulty(0, sandboxFault);
  const assay = await createAssay({ grader });
  const { id, rev } = await assay.submit();
  await assay.store.submissions.update(id, rev, { attempts: 50 });
  await assay.worker.start();
  expect((await assay.finished(id)).result).toMatchObject({
    verdict: 'IE',
    reason: expect.stringContaining('50 times'),
  });
  expect(grader.calls).toBe(0);
});
