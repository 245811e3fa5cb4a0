import { expect, test } from 'vitest';
import { createJobRunner } from '../../../engine/authoring/job-runner.ts';
import { steadyGrader } from '../../../engine/authoring/steady-grader.ts';
import { AppError } from '../../../engine/errors.ts';
import type { Grader } from '../../../engine/grade/grade.ts';
import type { Store } from '../../../engine/ports.ts';
import { dataDirectory, quickClock } from '../../support/assay.ts';
import { gate } from '../../support/grader.ts';
import { healthy } from '../../support/health.ts';
import { silentLog } from '../../support/sandbox.ts';
import { goodPackage, scriptedGrader } from './packages.ts';
import { aProcess, ask, edit, never } from './process.ts';

/** What becomes of a job: published or refused, cut off at any point, raced for, canceled. */

test('a package that passes is published; its job says which case caught what, and leaves no folder', async () => {
  const one = await aProcess();
  await edit(one, goodPackage);
  const { id } = await ask(one, 'publish');
  await one.work();
  const job = await one.jobs.get(id);
  expect(job).toMatchObject({
    ...{ state: 'done', outcome: 'passed', reasons: [], version: 'v1', number: 1, files: [], lease: null },
    report: { ok: true, solutions: [{ caughtBy: null }, { verdict: 'WA', caughtBy: 'secret/2' }] },
  });
  expect(await one.store.problemVersions.get('twice@1')).toMatchObject({
    ...{ jobId: id, note: 'why', publishedBy: 'staff:1', report: { ok: true } },
  });
  expect(one.packages.open.size).toBe(0);
  const kinds = one.told.map(({ type }) => type);
  expect(kinds.filter((type) => type !== 'progress')).toEqual(['solution', 'solution', 'done']);
  expect(one.told.filter(({ type }) => type === 'progress').at(-1)).toMatchObject({ casesDone: 6, cases: 6 });
});

test('what the gate refuses is not published', async () => {
  const one = await aProcess();
  await edit(one, { ...goodPackage, 'submissions/wrong_answer/b.py': '# AC AC AC' });
  const { id } = await ask(one, 'publish');
  await one.work();
  expect(await one.jobs.get(id)).toMatchObject({ state: 'done', outcome: 'refused', version: null });
  expect((await one.jobs.get(id)).reasons).toEqual([
    expect.stringMatching(/^submissions\/wrong_answer\/b.py is expected/),
  ]);
  expect(await one.store.problemVersions.count({})).toBe(0);
});

test('verifying says what the gate would, and publishes nothing', async () => {
  const one = await aProcess();
  await edit(one, goodPackage);
  const { id } = await ask(one, 'verify');
  await one.work();
  expect(await one.jobs.get(id)).toMatchObject({ outcome: 'passed', version: null, report: { ok: true } });
  expect(await one.store.problemVersions.count({})).toBe(0);
});

test('a package that cannot be read is refused with the place of the fault; what the loader leaves out is a warning', async () => {
  const one = await aProcess();
  await edit(one, { ...goodPackage, 'problem.yaml': 'name: [\n' });
  const broken = await ask(one, 'publish');
  await edit(one, { ...goodPackage, 'submissions/accepted/b.hs': 'main' });
  const warned = await ask(one, 'verify');
  await one.work();
  expect(await one.jobs.get(broken.id)).toMatchObject({
    outcome: 'refused',
    reasons: [expect.stringContaining('problem.yaml')],
  });
  expect((await one.jobs.get(warned.id)).warnings.join()).toContain('submissions/accepted/b.hs');
});

test('limits are measured; nothing is published', async () => {
  const one = await aProcess();
  await edit(one, goodPackage);
  const { id } = await ask(one, 'measure');
  await one.work();
  const { outcome, measured, report } = await one.jobs.get(id);
  expect({ outcome, report }).toEqual({ outcome: 'passed', report: null });
  expect(measured).toMatchObject({ runs: 5, margin: 3, proposedTimeLimitMs: 1000, runtimes: [{ slowestMs: 30 }] });
});

test('a job has the files as they were when it was asked for', async () => {
  const one = await aProcess();
  await edit(one, goodPackage);
  const { id } = await ask(one, 'publish');
  await edit(one, { 'problem.yaml': 'broken' });
  await one.work();
  expect(await one.jobs.get(id)).toMatchObject({ outcome: 'passed' });
});

test('of a process that died in the middle, another one takes the job over at once', async () => {
  const dataDir = await dataDirectory();
  const hold = gate();
  const dying = await aProcess({ dataDir, owner: 'dead', grader: scriptedGrader(() => hold.wait(never)) });
  await edit(dying, goodPackage);
  const { id } = await ask(dying, 'publish');
  const work = dying.work();
  await hold.reached;
  const next = await aProcess({ dataDir, owner: 'two' });
  await next.work();
  expect(await next.jobs.get(id)).toMatchObject({ outcome: 'passed', number: 1, attempts: 2 });
  // It wakes up all the same: its work is of no use.
  hold.open();
  await work;
  expect(dying.packages.open.size).toBe(0);
  expect(await next.store.problemVersions.count({})).toBe(1);
  expect(await next.jobs.get(id)).toMatchObject({ outcome: 'passed', number: 1, attempts: 2 });
});

test('a job of a process that lives is left to it', async () => {
  const dataDir = await dataDirectory();
  const hold = gate();
  const slow = await aProcess({ dataDir, grader: scriptedGrader(() => hold.wait(never)) });
  await edit(slow, goodPackage);
  const { id } = await ask(slow, 'verify');
  const working = slow.work();
  await hold.reached;
  const other = await aProcess({ dataDir, owner: 'two' });
  await other.work();
  expect(await other.jobs.get(id)).toMatchObject({ state: 'running', attempts: 1, lease: { owner: 'one' } });
  hold.open();
  await working;
  expect(await other.jobs.get(id)).toMatchObject({ outcome: 'passed', attempts: 1 });
});

/** A store whose n-th write to a job fails, before it is done or after, as by a kill. */
function failing(at: number, when: 'before' | 'after'): (store: Store) => Store {
  let writes = 0;
  return (store) => ({
    ...store,
    authoringJobs: {
      ...store.authoringJobs,
      async update(id, rev, patch) {
        writes += 1;
        if (writes === at && when === 'before') throw new AppError('STORE_UNAVAILABLE', 'killed');
        const stored = await store.authoringJobs.update(id, rev, patch);
        if (writes === at && when === 'after') throw new AppError('STORE_UNAVAILABLE', 'killed');
        return stored;
      },
    },
  });
}

// The writes: taken, passed the gate, done.
for (const when of ['before', 'after'] as const) {
  for (const at of [1, 2, 3]) {
    test(`cut off ${when} write ${at}, it is published once all the same`, async () => {
      const dataDir = await dataDirectory();
      const dying = await aProcess({ dataDir, owner: 'dead', patienceMs: 0, wrap: failing(at, when) });
      await edit(dying, goodPackage);
      const { id } = await ask(dying, 'publish');
      await dying.work().catch(() => undefined);
      let graded = 0;
      const grader = scriptedGrader(() => {
        graded += 1;
      });
      const next = await aProcess({ dataDir, owner: 'two', grader });
      await next.work();
      expect(await next.jobs.get(id)).toMatchObject({ state: 'done', outcome: 'passed', version: 'v1', number: 1 });
      expect(await next.store.problemVersions.count({})).toBe(1);
      // Behind the gate nothing is verified again.
      const isPassed = at === 3 || (at === 2 && when === 'after');
      expect(graded).toBe(isPassed ? 0 : 6);
    });
  }
}

test('three processes at the same jobs: each is begun once', async () => {
  const dataDir = await dataDirectory();
  const begun: string[] = [];
  const grader = scriptedGrader((_file, index) => void (index === 0 && begun.push('solution')));
  const one = await aProcess({ dataDir, grader });
  const two = await aProcess({ dataDir, grader, owner: 'two' });
  const three = await aProcess({ dataDir, grader, owner: 'three' });
  await edit(one, goodPackage);
  const asked = [];
  for (let count = 0; count < 5; count++) asked.push(await ask(one, 'publish'));
  await Promise.all([one.work(), two.work(), three.work()]);
  const jobs = await Promise.all(asked.map(({ id }) => one.jobs.get(id)));
  expect(jobs.map(({ outcome, attempts }) => [outcome, attempts])).toEqual(Array(5).fill(['passed', 1]));
  expect(jobs.map(({ number }) => number).toSorted()).toEqual([1, 2, 3, 4, 5]);
  expect(begun).toHaveLength(10);
});

test('one problem has five jobs at most that are not done', async () => {
  const one = await aProcess();
  await edit(one, goodPackage);
  for (let count = 0; count < 5; count++) await ask(one, 'verify');
  await expect(ask(one, 'verify')).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
  await one.work();
  await ask(one, 'verify');
  await expect(ask(one, 'verify', 'unknown')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('canceled while it waits or runs, a job ends; what it did is dropped', async () => {
  const hold = gate();
  const one = await aProcess({
    grader: scriptedGrader((_file, index) => (index === 1 ? hold.wait(never) : undefined)),
  });
  await edit(one, goodPackage);
  const [running, waiting] = [await ask(one, 'publish'), await ask(one, 'publish')];
  const working = one.work();
  await hold.reached;
  expect(await one.jobs.cancel(waiting.id)).toMatchObject({ state: 'done', outcome: 'canceled' });
  expect(await one.jobs.cancel(running.id)).toMatchObject({ state: 'done', outcome: 'canceled', lease: null });
  expect(await one.jobs.cancel(running.id)).toMatchObject({ outcome: 'canceled' });
  hold.open();
  await working;
  for (const { id } of [running, waiting]) expect(await one.jobs.get(id)).toMatchObject({ outcome: 'canceled' });
  expect(await one.store.problemVersions.count({})).toBe(0);
  expect(one.packages.open.size).toBe(0);
});

test('what is done, or has passed the gate, cannot be canceled', async () => {
  const one = await aProcess();
  await edit(one, goodPackage);
  const hold = gate();
  const { publish } = one.packages;
  one.packages.publish = async (of) => {
    await hold.wait(never);
    return publish(of);
  };
  const { id } = await ask(one, 'publish');
  const working = one.work();
  await hold.reached;
  await expect(one.jobs.cancel(id)).rejects.toMatchObject({ code: 'CONFLICT' });
  hold.open();
  await working;
  await expect(one.jobs.cancel(id)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await one.jobs.get(id)).toMatchObject({ outcome: 'passed', number: 1 });
});

test('a runner that is closed puts its job back, and the next one does it', async () => {
  const dataDir = await dataDirectory();
  const hold = gate();
  const one = await aProcess({ dataDir });
  const grader: Grader = { grade: ({ signal }) => hold.wait(signal).then(() => Promise.reject(new Error('opened'))) };
  const runner = createJobRunner({ ...one.deps, grader });
  await edit(one, goodPackage);
  const { id } = await ask(one, 'verify');
  runner.start();
  await hold.reached;
  await runner.close();
  expect(await one.jobs.get(id)).toMatchObject({ state: 'queued', lease: null });
  const next = createJobRunner({ ...one.deps, grader: scriptedGrader() });
  next.start();
  await expect.poll(() => one.jobs.get(id)).toMatchObject({ outcome: 'passed' });
  await next.close();
});

test('a sandbox that fails is tried again; one that goes on failing is our fault, not the package’s', async () => {
  const broken = (times: number): Grader => ({
    async grade(request) {
      if (times-- > 0) throw new AppError('SANDBOX_FAULT', 'Docker is gone');
      return scriptedGrader().grade(request);
    },
  });
  const steady = (grader: Grader) =>
    steadyGrader({ grader, sandbox: { health: async () => healthy }, clock: quickClock, log: silentLog });
  const mended = await aProcess({ grader: steady(broken(2)) });
  await edit(mended, goodPackage);
  const first = await ask(mended, 'verify');
  await mended.work();
  expect(await mended.jobs.get(first.id)).toMatchObject({ outcome: 'passed' });
  const gone = await aProcess({ grader: steady(broken(1000)) });
  await edit(gone, goodPackage);
  const second = await ask(gone, 'publish');
  await gone.work();
  expect(await gone.jobs.get(second.id)).toMatchObject({
    outcome: 'failed',
    reasons: ['Docker is gone'],
    version: null,
  });
});

test('a store that is away for a moment costs no work', async () => {
  let graded = 0;
  const grader = scriptedGrader(() => {
    graded += 1;
  });
  const patient = await aProcess({ grader, wrap: failing(2, 'before') });
  await edit(patient, goodPackage);
  const { id } = await ask(patient, 'publish');
  await patient.work();
  expect(await patient.jobs.get(id)).toMatchObject({ outcome: 'passed', attempts: 1 });
  expect(graded).toBe(6);
});
