import { describe, expect, test } from 'vitest';
import { clockOf } from '../../../engine/assess/clock.ts';
import { dataDirectory } from '../../support/assay.ts';
import { accept } from '../../support/grader.ts';
import { createSitting, idle, killedBefore, minute, type Sitting } from './sitting.ts';

const stopsOf = async (sitting: Sitting, id: string) =>
  (await sitting.attempt(id)).stops.map(({ kind, from, to }) => `${kind} ${from.slice(11, 19)} ${to?.slice(11, 19)}`);

/** Lives, second after second, as a server does. */
async function live(sitting: Sitting, ms: number): Promise<void> {
  for (let lived = 0; lived < ms; lived += 5000) {
    sitting.clock.pass(5000);
    await sitting.keeper.look();
  }
}

/** As if it had lived so long, without each second of it. */
async function skip(sitting: Sitting, ms: number): Promise<void> {
  sitting.clock.pass(ms);
  await sitting.store.settings.delete('heartbeat');
  await sitting.keeper.look();
}

describe('a pause', () => {
  test('that reaches over the end leaves what was left', async () => {
    const sitting = await createSitting();
    const id = await sitting.sit('ada');
    sitting.clock.pass(55 * minute);
    await sitting.attempts.pause(id, { by: 'staff:eve', reason: 'fire alarm' });
    await sitting.attempts.pause(id, { by: 'staff:max', reason: 'again' });
    await skip(sitting, 10 * minute);
    expect(await sitting.attempt(id)).toMatchObject({ state: 'paused', endsAt: null });
    await sitting.attempts.resume(id, 'staff:max');
    const attempt = await sitting.attempt(id);
    expect(attempt).toMatchObject({ state: 'running', endsAt: '2026-03-02T13:10:00.000Z' });
    expect(attempt.stops).toMatchObject([{ reason: 'fire alarm', by: 'staff:eve' }]);
    expect(clockOf(attempt, sitting.clock.now()).remainingMs).toBe(5 * minute);
    const { items } = await sitting.candidate.timeline.read(id, { limit: 10 });
    expect(items.map(({ data }) => data)).toContainEqual({ kind: 'resumed', reason: 'fire alarm', by: 'staff:max' });
  });

  test('more minutes count at once, also while it is paused', async () => {
    const sitting = await createSitting();
    const id = await sitting.sit('ada');
    const because = { by: 'staff:eve', reason: 'keyboard' };
    await Promise.all([1, 2, 3].map((minutes) => sitting.attempts.extend(id, { minutes, ...because })));
    expect((await sitting.attempt(id)).endsAt).toBe('2026-03-02T13:06:00.000Z');
    await sitting.attempts.pause(id, because);
    await sitting.attempts.extend(id, { minutes: 4, ...because });
    await sitting.attempts.resume(id, 'staff:max');
    expect(await sitting.attempt(id)).toMatchObject({ endsAt: '2026-03-02T13:10:00.000Z', addedMs: 10 * minute });
    sitting.clock.pass(71 * minute);
    await expect(sitting.attempts.extend(id, { minutes: 1, ...because })).rejects.toMatchObject({
      code: 'ATTEMPT_CLOSED',
    });
  });
});

describe('an outage', () => {
  test('in which the end falls is given back whole, before anything is ended', async () => {
    const sitting = await createSitting();
    const id = await sitting.sit('ada');
    await skip(sitting, 59 * minute);
    sitting.clock.pass(20 * minute);
    await sitting.keeper.look();
    expect(await stopsOf(sitting, id)).toEqual(['outage 12:59:00 13:19:00']);
    expect(await sitting.attempt(id)).toMatchObject({ state: 'running', endsAt: '2026-03-02T13:20:00.000Z' });
    const { items } = await sitting.candidate.timeline.read(id, { limit: 10 });
    expect(items.map(({ data }) => data)).toContainEqual({
      kind: 'credited',
      ms: 20 * minute,
      reason: expect.any(String),
    });
    await live(sitting, minute + 5000);
    expect((await sitting.attempt(id)).state).toBe('finished');
  });

  test('that begins just after the end leaves time to save what was typed before', async () => {
    const sitting = await createSitting();
    const id = await sitting.sit('ada');
    await skip(sitting, 60 * minute);
    sitting.clock.pass(10 * minute);
    await sitting.keeper.look();
    await live(sitting, 10_000);
    await sitting.type(id, 'brackets', 'print("kept in the browser")');
    await live(sitting, 15_000);
    expect((await sitting.submissions(id)).map(({ files }) => files[0]?.content)).toEqual([
      'print("kept in the browser")',
    ]);
  });

  test('is given once by two processes that find it, and a gap of a few seconds is none', async () => {
    const dataDir = await dataDirectory();
    const one = await createSitting({ dataDir });
    const other = await createSitting({ dataDir, assessmentId: one.assessmentId });
    const ids = [await one.sit('ada'), await one.sit('grace')];
    await one.keeper.look();
    for (const { clock } of [one, other]) clock.pass(6_000);
    await Promise.all([one.keeper.look(), other.keeper.look()]);
    expect(await stopsOf(one, ids[0] ?? '')).toEqual([]);
    for (const { clock } of [one, other]) clock.pass(5 * minute);
    await Promise.all([one.keeper.look(), other.keeper.look(), one.keeper.look()]);
    for (const id of ids) expect(await stopsOf(one, id)).toEqual(['outage 12:00:06 12:05:06']);
  });

  test('is given whole by the next process where the first was killed in the middle of giving it', async () => {
    for (let writes = 1; writes <= 5; writes++) {
      const dataDir = await dataDirectory();
      const before = await createSitting({ dataDir });
      const ids = [await before.sit('ada'), await before.sit('grace')];
      await before.keeper.look();
      const { assessmentId } = before;
      const doomed = await createSitting({ dataDir, assessmentId, wrap: killedBefore(writes).wrap });
      doomed.clock.pass(70 * minute);
      await expect(doomed.keeper.look()).rejects.toThrow('killed');
      const next = await createSitting({ dataDir, assessmentId });
      next.clock.pass(71 * minute);
      await next.keeper.look();
      for (const id of ids) expect(await stopsOf(next, id), `write ${writes}`).toEqual(['outage 12:00:00 13:11:00']);
    }
  });

  test('is not what ending many at once takes', async () => {
    let passing = () => {};
    const sitting = await createSitting({
      wrap: (store) => {
        const find: typeof store.drafts.find = (query) => {
          passing();
          return store.drafts.find(query);
        };
        return { ...store, drafts: { ...store.drafts, find } };
      },
    });
    for (const name of ['ada', 'grace', 'max']) await sitting.sit(name);
    const longer = await sitting.sit('zoe', 50);
    passing = () => sitting.clock.pass(2500);
    await skip(sitting, 61 * minute);
    await sitting.keeper.look();
    expect(sitting.clock.now().toISOString()).toBe('2026-03-02T13:01:15.000Z');
    expect(await stopsOf(sitting, longer)).toEqual([]);
  });

  test('is not given to whoever was not sitting then', async () => {
    const sitting = await createSitting();
    const ended = await sitting.sit('ada');
    await sitting.attempts.finish(ended);
    await sitting.keeper.look();
    sitting.clock.pass(10 * minute);
    const later = await sitting.sit('grace');
    await sitting.keeper.look();
    expect([await stopsOf(sitting, ended), await stopsOf(sitting, later)]).toEqual([[], []]);
  });
});

describe('a wait in the queue', () => {
  test('of more than 30 s is given back, beyond those', async () => {
    const sitting = await createSitting();
    const id = await sitting.sit('ada');
    const { id: submission } = await sitting.submitted(id, 'brackets', 'print(1)');
    sitting.clock.pass(100_000);
    await sitting.worker.start();
    await idle(sitting);
    const attempt = await sitting.attempt(id);
    expect(attempt.stops).toMatchObject([{ kind: 'queue', key: submission, by: 'system' }]);
    expect(attempt.endsAt).toBe('2026-03-02T13:01:10.000Z');
    expect(await stopsOf(sitting, id)).toEqual(['queue 12:00:30 12:01:40']);
  });

  test('behind one’s own submissions is not', async () => {
    let slow = () => {};
    const sitting = await createSitting({ grader: { grade: (request) => accept(request, () => slow()) } });
    slow = () => sitting.clock.pass(20_000);
    const id = await sitting.sit('ada');
    for (const n of [1, 2, 3]) await sitting.submitted(id, 'brackets', `print(${n})`);
    await sitting.worker.start();
    await idle(sitting);
    expect((await sitting.submissions(id)).map(({ startedAt }) => startedAt?.slice(14, 19))).toEqual([
      '00:00',
      '01:00',
      '02:00',
    ]);
    expect(await stopsOf(sitting, id)).toEqual([]);
  });

  test('is given back before time is up over it, and once', async () => {
    const sitting = await createSitting();
    const id = await sitting.sit('ada');
    await skip(sitting, 59 * minute);
    await sitting.submitted(id, 'brackets', 'print(1)');
    await live(sitting, 2 * minute);
    expect((await sitting.attempt(id)).state).toBe('running');
    await sitting.worker.start();
    await idle(sitting);
    expect(await stopsOf(sitting, id)).toEqual(['queue 12:59:30 13:01:00']);
    expect((await sitting.attempt(id)).endsAt).toBe('2026-03-02T13:01:30.000Z');
  });
});
