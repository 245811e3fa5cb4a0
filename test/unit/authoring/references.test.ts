import { expect, test } from 'vitest';
import { createReferences, type References } from '../../../engine/authoring/references.ts';
import { systemClock } from '../../../engine/clock.ts';
import { AppError } from '../../../engine/errors.ts';
import { createIds } from '../../../engine/ids.ts';
import type { ProblemVersion } from '../../../engine/model/package.ts';
import { dataDirectory } from '../../support/assay.ts';
import { gate } from '../../support/grader.ts';
import { goodPackage, scriptedGrader } from './packages.ts';
import { aProcess, ask, edit, never, type Process } from './process.ts';

/** The times of a kept version's accepted solutions: measured when they are first asked for, once, whatever happens. */

const allRuns = { ...goodPackage, 'submissions/accepted/c.py': '# AC AC AC' };

function referencesOf({ store }: Process, now = systemClock.now): References {
  return createReferences({ store, clock: { now }, newId: createIds(systemClock), wake() {} });
}

async function keep({ store, packages }: Process, change: Partial<ProblemVersion> = {}): Promise<void> {
  const made = { id: 'twice@kept-v1', rev: 1, slug: 'twice', version: 'v1', number: 0, files: packages.files(allRuns) };
  const when = { publishedAt: '2026-01-01T00:00:00.000Z', publishedBy: 'system', note: '', report: null, jobId: null };
  await store.problemVersions.insert({ ...made, ...when, ...change });
}

const names = (times: Awaited<ReturnType<References['of']>>) =>
  times.state === 'measured' ? times.report.solutions.map(({ name }) => name) : times.state;

test('asked for, they are measured: the accepted solutions alone, on all cases', async () => {
  const one = await aProcess();
  await keep(one);
  const references = referencesOf(one);
  expect(await references.of('twice', 'v1')).toEqual({ state: 'waiting', report: null });
  await one.work();
  const times = await references.of('twice', 'v1');
  expect(names(times)).toEqual(['submissions/accepted/a.py', 'submissions/accepted/c.py']);
  expect(times).toMatchObject({ report: { solutions: [{ cases: [{ cpuTimeMs: 10 }, { cpuTimeMs: 20 }, {}] }, {}] } });
  expect(one.packages.open.size).toBe(0);
});

test('however many ask, in however many processes, it is done once', async () => {
  const dataDir = await dataDirectory();
  const begun: string[] = [];
  const grader = scriptedGrader((file, index) => void (index === 0 && begun.push(file)));
  const [one, two] = [await aProcess({ dataDir, grader }), await aProcess({ dataDir, grader, owner: 'two' })];
  await keep(one);
  const asked = [one, two, one, two].map((process) => referencesOf(process).of('twice', 'v1'));
  expect(new Set((await Promise.all(asked)).map(({ state }) => state))).toEqual(new Set(['waiting']));
  await Promise.all([one.work(), two.work()]);
  await referencesOf(two).of('twice', 'v1');
  await two.work();
  expect(begun).toHaveLength(2);
  expect(await one.store.authoringJobs.count({})).toBe(1);
});

test('of a process that died in the middle, another one takes it over', async () => {
  const dataDir = await dataDirectory();
  const hold = gate();
  const dying = await aProcess({ dataDir, owner: 'dead', grader: scriptedGrader(() => hold.wait(never)) });
  await keep(dying);
  await referencesOf(dying).of('twice', 'v1');
  const work = dying.work();
  await hold.reached;
  const next = await aProcess({ dataDir, owner: 'two' });
  expect(await referencesOf(next).of('twice', 'v1')).toEqual({ state: 'waiting', report: null });
  await next.work();
  expect(names(await referencesOf(next).of('twice', 'v1'))).toHaveLength(2);
  hold.open();
  await work;
  expect(dying.packages.open.size).toBe(0);
});

test('it waits behind what authors asked for, and until there is room', async () => {
  let isRoomy = false;
  const begun: string[] = [];
  const grader = scriptedGrader((_file, index) => void (index === 0 && begun.push('a solution')));
  const one = await aProcess({ grader, hasRoom: () => isRoomy });
  await keep(one);
  await referencesOf(one).of('twice', 'v1');
  await edit(one, goodPackage);
  const { id } = await ask(one, 'verify');
  await one.work();
  expect(await one.jobs.get(id)).toMatchObject({ outcome: 'passed' });
  expect(await referencesOf(one).of('twice', 'v1')).toEqual({ state: 'waiting', report: null });
  expect(begun).toHaveLength(2);
  isRoomy = true;
  await one.work();
  expect(names(await referencesOf(one).of('twice', 'v1'))).toHaveLength(2);
});

test('authors do not see it among theirs, nor does it count as one', async () => {
  const one = await aProcess();
  await keep(one);
  await referencesOf(one).of('twice', 'v1');
  await edit(one, goodPackage);
  for (let count = 0; count < 5; count++) await ask(one, 'verify');
  expect((await one.jobs.list({ slug: 'twice', limit: 10 })).items).toHaveLength(5);
  expect((await one.jobs.list({ limit: 10 })).items).toHaveLength(5);
});

test('a published version has them of its gate', async () => {
  const one = await aProcess();
  const report = { slug: 'twice', version: 'v1', ok: true, solutions: [], remarks: [] };
  await keep(one, { id: 'twice@1', number: 1, report });
  expect(await referencesOf(one).of('twice', 'v1')).toEqual({ state: 'measured', report });
  expect(await one.store.authoringJobs.count({})).toBe(0);
});

test('asked for again, they are measured once more, and those from before are there until then', async () => {
  const cpu = { ms: 900 };
  const one = await aProcess({ grader: scriptedGrader(undefined, () => cpu.ms) });
  await keep(one);
  const references = referencesOf(one);
  await references.of('twice', 'v1');
  await one.work();
  cpu.ms = 7;
  await Promise.all([references.again('twice', 'v1'), referencesOf(one).again('twice', 'v1')]);
  const meanwhile = await references.of('twice', 'v1');
  expect(meanwhile).toMatchObject({
    state: 'waiting',
    report: { solutions: [{ cases: [{ cpuTimeMs: 900 }, {}, {}] }, {}] },
  });
  await references.again('twice', 'v1');
  await one.work();
  const times = await references.of('twice', 'v1');
  expect(times).toMatchObject({
    state: 'measured',
    report: { solutions: [{ cases: [{ cpuTimeMs: 7 }, {}, {}] }, {}] },
  });
  expect(await one.store.authoringJobs.count({})).toBe(1);
});

test('those of a published version too, and where that fails the times of its gate stay', async () => {
  const report = { slug: 'twice', version: 'v1', ok: true, solutions: [], remarks: [] };
  const grader = scriptedGrader(() => {
    throw new AppError('SANDBOX_FAULT', 'No box could be opened.');
  });
  const one = await aProcess({ grader });
  await keep(one, { id: 'twice@1', number: 1, report });
  const references = referencesOf(one);
  await references.again('twice', 'v1');
  expect(await references.of('twice', 'v1')).toEqual({ state: 'waiting', report });
  await one.work();
  expect(await references.of('twice', 'v1')).toEqual({ state: 'measured', report });
  await expect(references.again('twice', 'v2')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a version that was not kept has none, and it is said', async () => {
  const one = await aProcess();
  expect(await referencesOf(one).of('twice', 'v1')).toMatchObject({
    state: 'none',
    reason: expect.stringContaining('not kept'),
  });
});

test('what failed for our own sake is tried again after a while', async () => {
  let isBroken = true;
  const grader = scriptedGrader(() => {
    if (isBroken) throw new AppError('SANDBOX_FAULT', 'No box could be opened.');
  });
  const one = await aProcess({ grader });
  await keep(one);
  await referencesOf(one).of('twice', 'v1');
  await one.work();
  const failed = await referencesOf(one).of('twice', 'v1');
  expect(failed).toEqual({
    state: 'none',
    reason: 'The reference solutions could not be measured. No box could be opened.',
  });
  isBroken = false;
  const later = referencesOf(one, () => new Date(Date.now() + 3_600_000));
  expect(await later.of('twice', 'v1')).toEqual({ state: 'waiting', report: null });
  await one.work();
  expect(names(await later.of('twice', 'v1'))).toHaveLength(2);
});
