import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OwnSubmission } from '../../../api/schemas/candidate/submission.ts';
import { createFollow, type Stream } from '../../../web/src/take/follow.ts';
import { nextTurn, show, shown } from '../../../web/src/take/live.ts';

/** What came of a run or submission is shown soon, whatever becomes of its stream, and the newest is what is shown. */

const lookMs = 5_000;

function setUp() {
  const done = new Set<string>();
  const looks: string[] = [];
  const seen = new Set<string>();
  const streams: (Stream & { id: string; isOpen: boolean })[] = [];
  const follow = createFollow({
    async look(id) {
      looks.push(id);
      if (!done.has(id)) return lookMs;
      seen.add(id);
      return null;
    },
    listen(id, stream) {
      const one = { ...stream, id, isOpen: true };
      streams.push(one);
      return () => {
        one.isOpen = false;
      };
    },
  });
  return { follow, done, looks, seen, streams, open: () => streams.filter(({ isOpen }) => isOpen).map(({ id }) => id) };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('by its stream it is seen at once', async () => {
  const { follow, done, looks, seen, streams, open } = setUp();
  follow('a');
  done.add('a');
  streams[0]?.onDone();
  await vi.advanceTimersByTimeAsync(0);
  expect([...seen]).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([looks.length, open()]).toEqual([1, []]);
});

test('a stream that is dead without saying so makes it slower, and no more', async () => {
  const { follow, done, seen, open } = setUp();
  follow('a');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(open()).toEqual(['a']);
  done.add('a');
  await vi.advanceTimersByTimeAsync(lookMs);
  expect([[...seen], open()]).toEqual([['a'], []]);
});

test('a stream that ends before is opened again', async () => {
  const { follow, streams } = setUp();
  follow('a');
  streams[0]?.onEnded();
  await vi.advanceTimersByTimeAsync(2 * lookMs);
  expect(streams.map(({ id }) => id)).toEqual(['a', 'a']);
});

test('only the newest has a stream, the others are looked at until they are done', async () => {
  const { follow, done, seen, open } = setUp();
  follow('a');
  follow('b');
  await vi.advanceTimersByTimeAsync(lookMs);
  expect(open()).toEqual(['b']);
  done.add('a');
  await vi.advanceTimersByTimeAsync(lookMs);
  expect([[...seen], open()]).toEqual([['a'], ['b']]);
});

test('an answer that comes late takes no newer one away', () => {
  const one = (id: string) => ({ id, problem: 'dedup' }) as OwnSubmission;
  const id = () => shown.value.get('dedup')?.one.id;
  const [first, second] = [nextTurn(), nextTurn()];
  expect(show(one('second'), second)).toBe(true);
  expect(show(one('first'), first)).toBe(false);
  expect(id()).toBe('second');
  // What is found when a problem is opened is the oldest of all.
  expect([show(one('found'), 0), id()]).toEqual([false, 'second']);
});
