import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createDrafts, type DraftSave } from '../../../engine/assess/drafts.ts';
import { replay } from '../../../engine/assess/replay.ts';
import { createIds } from '../../../engine/ids.ts';
import type { Attempt } from '../../../engine/model/attempt.ts';
import type { SourceFile } from '../../../engine/model/submission.ts';
import type { Problems, Store } from '../../../engine/ports.ts';
import { openStore } from '../../../engine/store/open.ts';
import { dataDirectory, runtimes } from '../../support/assay.ts';
import { anAttempt, handClock, someRules } from '../../support/attempt.ts';
import { aProblem } from '../../support/problems.ts';

const problems: Pick<Problems, 'get'> = { get: async (slug) => (slug === 'brackets' ? aProblem({ slug }) : null) };

async function someDrafts(attempt: Partial<Attempt> = {}, wrap: (store: Store) => Store = (store) => store) {
  const real = await openStore({ url: undefined, dataDir: await dataDirectory() });
  onTestFinished(() => real.close());
  await real.attempts.insert(anAttempt(attempt));
  const clock = handClock();
  const newId = createIds(clock);
  const store = wrap(real);
  const make = () => createDrafts({ store, problems, runtimes, clock, newId });
  const drafts = make();
  const save = (content: string | SourceFile[], revision: number, more: Partial<DraftSave> = {}) => {
    const files = typeof content === 'string' ? [{ name: 'main.py', content }] : content;
    return drafts.save({ attemptId: 'ada', problem: 'brackets', runtime: 'python', files, revision, ...more });
  };
  const timeline = async () => (await real.timeline.find({ where: { attemptId: 'ada' }, limit: 10_000 })).items;
  const draft = () => real.drafts.get('ada/brackets/python');
  return { ...{ store: real, clock, drafts, save, timeline, draft }, again: make };
}

/** Whatever the timeline says, played again, has to be the draft. */
async function expectReplayed({ timeline, draft }: Awaited<ReturnType<typeof someDrafts>>) {
  const stored = await draft();
  const [played] = replay(await timeline());
  const files = (stored?.files ?? [])
    .filter(({ content }) => content !== '')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  expect(played).toMatchObject({ whole: true, draftRev: stored?.rev, files });
}

test('the first save is of revision 0, and each gives the next', async () => {
  const some = await someDrafts();
  expect(await some.save('a', 0)).toEqual({ revision: 1, savedAt: '2026-03-02T12:00:00.000Z' });
  some.clock.pass(2000);
  expect(await some.save('ab', 1)).toEqual({ revision: 2, savedAt: '2026-03-02T12:00:02.000Z' });
  expect(await some.draft()).toMatchObject({ files: [{ name: 'main.py', content: 'ab' }], rev: 2 });
  const [first, second] = await some.timeline();
  expect(first).toMatchObject({ at: '2026-03-02T12:00:00.000Z', problem: 'brackets' });
  expect(second?.data).toEqual({
    kind: 'edit',
    runtime: 'python',
    file: 'main.py',
    draftRev: 2,
    delta: { at: 1, removed: 0, inserted: 'b' },
  });
});

test('a second tab is told what is there, and nothing is lost', async () => {
  const { save, draft } = await someDrafts();
  await save('one', 0);
  await save('one, from the first tab', 1);
  await expect(save('one, from the second tab', 1)).rejects.toMatchObject({
    code: 'CONFLICT',
    field: '/revision',
    more: { current: { revision: 2, files: [{ name: 'main.py', content: 'one, from the first tab' }] } },
  });
  await expect(save('from a third', 0)).rejects.toMatchObject({ code: 'CONFLICT', more: { current: { revision: 2 } } });
  expect((await draft())?.files[0]?.content).toBe('one, from the first tab');
  await expect(save('x', 7, { runtime: 'go', files: [{ name: 'main.go', content: 'x' }] })).rejects.toMatchObject({
    more: { current: { revision: 0, files: [], savedAt: null } },
  });
});

test('of many saves at the same moment one is taken, whichever, and the others are told', async () => {
  const some = await someDrafts();
  const ends = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => some.save(`text ${index}`, 0)));
  const taken = ends.flatMap((end, index) => (end.status === 'fulfilled' ? [index] : []));
  expect(taken).toHaveLength(1);
  expect((await some.draft())?.files[0]?.content).toBe(`text ${taken[0]}`);
  for (const end of ends) if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'CONFLICT' });
  await expectReplayed(some);
});

test('a save whose answer was lost succeeds when it comes again, and is one save', async () => {
  const some = await someDrafts();
  const saved = await some.save('text', 0);
  some.clock.pass(60_000);
  expect(await some.save('text', 0)).toEqual(saved);
  const both = [
    { name: 'main.py', content: 'a' },
    { name: 'b.py', content: 'b' },
  ];
  await some.save(both, 1);
  expect(await some.save([...both].reverse(), 1)).toMatchObject({ revision: 2 });
  // Even behind the end: what it says is true.
  some.clock.pass(3 * 3_600_000);
  expect(await some.save(both, 1)).toMatchObject({ revision: 2 });
  await expectReplayed(some);
});

test('a crash behind the draft loses no text, and the next save mends the timeline', async () => {
  let isBroken = false;
  const some = await someDrafts({}, (store) => ({
    ...store,
    timeline: {
      ...store.timeline,
      put: async (...docs) => (isBroken ? Promise.reject(new Error('killed here')) : store.timeline.put(...docs)),
    },
  }));
  await some.save('one', 0);
  isBroken = true;
  await expect(some.save('one two', 1)).rejects.toThrow('killed here');
  isBroken = false;
  expect((await some.draft())?.files[0]?.content).toBe('one two');
  expect(await some.timeline()).toHaveLength(1);

  const restarted = some.again();
  const files = [{ name: 'main.py', content: 'one two three' }];
  await restarted.save({ attemptId: 'ada', problem: 'brackets', runtime: 'python', files, revision: 2 });
  expect(await some.timeline()).toHaveLength(3);
  await expectReplayed(some);
});

test('what a crash kept from the timeline is put there when it is read, once', async () => {
  let isBroken = true;
  const some = await someDrafts({}, (store) => ({
    ...store,
    timeline: {
      ...store.timeline,
      put: async (...docs) => (isBroken ? Promise.reject(new Error('killed here')) : store.timeline.put(...docs)),
    },
  }));
  await expect(some.save('one', 0)).rejects.toThrow('killed here');
  isBroken = false;
  await some.again().settleTrails('ada');
  await some.again().settleTrails('ada');
  expect(await some.timeline()).toHaveLength(1);
  await expectReplayed(some);
});

test('played again, the timeline ends in the draft, whatever was typed', async () => {
  const content = fc.string({ unit: fc.constantFrom('a', '\n', '😀', '😁', 'ß'), maxLength: 12 });
  const name = fc.constantFrom('main.py', 'b.py', 'c.py');
  const files = fc.uniqueArray(fc.record({ name, content }), { selector: (file) => file.name, minLength: 1 });
  await fc.assert(
    fc.asyncProperty(fc.array(files, { minLength: 1, maxLength: 6 }), async (saves) => {
      const some = await someDrafts();
      let revision = 0;
      for (const one of saves) {
        some.clock.pass(1000);
        ({ revision } = await some.save(one, revision));
      }
      await expectReplayed(some);
      const entries = await some.timeline();
      const before = replay(entries, '2026-03-02T12:00:01.000Z')[0];
      const first = (saves[0] ?? []).filter((file) => file.content !== '');
      expect(new Set(before?.files)).toEqual(new Set(first));
      await some.store.close();
    }),
    { numRuns: 15 },
  );
});

test('a replay says when edits are missing', async () => {
  const some = await someDrafts();
  await some.save('one', 0);
  await some.save('one two', 1);
  await some.save('one two three', 2);
  const [first, , third] = await some.timeline();
  if (!first || !third) throw new Error('There should be three');
  expect(replay([first, third])[0]).toMatchObject({ whole: false });
  expect(replay([third])[0]).toMatchObject({ whole: false });
  expect(replay([first])[0]).toMatchObject({ whole: true, files: [{ name: 'main.py', content: 'one' }] });
});

test('it may be blank, and twice as large as a submission, but not more', async () => {
  const { save, draft } = await someDrafts();
  await save('', 0);
  const large = '😀'.repeat((256 * 1024) / 4);
  await save(large, 1);
  await save(large + large, 2);
  expect((await draft())?.files[0]?.content).toBe(large + large);
  await expect(save(`${large}${large}.`, 3)).rejects.toMatchObject({ code: 'TOO_LARGE', field: '/files' });
});

test.each([
  ['half of a surrogate pair', [{ name: 'main.py', content: 'a\ud83d' }], '/files/0/content'],
  ['a NUL', [{ name: 'main.py', content: 'a\0' }], '/files/0/content'],
  ['another extension', [{ name: 'main.go', content: 'a' }], '/files/0/name'],
  ['a name twice', ['A.py', 'a.py'].map((name) => ({ name, content: 'a' })), '/files/1/name'],
])('%s is refused as in a submission', async (_, files, field) => {
  const { save } = await someDrafts();
  await expect(save(files, 0)).rejects.toMatchObject({ code: 'BAD_REQUEST', field });
});

test('what is not of the attempt is refused', async () => {
  const { save } = await someDrafts({ rules: someRules({ runtimes: ['python'] }) });
  await expect(save('a', 0, { problem: 'other' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(save('a', 0, { problem: '../x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(save('a', 0, { runtime: 'go' })).rejects.toMatchObject({ code: 'BAD_REQUEST', field: '/runtime' });
  await expect(save('a', 0, { runtime: 'cpp' })).rejects.toMatchObject({ code: 'BAD_REQUEST', field: '/runtime' });
});

const at = (time: string) => `2026-03-02T${time}.000Z`;
const pause = {
  kind: 'pause',
  from: at('12:10:00'),
  to: null,
  reason: 'fire alarm',
  by: 'staff:eve',
  key: 'k',
} as const;

test.each<[string, Partial<Attempt>, string, string | null]>([
  ['before the start', { state: 'ready', startedAt: null, endsAt: null }, '12:00:00', 'has not begun'],
  ['in time', {}, '12:59:59', null],
  ['in the grace time', {}, '13:00:04', null],
  ['after it', {}, '13:00:05', 'time was up at 2026-03-02T13:00:00.000Z'],
  ['with extra time', { extraTimePercent: 50 }, '13:29:00', null],
  [
    'while its end is worked on',
    { state: 'ending', endedBy: 'time', endedAt: at('13:00:00') },
    '13:00:04',
    'time was up',
  ],
  ['when that is done', { state: 'grading', endedBy: 'time', endedAt: at('13:00:00') }, '13:00:05', 'time was up'],
  ['finished', { state: 'ending', endedBy: 'candidate', endedAt: at('12:30:00') }, '12:30:01', 'You finished'],
  ['ended by a reviewer', { state: 'finished', endedBy: 'reviewer', endedAt: at('12:30:00') }, '12:30:01', 'reviewer'],
  ['at the beginning of a pause', { state: 'paused', stops: [pause], endsAt: null }, '12:10:04', null],
  ['in a pause', { state: 'paused', stops: [pause], endsAt: null }, '12:10:05', 'paused (fire alarm)'],
])('a save %s', async (_, attempt, time, refused) => {
  const { save, clock } = await someDrafts(attempt);
  clock.set(at(time));
  if (refused === null) expect(await save('a', 0)).toMatchObject({ revision: 1 });
  else {
    await expect(save('a', 0)).rejects.toMatchObject({
      code: 'ATTEMPT_CLOSED',
      message: expect.stringContaining(refused),
    });
  }
});

test('the time may be up in the middle of a save: it was in time when it came', async () => {
  const some = await someDrafts({}, (store) => ({
    ...store,
    drafts: {
      ...store.drafts,
      insert: async (draft) => {
        some.clock.set(at('14:00:00'));
        await store.drafts.insert(draft);
      },
    },
  }));
  some.clock.set(at('12:59:59'));
  expect(await some.save('a', 0)).toEqual({ revision: 1, savedAt: at('12:59:59') });
  await expect(some.save('b', 1)).rejects.toMatchObject({ code: 'ATTEMPT_CLOSED' });
  await expectReplayed(some);
});

test('of a save that the end overtook nobody is told that it counts', async () => {
  const some = await someDrafts({}, (store) => ({
    ...store,
    drafts: {
      ...store.drafts,
      insert: async (draft) => {
        const { rev } = (await store.attempts.get('ada')) ?? { rev: 0 };
        await store.attempts.update('ada', rev, { state: 'ending', endedBy: 'candidate', endedAt: at('12:30:00') });
        await store.drafts.insert(draft);
      },
    },
  }));
  await expect(some.save('a', 0)).rejects.toMatchObject({ code: 'ATTEMPT_CLOSED' });
  await expectReplayed(some);
});

test('one draft cannot fill the store with its edits', async () => {
  const some = await someDrafts();
  const [even, odd] = ['a', 'b'].map((letter) => letter.repeat(512 * 1024));
  for (let revision = 0; revision < 70; revision++) await some.save((revision % 2 ? odd : even) ?? '', revision);
  const entries = await some.timeline();
  expect(entries.at(-1)?.data).toMatchObject({ kind: 'note' });
  expect(entries).toHaveLength(65);
  expect((await some.draft())?.rev).toBe(70);
});
