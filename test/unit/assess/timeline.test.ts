import { expect, onTestFinished, test } from 'vitest';
import { createTimeline, type PageEvent } from '../../../engine/assess/timeline.ts';
import { createIds } from '../../../engine/ids.ts';
import type { Attempt } from '../../../engine/model/attempt.ts';
import { openStore } from '../../../engine/store/open.ts';
import { dataDirectory } from '../../support/assay.ts';
import { anAttempt, handClock } from '../../support/attempt.ts';
import { aSubmission } from '../../support/documents.ts';

async function someTimeline(attempt: Partial<Attempt> = {}) {
  const store = await openStore({ url: undefined, dataDir: await dataDirectory() });
  onTestFinished(() => store.close());
  await store.attempts.insert(anAttempt(attempt));
  const clock = handClock();
  const drafts = { settleTrails: async () => {} };
  const timeline = createTimeline({ store, drafts, clock, newId: createIds(clock) });
  const all = async () => (await timeline.read('ada', { limit: 100_000 })).items;
  return { store, clock, timeline, all };
}

const paste = (text: string, more: Partial<Extract<PageEvent, { kind: 'paste' }>> = {}) => ({
  ...{ kind: 'paste' as const, problem: 'brackets', text },
  ...more,
});

test('what the page tells is kept in order, at an instant of the server', async () => {
  const { timeline, clock, all } = await someTimeline();
  expect(await timeline.tell('ada', [{ kind: 'blurred' }, paste('x')])).toBe(2);
  clock.pass(5000);
  expect(await timeline.tell('ada', [{ kind: 'focused' }])).toBe(1);
  expect((await all()).map(({ at, problem, data }) => ({ at, problem, data }))).toEqual([
    { at: '2026-03-02T12:00:00.000Z', problem: null, data: { kind: 'blurred' } },
    {
      at: '2026-03-02T12:00:00.000Z',
      problem: 'brackets',
      data: { kind: 'paste', sizeChars: 1, text: 'x', cut: false },
    },
    { at: '2026-03-02T12:00:05.000Z', problem: null, data: { kind: 'focused' } },
  ]);
});

test('of a paste the first 16 KiB are kept, in whole characters, with its true size', async () => {
  const { timeline, all } = await someTimeline();
  const exact = 'x'.repeat(16 * 1024);
  await timeline.tell('ada', [
    paste(exact),
    paste(`${exact}y`),
    paste(`x${'😀'.repeat(10_000)}`),
    paste('beginning', { sizeChars: 1_000_000 }),
    paste('longer than it says', { sizeChars: 3 }),
    paste('half \ud83d'),
  ]);
  const pastes = (await all()).map(({ data }) => (data.kind === 'paste' ? data : null));
  expect(pastes[0]).toEqual({ kind: 'paste', sizeChars: 16_384, text: exact, cut: false });
  expect(pastes[1]).toEqual({ kind: 'paste', sizeChars: 16_385, text: exact, cut: true });
  expect(pastes[2]).toEqual({ kind: 'paste', sizeChars: 20_001, text: `x${'😀'.repeat(4095)}`, cut: true });
  expect(pastes[3]).toMatchObject({ sizeChars: 1_000_000, cut: true });
  expect(pastes[4]).toMatchObject({ sizeChars: 19, cut: false });
  expect(pastes[5]).toMatchObject({ text: 'half \ufffd', cut: false });
});

test('it is bounded, and says so once', async () => {
  const { timeline, store, all } = await someTimeline();
  const entry = (index: number) => `ada/0000${String(index).padStart(6, '0')}`;
  const many = Array.from({ length: 19_999 }, (_, index) => index);
  await store.timeline.put(
    ...many.map((index) => ({
      ...{ id: entry(index), rev: 1, attemptId: 'ada', at: '', problem: null },
      data: { kind: 'blurred' as const },
    })),
  );
  expect(await timeline.tell('ada', [{ kind: 'focused' }, { kind: 'blurred' }])).toBe(1);
  expect(await timeline.tell('ada', [{ kind: 'focused' }])).toBe(0);
  const entries = await all();
  expect(entries).toHaveLength(20_001);
  expect(entries.filter(({ data }) => data.kind === 'note')).toHaveLength(1);
});

test('nothing is taken of another problem, nor when the attempt does not run', async () => {
  const { timeline, store, clock, all } = await someTimeline();
  const foreign = [paste('x'), paste('y', { problem: 'other' })];
  await expect(timeline.tell('ada', foreign)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  clock.set('2026-03-02T13:00:05.000Z');
  await expect(timeline.tell('ada', [paste('x')])).rejects.toMatchObject({ code: 'ATTEMPT_CLOSED' });
  await store.attempts.insert(anAttempt({ id: 'bob', state: 'ready', startedAt: null, endsAt: null }));
  await expect(timeline.tell('bob', [paste('x')])).rejects.toMatchObject({ code: 'ATTEMPT_CLOSED' });
  expect(await all()).toEqual([]);
  await expect(timeline.read('nobody', { limit: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('runs and submissions are in it once, also those whose entry a crash kept out', async () => {
  const { timeline, store, all } = await someTimeline();
  const of = { attemptId: 'ada', problem: 'brackets', queuedAt: '2026-03-02T12:00:01.000Z' };
  const run = aSubmission({ ...of, id: '01', kind: 'run', createdBy: 'candidate:ada' });
  const last = aSubmission({ ...of, id: '02', kind: 'submit', createdBy: 'system' });
  const rerun = aSubmission({ ...of, id: '03', kind: 'rerun', createdBy: 'staff:eve' });
  for (const one of [run, last, rerun]) await store.submissions.insert(one);
  await timeline.handedIn(run);
  await timeline.handedIn(run);
  const told = (await all()).map(({ id, at, data }) => ({ id, at, data }));
  expect(told).toEqual([
    { id: 'ada/01', at: of.queuedAt, data: { kind: 'run', submissionId: '01', runtime: 'python', final: false } },
    { id: 'ada/02', at: of.queuedAt, data: { kind: 'submit', submissionId: '02', runtime: 'python', final: true } },
  ]);
});
