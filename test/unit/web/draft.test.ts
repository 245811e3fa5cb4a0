import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDraft, type Kept, type SaveOutcome } from '../../../web/src/take/draft.ts';
import type { Files } from '../../../web/src/take/same-files.ts';

/** What is typed is never lost, and nothing is overwritten unseen, whatever the server or the connection does. */

const text = (content: string): Files => [{ name: 'main.py', content }];

/** A server with one draft, and a connection that can lose requests or answers. */
function setUp(first: Partial<Kept> & { saved?: Files | null } = {}, answer: (() => SaveOutcome) | null = null) {
  const server = { revision: 0, files: text(''), saves: 0 };
  const line: { loses: 'nothing' | 'requests' | 'answers'; closed: boolean } = { loses: 'nothing', closed: false };
  const kept: { now: Kept | null } = { now: null };
  const draft = createDraft(
    {
      async save(files, revision): Promise<SaveOutcome> {
        const lost = { kind: 'offline', why: 'no answer' } as const;
        if (answer !== null) return answer();
        if (line.loses === 'requests') return lost;
        if (line.closed) return { kind: 'closed', why: 'paused' };
        server.saves++;
        const isSame = server.files[0]?.content === files[0]?.content;
        if (!isSame && revision !== server.revision) {
          return { kind: 'conflict', current: { ...server, savedAt: '2026-11-24T08:10:00.000Z' } };
        }
        if (!isSame) Object.assign(server, { revision: revision + 1, files });
        return line.loses === 'answers' ? lost : { kind: 'saved', revision: server.revision };
      },
      keep: (one) => {
        kept.now = structuredClone(one) as Kept;
      },
      drop: () => {
        kept.now = null;
      },
    },
    { files: text(''), revision: 0, sent: [], saved: text(''), ...first },
  );
  const onServer = () => server.files[0]?.content;
  return {
    draft,
    server,
    line,
    kept,
    onServer,
    saveElsewhere: (content: string) => Object.assign(server, { revision: server.revision + 1, files: text(content) }),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('saves some seconds after a change, once for many, and keeps it here until then', async () => {
  const { draft, server, kept, onServer } = setUp();
  draft.change(text('a'));
  draft.change(text('ab'));
  expect(draft.state.value).toBe('unsaved');
  expect(kept.now?.files).toEqual(text('ab'));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(onServer()).toBe('ab');
  expect(server.saves).toBe(1);
  expect(draft.state.value).toBe('saved');
  expect(kept.now).toBeNull();
});

test('a lost connection keeps everything here, and it is saved when it is back', async () => {
  const { draft, line, kept, onServer } = setUp();
  line.loses = 'requests';
  draft.change(text('a'));
  await vi.advanceTimersByTimeAsync(60_000);
  draft.change(text('ab'));
  expect(draft.state.value).toBe('offline');
  expect(kept.now?.files).toEqual(text('ab'));
  line.loses = 'nothing';
  await vi.advanceTimersByTimeAsync(15_000);
  expect(onServer()).toBe('ab');
  expect(draft.state.value).toBe('saved');
});

/** The server has `a`, and the page does not know. */
async function withLostAnswer() {
  const all = setUp();
  all.line.loses = 'answers';
  all.draft.change(text('a'));
  await all.draft.save();
  return all;
}

test('a save whose answer was lost is no conflict with oneself', async () => {
  const { draft, line, onServer } = await withLostAnswer();
  line.loses = 'nothing';
  draft.change(text('ab'));
  await draft.save();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(draft.conflict.value).toBeNull();
  expect(onServer()).toBe('ab');
});

test('nor is it when many later ones were lost on the way', async () => {
  const { draft, line, onServer } = await withLostAnswer();
  line.loses = 'requests';
  for (const content of ['ab', 'abc', 'abcd', 'abcde']) {
    draft.change(text(content));
    await vi.advanceTimersByTimeAsync(60_000);
  }
  line.loses = 'nothing';
  await vi.advanceTimersByTimeAsync(15_000);
  expect(draft.conflict.value).toBeNull();
  expect(onServer()).toBe('abcde');
});

test('what was typed behind a lost answer is saved at once when that is found out', async () => {
  const { draft, line, onServer } = await withLostAnswer();
  line.loses = 'nothing';
  draft.change(text('ab'));
  await draft.save();
  await vi.advanceTimersByTimeAsync(0);
  expect(onServer()).toBe('ab');
});

test('nor is it after a reload', async () => {
  const before = setUp();
  before.line.loses = 'answers';
  before.draft.change(text('a'));
  await before.draft.save();
  before.draft.change(text('ab'));
  const after = setUp({ ...(before.kept.now as Kept), saved: null });
  Object.assign(after.server, before.server);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(after.draft.conflict.value).toBeNull();
  expect(after.onServer()).toBe('ab');
});

test('what another tab saved is not overwritten before the person has chosen', async () => {
  const { draft, saveElsewhere, onServer } = setUp();
  saveElsewhere('theirs');
  draft.change(text('mine'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(draft.state.value).toBe('conflict');
  expect(draft.conflict.value?.files).toEqual(text('theirs'));
  expect(onServer()).toBe('theirs');
  draft.change(text('mine, and more'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onServer()).toBe('theirs');
  await draft.settle(text('mine, and more; theirs'));
  expect(onServer()).toBe('mine, and more; theirs');
  expect(draft.state.value).toBe('saved');
});

test('in a pause the text stays here, and is saved when the clock goes on', async () => {
  const { draft, line, kept, onServer } = setUp();
  line.closed = true;
  draft.change(text('a'));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(draft.state.value).toBe('closed');
  expect(kept.now?.files).toEqual(text('a'));
  line.closed = false;
  await draft.save();
  expect(onServer()).toBe('a');
});

test('takes what another machine saved only when it has nothing of its own', () => {
  const { draft } = setUp();
  draft.renew({ revision: 1, files: text('theirs'), savedAt: null });
  expect(draft.files.value).toEqual(text('theirs'));
  draft.change(text('mine'));
  draft.renew({ revision: 2, files: text('theirs again'), savedAt: null });
  expect(draft.files.value).toEqual(text('mine'));
});

test('saves at the same moment go one after the other', async () => {
  const { draft, server, onServer } = setUp();
  draft.change(text('a'));
  const first = draft.save();
  draft.change(text('ab'));
  await Promise.all([first, draft.save(), draft.save()]);
  expect(onServer()).toBe('ab');
  expect(server.saves).toBe(2);
  expect(draft.conflict.value).toBeNull();
});

test('answers that come late, and out of order, take nothing back', async () => {
  const answers: ((outcome: SaveOutcome) => void)[] = [];
  const draft = createDraft(
    {
      save: () => new Promise((resolve) => answers.push(resolve)),
      keep: () => undefined,
      drop: () => undefined,
    },
    { files: text(''), revision: 0, sent: [], saved: text('') },
  );
  draft.change(text('a'));
  void draft.save();
  draft.change(text('ab'));
  // The page is hidden.
  void draft.save({ keepalive: true });
  answers[1]?.({ kind: 'saved', revision: 2 });
  await vi.advanceTimersByTimeAsync(0);
  expect(draft.state.value).toBe('saved');
  answers[0]?.({ kind: 'saved', revision: 1 });
  await vi.advanceTimersByTimeAsync(0);
  expect(draft.state.value).toBe('saved');

  draft.change(text('abc'));
  void draft.save();
  draft.change(text('abcd'));
  void draft.save({ keepalive: true });
  answers[3]?.({ kind: 'saved', revision: 3 });
  await vi.advanceTimersByTimeAsync(0);
  answers[2]?.({ kind: 'offline', why: 'no answer' });
  await vi.advanceTimersByTimeAsync(0);
  expect(draft.state.value).toBe('saved');

  draft.change(text('abcde'));
  void draft.save();
  draft.change(text('abcdef'));
  void draft.save({ keepalive: true });
  answers[5]?.({ kind: 'saved', revision: 4 });
  await vi.advanceTimersByTimeAsync(0);
  draft.change(text('abcdefg'));
  answers[4]?.({ kind: 'conflict', current: { revision: 3, files: text('abcd'), savedAt: null } });
  await vi.advanceTimersByTimeAsync(3_000);
  expect([draft.state.value, draft.conflict.value]).toEqual(['saving', null]);
});

test('a save that is never answered holds up none that must not wait, nor what follows', async () => {
  const saved: string[] = [];
  const draft = createDraft(
    {
      save: (files, revision) => {
        saved.push(files[0]?.content ?? '');
        if (saved.length === 1) return new Promise(() => undefined);
        return Promise.resolve({ kind: 'saved', revision: revision + 1 });
      },
      keep: () => undefined,
      drop: () => undefined,
    },
    { files: text(''), revision: 0, sent: [], saved: text('') },
  );
  draft.change(text('a'));
  void draft.save();
  draft.change(text('ab'));
  await draft.save({ keepalive: true });
  draft.change(text('abc'));
  await draft.save();
  expect([saved, draft.state.value]).toEqual([['a', 'ab', 'abc'], 'saved']);
});

test('on a slow line what was sent beside another save goes again as soon as that one is stored', async () => {
  const sent: { content: string; revision: number; answer(outcome: SaveOutcome): void }[] = [];
  const draft = createDraft(
    {
      save: (files, revision) =>
        new Promise((answer) => sent.push({ content: files[0]?.content ?? '', revision, answer })),
      keep: () => undefined,
      drop: () => undefined,
    },
    { files: text(''), revision: 0, sent: [], saved: text('') },
  );
  draft.change(text('a'));
  void draft.save();
  draft.change(text('ab'));
  // The time is up.
  void draft.save({ keepalive: true });
  sent[0]?.answer({ kind: 'saved', revision: 1 });
  await vi.advanceTimersByTimeAsync(0);
  expect(sent.slice(2)).toMatchObject([{ content: 'ab', revision: 1 }]);
  sent[1]?.answer({ kind: 'conflict', current: { revision: 1, files: text('a'), savedAt: null } });
  sent[2]?.answer({ kind: 'saved', revision: 2 });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([sent.length, draft.state.value, draft.conflict.value]).toEqual([3, 'saved', null]);
});

test('what was saved but would not be graded is said, until it would', async () => {
  let notGradable: string | null = 'too large';
  const { draft } = setUp({}, () => ({ kind: 'saved', revision: 1, notGradable }));
  draft.change(text('a'));
  await draft.save();
  expect([draft.state.value, draft.notGradable.value]).toEqual(['saved', 'too large']);
  notGradable = null;
  draft.change(text('b'));
  await draft.save();
  expect(draft.notGradable.value).toBeNull();
});
