import { expect, test } from 'vitest';
import { createHandIn, type HandInRequest } from '../../../engine/assess/hand-in.ts';
import { createIds } from '../../../engine/ids.ts';
import { createIntake } from '../../../engine/intake/intake.ts';
import type { Attempt } from '../../../engine/model/attempt.ts';
import { createAssay, runtimes } from '../../support/assay.ts';
import { anAttempt, handClock, someRules } from '../../support/attempt.ts';

async function someHandIn(attempt: Partial<Attempt> = {}) {
  const clock = handClock();
  const assay = await createAssay({ clock });
  await assay.store.attempts.insert(anAttempt(attempt));
  const recorded: string[] = [];
  const timeline = { handedIn: async ({ id }: { id: string }) => void recorded.push(id) };
  /** As another process would have it: an intake and a queue of turns of its own, on the same store. */
  const server = () => {
    const intake = createIntake({ ...assay, runtimes, newId: createIds(clock) });
    return createHandIn({ ...assay, runtimes, intake, timeline });
  };
  const one = server();
  const request = { attemptId: 'ada', problem: 'brackets', runtime: 'python', source: 'print(1)' };
  const submit = (more: Partial<HandInRequest> = {}, handIn = one) =>
    handIn.take({ ...request, kind: 'submit', idempotencyKey: null, ...more } as HandInRequest);
  const run = (input: string | null = null, more: Partial<HandInRequest> = {}) =>
    one.take({ ...request, kind: 'run', input, idempotencyKey: null, ...more } as HandInRequest);
  const end = async (id: string) => {
    const { rev } = (await assay.store.submissions.get(id)) ?? { rev: 0 };
    await assay.store.submissions.update(id, rev, { state: 'done' });
  };
  const count = (state: 'queued' | 'done') => assay.store.submissions.count({ where: { state } });
  return { ...assay, ...{ hand: one, server, clock, recorded, submit, run, end, count } };
}

const limited = (submissionLimit: number) => ({ rules: someRules({ submissionLimit }) });

test('a submission has the version, the lane and the priority of its attempt, and is in the timeline', async () => {
  const { submit, recorded } = await someHandIn();
  const { submission } = await submit();
  expect(submission).toMatchObject({
    ...{ kind: 'submit', attemptId: 'ada', createdBy: 'candidate:ada', problemVersion: 'v'.repeat(64) },
    ...{ pinned: true, priority: 20, lane: 'attempt:ada', slot: null, state: 'queued' },
  });
  expect(recorded).toEqual([submission.id]);
});

test('where nothing of the secret cases is told, all are run, so that the time tells nothing either', async () => {
  expect((await (await someHandIn()).submit()).submission.runAll).toBe(true);
  const { submit } = await someHandIn({ rules: someRules({ feedback: 'groups' }) });
  expect((await submit()).submission.runAll).toBe(false);
});

test('a run takes own input, and does not count', async () => {
  const { run, hand } = await someHandIn(limited(1));
  expect((await run('my input')).submission).toMatchObject({
    kind: 'run',
    input: 'my input',
    priority: 30,
    slot: null,
  });
  expect((await run()).submission.input).toBeNull();
  expect(await hand.used('ada', 'brackets')).toBe(0);
});

test('the limit holds against requests at the same moment, at several servers', async () => {
  const some = await someHandIn(limited(2));
  const servers = Array.from({ length: 6 }, some.server);
  const ends = await Promise.allSettled(servers.map((server) => some.submit({}, server)));
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  for (const end of ends) if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'LIMIT_REACHED' });
  expect(await some.count('queued')).toBe(2);
  await expect(some.submit()).rejects.toMatchObject({
    code: 'LIMIT_REACHED',
    message: expect.stringContaining('2 times'),
  });
});

test('one that was canceled can be submitted again, whichever it was', async () => {
  const { submit, hand, store } = await someHandIn(limited(3));
  const ids = [];
  for (let n = 0; n < 3; n++) ids.push((await submit()).submission.id);
  await expect(submit()).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
  await hand.cancel('ada', ids[1] ?? '');
  expect(await hand.used('ada', 'brackets')).toBe(2);
  expect((await submit()).submission.slot).toBe('ada/brackets/2');
  await expect(submit()).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
  expect((await store.submissions.get(ids[1] ?? ''))?.state).toBe('canceled');
});

test('three may wait, runs included, and no more when twenty come at once', async () => {
  const some = await someHandIn();
  const ends = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => (n % 2 ? some.run() : some.submit())));
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect(await some.count('queued')).toBe(3);
  const first = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value.submission.id] : []))[0] ?? '';
  await some.end(first);
  await some.submit();
  await expect(some.submit()).rejects.toMatchObject({
    code: 'LIMIT_REACHED',
    message: expect.stringContaining('3 of'),
  });
});

test('the same key gives the first one again, even when the limit is reached and the time is up', async () => {
  const { submit, run, clock, count } = await someHandIn(limited(1));
  const first = await submit({ idempotencyKey: 'k' });
  clock.set('2026-03-02T15:00:00.000Z');
  const again = await submit({ idempotencyKey: 'k' });
  expect(again).toMatchObject({ replayed: true, submission: { id: first.submission.id } });
  await expect(submit({ idempotencyKey: 'k', source: 'other' })).rejects.toMatchObject({
    code: 'IDEMPOTENCY_MISMATCH',
  });
  expect(await count('queued')).toBe(1);
  await expect(run(null, { idempotencyKey: 'k' })).rejects.toMatchObject({ code: 'ATTEMPT_CLOSED' });
});

test('the same key with another input is another request', async () => {
  const { run } = await someHandIn();
  await run('1', { idempotencyKey: 'k' });
  expect((await run('1', { idempotencyKey: 'k' })).replayed).toBe(true);
  await expect(run('2', { idempotencyKey: 'k' })).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
});

test('a key is of one attempt: nobody gets what is of another', async () => {
  const { submit, store, hand } = await someHandIn();
  await store.attempts.insert(anAttempt({ id: 'bob' }));
  const { submission } = await submit({ idempotencyKey: 'guessed' });
  const other = await submit({ idempotencyKey: 'guessed', attemptId: 'bob' });
  expect(other).toMatchObject({ replayed: false, submission: { attemptId: 'bob' } });
  await expect(hand.get('bob', submission.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(hand.cancel('bob', submission.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test.each<[string, Partial<Attempt>, string]>([
  ['before the start', { state: 'ready', startedAt: null, endsAt: null }, '12:00:00'],
  ['when the time is up, without grace', {}, '13:00:00'],
  ['in a pause', { state: 'paused', endsAt: null }, '12:10:00'],
  ['while it ends', { state: 'ending', endedBy: 'time', endedAt: '2026-03-02T13:00:00.000Z' }, '12:59:59'],
  ['finished', { state: 'finished', endedBy: 'candidate', endedAt: '2026-03-02T12:30:00.000Z' }, '12:40:00'],
])('nothing is taken %s', async (_, attempt, time) => {
  const { submit, run, clock, count } = await someHandIn(attempt);
  clock.set(`2026-03-02T${time}.000Z`);
  await expect(submit()).rejects.toMatchObject({ code: 'ATTEMPT_CLOSED' });
  await expect(run()).rejects.toMatchObject({ code: 'ATTEMPT_CLOSED' });
  expect(await count('queued')).toBe(0);
});

test('what the attempt does not have, or the source may not be, is refused', async () => {
  const { submit } = await someHandIn({ rules: someRules({ runtimes: ['go'] }) });
  await expect(submit({ problem: 'other' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(submit()).rejects.toMatchObject({ code: 'BAD_REQUEST', field: '/runtime' });
  const go = { runtime: 'go', source: 'x'.repeat(256 * 1024 + 1) };
  await expect(submit(go)).rejects.toMatchObject({ code: 'TOO_LARGE', field: '/source' });
  expect((await submit({ ...go, source: 'x'.repeat(256 * 1024) })).replayed).toBe(false);
});

test('a submission cannot be taken back when the time is up', async () => {
  const { submit, run, hand, clock } = await someHandIn();
  const [{ submission }, tried] = [await submit(), await run()];
  clock.set('2026-03-02T13:00:00.000Z');
  await expect(hand.cancel('ada', submission.id)).rejects.toMatchObject({ code: 'ATTEMPT_CLOSED' });
  expect((await hand.cancel('ada', tried.submission.id)).state).toBe('canceled');
});
