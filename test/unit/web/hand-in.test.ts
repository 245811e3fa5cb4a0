import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../../web/src/shared/api.ts';
import { again } from '../../../web/src/take/again.ts';
import { createHandIn, type HandIn } from '../../../web/src/take/hand-in.ts';

/** What is pressed is handed in once, whatever becomes of the answers, and however often it is pressed. */

const noAnswer = new ApiError({ status: 0, code: 'OFFLINE', detail: 'no answer' });
const badGateway = new ApiError({ status: 502, code: 'UNKNOWN', detail: 'bad gateway' });
const closed = new ApiError({ status: 409, code: 'ATTEMPT_CLOSED', detail: 'The time was up.' });

const program = (content: string, kind: HandIn['kind'] = 'submissions'): HandIn => ({
  kind,
  problem: 'dedup',
  runtime: 'python',
  files: [{ name: 'main.py', content }],
});

/** A server that takes each key once, and answers when it is told to. */
function setUp() {
  const keys: string[] = [];
  const states = new Map<string, 'queued' | 'done' | 'canceled'>();
  const answers: ((error?: ApiError) => void)[] = [];
  let made = 0;
  const press = createHandIn({
    send: (_, key) =>
      new Promise((resolve, reject) => {
        keys.push(key);
        states.set(key, states.get(key) ?? 'queued');
        answers.push((error) => (error === undefined ? resolve({ id: key }) : reject(error)));
      }),
    find: (id) => {
      const state = states.get(id);
      return state === undefined ? undefined : { state };
    },
    newKey: () => `key ${++made}`,
    nowMs: () => Date.now(),
  });
  return { press, keys, states, answer: (at: number, error?: ApiError) => answers[at]?.(error) };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('the same is not handed in twice while it is on its way, or is being graded', async () => {
  const { press, keys, states, answer } = setUp();
  const first = press(program('a'));
  await press(program('a'));
  answer(0);
  await first;
  await press(program('a'));
  expect(keys).toEqual(['key 1']);
  states.set('key 1', 'done');
  await press(program('a'));
  expect(keys).toEqual(['key 1']);
  vi.advanceTimersByTime(2_000);
  void press(program('a'));
  expect(keys).toEqual(['key 1', 'key 2']);
});

test('another program, another kind, and what was canceled, are', async () => {
  const { press, keys, states, answer } = setUp();
  const first = press(program('a'));
  void press(program('b'));
  void press(program('b', 'runs'));
  expect(keys).toEqual(['key 1', 'key 2', 'key 3']);
  answer(0);
  await first;
  answer(1);
  await vi.advanceTimersByTimeAsync(0);
  states.set('key 2', 'canceled');
  void press(program('b'));
  expect(keys.at(-1)).toBe('key 4');
});

test.each([noAnswer, badGateway])(
  'where nobody knows whether it was taken, the same goes by the same key: %o',
  async (error) => {
    const { press, keys, answer } = setUp();
    const first = press(program('a'));
    answer(0, error);
    await expect(first).rejects.toThrow('not handed in twice');
    void press(program('a'));
    expect(keys).toEqual(['key 1', 'key 1']);
    void press(program('ab'));
    expect(keys.at(-1)).toBe('key 2');
  },
);

test('what was refused is told as it was, and goes by a new key', async () => {
  const { press, keys, answer } = setUp();
  const first = press(program('a'));
  answer(0, closed);
  await expect(first).rejects.toBe(closed);
  void press(program('a'));
  expect(keys).toEqual(['key 1', 'key 2']);
});

test('what failed in passing is tried again some times, what was refused is not', async () => {
  const failing = (...errors: ApiError[]) => {
    const work = vi.fn(async () => {
      const error = errors.shift();
      if (error !== undefined) throw error;
      return 'there';
    });
    const failed = vi.fn();
    return { work, failed, end: again(work, failed).catch((error: ApiError) => error.code) };
  };
  const passing = failing(noAnswer, badGateway);
  const lasting = failing(noAnswer, noAnswer, noAnswer);
  const refused = failing(closed);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await Promise.all([passing.end, lasting.end, refused.end])).toEqual(['there', 'OFFLINE', 'ATTEMPT_CLOSED']);
  expect([passing, lasting, refused].map(({ work }) => work.mock.calls.length)).toEqual([3, 3, 1]);
  expect(passing.failed).toHaveBeenCalledTimes(2);
});
