import { expect, test } from 'vitest';
import type { OpenComparison } from '../../../engine/similarity/thread-port.ts';
import { openThread } from '../../../engine/similarity/thread-port.ts';
import { createAssay, dataDirectory } from '../../support/assay.ts';
import { testClock } from '../../support/clock.ts';
import { aSubmission } from '../../support/documents.ts';
import { aProblem } from '../../support/problems.ts';
import { anAssessmentOf, fixture, handIn } from './round.ts';

const minuteMs = 60_000;
const reportOf = async ({ store }: { store: Awaited<ReturnType<typeof createAssay>>['store'] }) =>
  store.similarityReports.get('a/brackets');

async function aRound(options: Parameters<typeof createAssay>[0] = {}) {
  const clock = testClock();
  const assay = { ...(await createAssay({ clock, ...options })), clock };
  return assay;
}

test('compares what attempts that are over have handed in, some time after the first of them ended', async () => {
  const assay = await aRound();
  const { store, similarity, runner, clock } = assay;
  await anAssessmentOf(store);
  await handIn(store, { name: 'ada', source: await fixture('original.py') });
  await similarity.touch('a');
  await runner.sweep();
  expect(await reportOf(assay)).toMatchObject({ state: 'waiting', updatedAt: null });

  await handIn(store, { name: 'bob', source: await fixture('copied.py'), best: false });
  await handIn(store, { name: 'cleo', source: await fixture('independent.py') });
  await handIn(store, { name: 'dan', source: await fixture('original.py'), state: 'running' });
  await similarity.touch('a');
  clock.pass(30_000);
  await runner.sweep();
  expect(await reportOf(assay)).toMatchObject({ state: 'done', compared: 3, pairs: 1, dueAt: null, reason: null });
  const { items } = await similarity.pairs({ assessmentId: 'a', problem: 'brackets' }, { limit: 10 });
  expect(items).toMatchObject([{ left: { attemptId: 'ada' }, right: { attemptId: 'bob', submissionId: 's-bob' } }]);
  expect(items[0]?.regions.length).toBeGreaterThan(1);
});

test('the best submission of an attempt is compared, or the last one where none is', async () => {
  const assay = await aRound();
  const { store, similarity, runner } = assay;
  await anAssessmentOf(store);
  const [original, copied, independent] = await Promise.all(
    ['original.py', 'copied.py', 'independent.py'].map(fixture),
  );
  await handIn(store, { name: 'ada', source: original ?? '' });
  await handIn(store, { name: 'bob', source: copied ?? '', best: false });
  const later = { attemptId: 'bob', problem: 'brackets', state: 'done' } as const;
  const files = [{ name: 'main.py', content: independent ?? '' }];
  await store.submissions.insert(aSubmission({ ...later, id: 't-bob', files }));
  await store.submissions.insert(aSubmission({ ...later, id: 'u-bob', kind: 'run' }));
  await similarity.ask('a');
  await runner.sweep();
  expect(await reportOf(assay)).toMatchObject({ compared: 2, pairs: 0 });
});

test('a new report takes the place of the one before, pairs that are gone included', async () => {
  const assay = await aRound();
  const { store, similarity, runner } = assay;
  await anAssessmentOf(store);
  await handIn(store, { name: 'ada', source: await fixture('original.py') });
  await handIn(store, { name: 'bob', source: await fixture('copied.py') });
  await similarity.ask('a');
  await runner.sweep();
  expect(await store.similarPairs.count({})).toBe(1);
  const bob = await store.submissions.get('s-bob');
  await store.submissions.put({ ...aSubmission({ id: 's-bob' }), ...bob, files: [{ name: 'main.py', content: 'x' }] });
  await similarity.ask('a');
  await runner.sweep();
  expect(await reportOf(assay)).toMatchObject({ state: 'done', compared: 1, tooShort: 1, pairs: 0 });
  expect(await store.similarPairs.count({})).toBe(0);
});

test('starter code of the problem, at the version of the assessment, counts for nobody', async () => {
  const starter = await fixture('original.py');
  const problem = aProblem({ slug: 'brackets', starters: { python: [{ name: 'main.py', content: starter }] } });
  const assay = await aRound({ problems: [problem] });
  await anAssessmentOf(assay.store);
  for (const name of ['ada', 'bob']) await handIn(assay.store, { name, source: `${starter}\nprint("${name}")\n` });
  await assay.similarity.ask('a');
  await assay.runner.sweep();
  expect(await reportOf(assay)).toMatchObject({ state: 'done', compared: 0, tooShort: 2, pairs: 0 });
});

test('attempts that end while a report is made are in the next one', async () => {
  const started = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const openComparison: OpenComparison = (signal) => {
    const thread = openThread(signal);
    return {
      ...thread,
      async compare(starters) {
        started.resolve();
        await go.promise;
        return thread.compare(starters);
      },
    };
  };
  const assay = await aRound({ similarity: { openComparison } });
  const { store, similarity, runner, clock } = assay;
  await anAssessmentOf(store);
  await handIn(store, { name: 'ada', source: await fixture('original.py') });
  await similarity.ask('a');
  const sweeping = runner.sweep();
  await started.promise;
  clock.pass(1);
  await handIn(store, { name: 'bob', source: await fixture('copied.py') });
  await similarity.touch('a');
  go.resolve();
  await sweeping;
  expect(await reportOf(assay)).toMatchObject({ state: 'waiting', pairs: 0, compared: 1 });
  clock.pass(minuteMs);
  await runner.sweep();
  expect(await reportOf(assay)).toMatchObject({ state: 'done', pairs: 1, compared: 2 });
});

test('what a process left behind that died in the middle is made by another one, once its claim has run out', async () => {
  const assay = await aRound();
  const { store, similarity, runner, clock } = assay;
  await anAssessmentOf(store);
  await handIn(store, { name: 'ada', source: await fixture('original.py') });
  await handIn(store, { name: 'bob', source: await fixture('copied.py') });
  await similarity.ask('a');
  await runner.sweep();
  const [report, { items }] = [await reportOf(assay), await store.similarPairs.find({ limit: 10 })];
  const [pair] = items;
  if (report === null || !pair) throw new Error('There is no report');
  // As it is when killed: claimed, some pairs written, some of before not deleted yet.
  const dueAt = new Date(clock.now().getTime() + minuteMs).toISOString();
  await store.similarityReports.put({ ...report, state: 'waiting', dueAt });
  await store.similarPairs.put({ ...pair, similarity: 0.1 }, { ...pair, id: 'a/brackets/old:older' });

  await runner.sweep();
  expect(await reportOf(assay)).toMatchObject({ state: 'waiting' });
  clock.pass(minuteMs);
  await runner.sweep();
  expect(await reportOf(assay)).toMatchObject({ state: 'done', pairs: 1 });
  expect((await store.similarPairs.find({ limit: 10 })).items).toEqual([pair]);
});

test('two processes make one report once', async () => {
  const dataDir = await dataDirectory();
  let comparisons = 0;
  const openComparison: OpenComparison = (signal) => {
    comparisons += 1;
    return openThread(signal);
  };
  const one = await aRound({ dataDir, similarity: { openComparison } });
  const other = await aRound({ dataDir, similarity: { openComparison } });
  await anAssessmentOf(one.store);
  await handIn(one.store, { name: 'ada', source: await fixture('original.py') });
  await one.similarity.ask('a');
  await Promise.all([one.runner.sweep(), other.runner.sweep()]);
  expect(comparisons).toBe(1);
  expect(await reportOf(one)).toMatchObject({ state: 'done', compared: 1 });
});

test('a comparison that breaks is told and ends nothing else', async () => {
  const openComparison: OpenComparison = (signal) => ({
    ...openThread(signal),
    compare: async () => {
      throw new Error('out of memory');
    },
  });
  const assay = await aRound({ similarity: { openComparison } });
  await anAssessmentOf(assay.store);
  await assay.similarity.ask('a');
  await assay.runner.sweep();
  expect(await reportOf(assay)).toMatchObject({ state: 'failed', dueAt: null });
  expect((await reportOf(assay))?.reason).toBe('No report: the comparison broke off.');
  expect(assay.logged.map(({ level }) => level)).toEqual(['error']);
});

test('a comparison that takes too long is ended, thread and all', async () => {
  const openComparison: OpenComparison = (signal) => {
    const thread = openThread(signal);
    return {
      ...thread,
      compare: () => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    };
  };
  const assay = await aRound({ similarity: { openComparison, timeoutMs: 300 } });
  await anAssessmentOf(assay.store);
  await assay.similarity.ask('a');
  await assay.runner.sweep();
  expect(await reportOf(assay)).toMatchObject({ state: 'failed', dueAt: null });
});

test('a closing server breaks off, and whoever starts next begins again at once', async () => {
  const dataDir = await dataDirectory();
  const started = Promise.withResolvers<void>();
  const openComparison: OpenComparison = (signal) => {
    const thread = openThread(signal);
    const compare = () => {
      started.resolve();
      return new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
    return { ...thread, compare };
  };
  const closing = await aRound({ dataDir, similarity: { openComparison } });
  await anAssessmentOf(closing.store);
  await handIn(closing.store, { name: 'ada', source: await fixture('original.py') });
  await closing.similarity.ask('a');
  closing.runner.start();
  await started.promise;
  await closing.runner.close();
  await closing.runner.close();
  expect(await reportOf(closing)).toMatchObject({ state: 'waiting' });
  const next = await createAssay({ dataDir, clock: closing.clock });
  await next.runner.sweep();
  expect(await reportOf(next)).toMatchObject({ state: 'done', compared: 1 });
});
