import { expect, test } from 'vitest';
import { createTrialRunner } from '../../../engine/authoring/job-runner.ts';
import { forgetTrials } from '../../../engine/authoring/trial-tidy.ts';
import { AppError } from '../../../engine/errors.ts';
import type { GradeRequest, Grader } from '../../../engine/grade/grade.ts';
import { dataDirectory } from '../../support/assay.ts';
import { gate } from '../../support/grader.ts';
import { goodPackage, outputOf, scriptedGrader } from './packages.ts';
import { aProcess, edit, never, type Process, tryIt } from './process.ts';

/** A program run now: on what, what is kept of it, and that it holds up nobody. */

const all = { cases: 'all' } as const;
const { 'data/secret/2.ans': _, ...halfAnswered } = goodPackage;

async function casesOf({ store }: Process, jobId: string) {
  const { items } = await store.trials.find({ where: { jobId }, limit: 100 });
  return items.map(({ result: { name, verdict }, compared }) => [name, verdict, compared]);
}

/** The scripted one, and what it was asked. */
function listening() {
  const asked: GradeRequest[] = [];
  const grader: Grader = {
    grade(request) {
      asked.push(request);
      return scriptedGrader().grade(request);
    },
  };
  return { asked, grader };
}

test('every case is told when it has ended, and can be opened by then', async () => {
  const one = await aProcess();
  await edit(one, { ...goodPackage, 'submissions/accepted/a.py': '# AC WA RTE' });
  const { id } = await tryIt(one, all);
  await one.work();
  const job = await one.jobs.get(id);
  expect(job).toMatchObject({ kind: 'try', state: 'done', outcome: 'passed', files: [], lease: null });
  expect(job.tried).toMatchObject({ verdict: 'WA', runtime: 'python', cases: 3, score: 0, compile: { ok: true } });
  expect(job.tried?.limits).toMatchObject({ timeLimitMs: expect.any(Number), memoryLimitMb: expect.any(Number) });
  expect(one.told.map(({ type }) => type)).toEqual(['trying', 'case', 'case', 'case', 'done']);
  expect(one.told[3]).toMatchObject({ one: { index: 2, group: 'secret', compared: true, kept: false } });
  expect(await casesOf(one, id)).toEqual([
    ['sample/1', 'AC', true],
    ['secret/1', 'WA', true],
    ['secret/2', 'RTE', true],
  ]);
  expect(one.packages.open.size).toBe(0);
});

test('on samples, on cases by name, and on an own input: nothing else is run, and nothing is scored', async () => {
  const { asked, grader } = listening();
  const one = await aProcess({ grader });
  await edit(one, goodPackage);
  const jobs = [];
  for (const on of [{ cases: 'samples' } as const, { names: ['secret/2'] }, { input: '7\n' }]) {
    jobs.push(await tryIt(one, on));
  }
  await one.work();
  expect(await Promise.all(jobs.map(({ id }) => casesOf(one, id)))).toEqual([
    [['sample/1', 'AC', true]],
    [['secret/2', 'AC', true]],
    [['own', 'AC', false]],
  ]);
  expect(asked.map(({ problem }) => [problem.type, problem.maxScore])).toEqual(Array(3).fill(['scoring', 0]));
  expect((await one.jobs.get(jobs[0]?.id ?? '')).tried).toMatchObject({ score: null, cases: 1 });
});

test('a program that is in no package is run as it was typed', async () => {
  const { asked, grader } = listening();
  const one = await aProcess({ grader });
  await edit(one, goodPackage);
  const files = [{ name: 'x.py', content: '# TLE' }];
  const { id } = await tryIt(one, { names: ['sample/1'] }, { runtime: 'python', files });
  await one.work();
  expect(asked[0]).toMatchObject({ main: 'x.py', files, runAll: true });
  expect(await casesOf(one, id)).toEqual([['sample/1', 'TLE', true]]);
});

test('while a case has no answer yet, all can be run: there nothing is compared', async () => {
  const { asked, grader } = listening();
  const one = await aProcess({ grader });
  await edit(one, halfAnswered);
  const [whole, open] = [await tryIt(one, all), await tryIt(one, { cases: 'unanswered' })];
  await one.work();
  expect((await casesOf(one, whole.id)).map(([name, , compared]) => [name, compared])).toEqual([
    ['sample/1', true],
    ['secret/1', true],
    ['secret/2', false],
  ]);
  expect(await casesOf(one, open.id)).toEqual([['secret/2', 'AC', false]]);
  const kinds = asked[0]?.problem.groups.map(({ cases }) => cases.map(({ checker }) => checker.kind));
  expect(kinds).toEqual([['tokens'], ['tokens', 'none']]);
  expect((await one.jobs.get(whole.id)).tried).toMatchObject({ score: null });
});

for (const [what, files, trial, reason] of [
  ['a broken package', { 'problem.yaml': 'name: [\n' }, {}, /^problem.yaml/],
  ['no secret case', { 'data/secret/1.in': '', 'data/secret/2.in': '' }, {}, /^data\/secret/],
  ['no such solution', {}, { solution: 'submissions/accepted/z.py' }, /^submissions\/accepted\/z.py: there is no such/],
  ['no runtime', { 'submissions/accepted/a.hs': 'x' }, { solution: 'submissions/accepted/a.hs' }, /a.hs: .*no runtime/],
  ['no such case', {}, { on: { names: ['secret/9'] } }, /^data\/secret\/9.in: there is no such case/],
  ['nothing unanswered', {}, { on: { cases: 'unanswered' } }, /every case has an answer/],
] as const) {
  test(`${what}: it is refused with the place`, async () => {
    const one = await aProcess();
    const given: Record<string, string> = { ...goodPackage, ...files };
    if (what === 'no secret case') {
      for (const path of Object.keys(given)) if (path.startsWith('data/secret')) delete given[path];
    }
    await edit(one, given);
    const { on = all, solution = 'submissions/accepted/a.py' } = trial as { on?: typeof all; solution?: string };
    const { id } = await tryIt(one, on, { solution });
    await one.work();
    const job = await one.jobs.get(id);
    expect(job).toMatchObject({ outcome: 'refused', tried: null });
    expect(job.reasons[0]).toMatch(reason);
  });
}

test('of a process that died in the middle, another one begins it anew', async () => {
  const dataDir = await dataDirectory();
  const hold = gate();
  const halts = scriptedGrader((_file, index) => (index === 1 ? hold.wait(never) : undefined));
  const dying = await aProcess({ dataDir, owner: 'dead', grader: halts });
  await edit(dying, goodPackage);
  const { id } = await tryIt(dying, all);
  void dying.work();
  await hold.reached;
  expect(await casesOf(dying, id)).toHaveLength(1);
  const next = await aProcess({ dataDir, owner: 'two' });
  await next.work();
  expect(await next.jobs.get(id)).toMatchObject({ outcome: 'passed', attempts: 2 });
  expect(await casesOf(next, id)).toHaveLength(3);
  hold.open();
  await expect.poll(() => dying.packages.open.size).toBe(0);
  expect(await casesOf(next, id)).toHaveLength(3);
});

test('two processes at the same runs: each is begun once', async () => {
  const dataDir = await dataDirectory();
  const [one, two] = [await aProcess({ dataDir }), await aProcess({ dataDir, owner: 'two' })];
  await edit(one, goodPackage);
  const asked = [];
  for (let count = 0; count < 5; count++) asked.push(await tryIt(one, count % 2 ? all : { input: '1' }));
  await expect(tryIt(one, all)).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
  await Promise.all([one.work(), two.work()]);
  const jobs = await Promise.all(asked.map(({ id }) => one.jobs.get(id)));
  expect(jobs.map(({ outcome, attempts }) => [outcome, attempts])).toEqual(Array(5).fill(['passed', 1]));
});

test('canceled in the middle, it ends; what had ended by then stays to be seen', async () => {
  const hold = gate();
  const grader = scriptedGrader((_file, index) => (index === 1 ? hold.wait(never) : undefined));
  const one = await aProcess({ grader });
  await edit(one, goodPackage);
  const { id } = await tryIt(one, all);
  const working = one.work();
  await hold.reached;
  expect(await one.jobs.cancel(id)).toMatchObject({ state: 'done', outcome: 'canceled' });
  hold.open();
  await working;
  expect(await one.jobs.get(id)).toMatchObject({ outcome: 'canceled', tried: null });
  expect(await casesOf(one, id)).toHaveLength(1);
});

test('a short run goes in between two cases of a long one, and is not held up by verifying', async () => {
  const order: string[] = [];
  const short = gate();
  const grader: Grader = {
    async grade(request) {
      const what = request.problem.groups.length > 1 ? 'long' : 'short';
      return scriptedGrader(async (_file, index) => {
        order.push(`${what} ${index}`);
        if (what === 'short') short.open();
        if (what === 'long' && index === 0) await asked;
      }).grade(request);
    },
  };
  const one = await aProcess({ grader });
  await edit(one, goodPackage);
  const long = await tryIt(one, all);
  const verified = await one.jobs.ask({ kind: 'verify', slug: 'twice', note: '', createdBy: 'staff:1' });
  const asked = Promise.resolve().then(() => tryIt(one, { input: '1' }));
  const runner = createTrialRunner({ ...one.deps, grader });
  runner.start();
  await expect.poll(() => one.jobs.get(long.id)).toMatchObject({ outcome: 'passed' });
  await runner.close();
  expect(order).toEqual(['long 0', 'short 0', 'long 1', 'long 2']);
  expect((await one.jobs.get(verified.id)).state).toBe('queued');
});

test('an output validator that does not work is the package’s fault, a sandbox that does not is ours', async () => {
  for (const [code, outcome] of [
    ['VALIDATOR_FAULT', 'refused'],
    ['SANDBOX_FAULT', 'failed'],
  ] as const) {
    const grader: Grader = { grade: () => Promise.reject(new AppError(code, 'It says why.')) };
    const one = await aProcess({ grader });
    await edit(one, goodPackage);
    const { id } = await tryIt(one, all);
    await one.work();
    expect(await one.jobs.get(id)).toMatchObject({ outcome, reasons: ['It says why.'] });
  }
});

test('whole outputs are kept of programs that ended by themselves, up to a bound', async () => {
  const one = await aProcess();
  await edit(one, { ...goodPackage, 'submissions/accepted/a.py': '# AC TLE WA' });
  const { id } = await tryIt(one, all);
  await one.work();
  const { items } = await one.store.trials.find({ where: { jobId: id }, limit: 10 });
  expect(items.map(({ whole }) => whole && [whole.path, whole.chunks[0]])).toEqual([
    ['data/sample/1.ans', outputOf('sample/1')],
    null,
    ['data/secret/2.ans', outputOf('secret/2')],
  ]);
});

test('a day after it has ended, a run is forgotten with all that it printed', async () => {
  const one = await aProcess();
  await edit(one, goodPackage);
  const old = await tryIt(one, all);
  await one.work();
  const open = await tryIt(one, all);
  const at = (hours: number) => ({ now: () => new Date(Date.now() + hours * 3_600_000) });
  await forgetTrials({ store: one.store, clock: at(23) }, never);
  expect(await casesOf(one, old.id)).toHaveLength(3);
  await forgetTrials({ store: one.store, clock: at(25) }, never);
  expect(await casesOf(one, old.id)).toEqual([]);
  await expect(one.jobs.get(old.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await one.jobs.get(open.id)).toMatchObject({ state: 'queued' });
});
