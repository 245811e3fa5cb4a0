import { expect, test } from 'vitest';
import { AppError } from '../../../engine/errors.ts';
import type { Collection, Doc, Store } from '../../../engine/ports.ts';
import { dataDirectory } from '../../support/assay.ts';
import { gate } from '../../support/grader.ts';
import { aSetting, insertAttempt, type Setting } from './setting.ts';

/** A keeper that is killed at any write, or raced by another, comes to the same end. */

const never = new AbortController().signal;

async function prepared(dataDir: string): Promise<Setting> {
  const setting = await aSetting({ dataDir });
  for (const id of ['ada', 'bob']) await insertAttempt(setting, id);
  await setting.submit('v1:WA v2:AC', { id: '1', attemptId: 'ada' });
  await setting.submit('v1:AC v2:WA', { id: '2', attemptId: 'bob' });
  await setting.submit('v1:AC v2:IE', { id: '3' });
  await setting.create();
  return setting;
}

/** From wherever it stands to applied. */
async function toTheEnd(setting: Setting): Promise<void> {
  await setting.settle();
  const { items } = await setting.rejudges.list({ limit: 1 });
  const [rejudge] = items;
  if (rejudge?.state === 'ready') await setting.rejudges.apply(rejudge.id, { rev: rejudge.rev, by: 'staff:1' });
  await setting.settle();
}

/** What must not depend on what happened on the way. */
async function endOf({ store }: Setting) {
  const submissions = (await store.submissions.find({ limit: 100 })).items;
  const past = (await store.pastResults.find({ limit: 100 })).items;
  const effects = (await store.rejudgeEffects.find({ limit: 100 })).items;
  const [rejudge] = (await store.rejudges.find({ limit: 2 })).items;
  const runs = (await store.runs.find({ limit: 100 })).items;
  const short = (id: string) => id.replaceAll(rejudge?.id ?? '', 'R');
  return {
    rejudge: [rejudge?.state, rejudge?.total, rejudge?.open, rejudge?.preview],
    submissions: submissions
      .map(({ id, state, problemVersion, result }) => [short(id), state, problemVersion, result?.verdict])
      .sort(),
    past: past.map(({ id, problemVersion, result }) => [id, problemVersion, result.verdict]),
    effects: effects.map(({ id, ...effect }) => [short(id), effect.kind, effect.before, effect.after]),
    runs: runs.map(({ id, message }) => [short(id), message]).sort(),
  };
}

/** A store whose n-th write fails, before or after it is done, and all that follow: as by a kill. */
function killedAt(at: number, when: 'before' | 'after', count: { writes: number }) {
  const writing = new Set(['insert', 'update', 'put', 'delete']);
  const killed = () => new AppError('STORE_UNAVAILABLE', 'killed');
  const wrapped = <T extends Doc>(collection: Collection<T>): Collection<T> =>
    Object.fromEntries(
      Object.entries(collection).map(([name, call]) => [
        name,
        async (...args: unknown[]) => {
          const write = writing.has(name);
          if (write) count.writes += 1;
          if (count.writes > at || (write && count.writes === at && when === 'before')) throw killed();
          const answer = await (call as (...all: unknown[]) => Promise<unknown>)(...args);
          if (write && count.writes === at) throw killed();
          return answer;
        },
      ]),
    ) as unknown as Collection<T>;
  return (store: Store): Store =>
    ({
      ...store,
      ...Object.fromEntries(
        (['submissions', 'runs', 'rejudges', 'rejudgeEffects', 'pastResults'] as const).map((name) => [
          name,
          wrapped(store[name] as unknown as Collection<Doc>),
        ]),
      ),
    }) as Store;
}

test('killed at any write, before or after it, the next keeper brings it to the same end', async () => {
  const whole = await prepared(await dataDirectory());
  await toTheEnd(whole);
  const end = await endOf(whole);
  expect(end).toMatchObject({
    rejudge: ['applied', 3, null, { scores: { raised: 1, lowered: 1, kept: 1 }, attempts: { nowPass: 1, nowFail: 1 } }],
    past: [
      ['1/1', 'v1', 'WA'],
      ['2/1', 'v1', 'AC'],
    ],
  });
  let writes = Number.POSITIVE_INFINITY;
  for (let at = 1; at <= writes; at++) {
    for (const when of ['before', 'after'] as const) {
      const dataDir = await dataDirectory();
      await prepared(dataDir);
      const count = { writes: 0 };
      const dying = await aSetting({ dataDir, wrap: killedAt(at, when, count) });
      await toTheEnd(dying).catch((error) => expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' }));
      if (count.writes < at) writes = count.writes;
      const next = await aSetting({ dataDir });
      await toTheEnd(next);
      expect(await endOf(next), `killed ${when} write ${at}`).toEqual(end);
      expect(next.logged).toEqual([]);
    }
  }
  expect(writes).toBeGreaterThan(20);
});

test('three keepers at once come to the same end, and nothing goes wrong on the way', async () => {
  const whole = await prepared(await dataDirectory());
  await toTheEnd(whole);
  for (let round = 0; round < 5; round++) {
    const dataDir = await dataDirectory();
    const first = await prepared(dataDir);
    const settings = [first, await aSetting({ dataDir }), await aSetting({ dataDir })];
    const together = async () => {
      for (let n = 0; n < 6; n++) {
        await Promise.all(settings.map((one) => one.look()));
        await first.grade();
      }
    };
    await together();
    const [ready] = (await first.rejudges.list({ limit: 1 })).items;
    expect(ready?.state).toBe('ready');
    await first.rejudges.apply(ready?.id ?? '', { rev: ready?.rev ?? 0, by: 'staff:1' });
    await together();
    expect(await endOf(first)).toEqual(await endOf(whole));
    expect(settings.flatMap(({ logged }) => logged)).toEqual([]);
  }
});

test('a keeper that slept while its rejudge ended and another was applied writes nothing any more', async () => {
  const dataDir = await dataDirectory();
  const setting = await aSetting({ dataDir });
  await setting.submit('v1:WA v2:TLE v3:AC', { id: '1' });
  await setting.create();
  await setting.settle();
  const hold = gate();
  const sleepy = await aSetting({
    dataDir,
    wrap: (store) => ({
      ...store,
      submissions: {
        ...store.submissions,
        async update(...args) {
          await hold.wait(never);
          return store.submissions.update(...args);
        },
      },
    }),
  });
  const [rejudge] = (await setting.rejudges.list({ limit: 1 })).items;
  await setting.rejudges.apply(rejudge?.id ?? '', { rev: rejudge?.rev ?? 0, by: 'staff:1' });
  const sleeping = sleepy.look();
  await hold.reached;
  await setting.settle();
  await setting.create({ toVersion: 'v3' });
  await toTheEnd(setting);
  const end = await endOf(setting);
  hold.open();
  await sleeping;
  expect(await setting.store.submissions.get('1')).toMatchObject({ problemVersion: 'v3', result: { verdict: 'AC' } });
  expect(await endOf(setting)).toEqual(end);
});
