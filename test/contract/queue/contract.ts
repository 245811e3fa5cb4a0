import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { lanes } from './lanes.ts';
import { type MakeQueue, manual, openedQueue } from './opened.ts';

/** What every queue promises. */
export function queueContract(makeQueue: MakeQueue): void {
  const opened = openedQueue(makeQueue);
  const { open, errors, idle } = opened;
  describe('lanes', () => lanes(opened));

  test('jobs go by priority, then in the order of their coming', async () => {
    const queue = open(1);
    const order: string[] = [];
    const priorities = { a: 0, b: 5, c: 0, d: -1, e: 5, f: undefined };
    for (const [id, priority] of Object.entries(priorities)) {
      queue.add(priority === undefined ? { id } : { id, priority });
    }
    expect(queue.stats()).toEqual({ waiting: 6, running: 0, concurrency: 1 });
    queue.process(async ({ id }) => void order.push(id));
    await idle();
    expect(order.join('')).toBe('beacfd');
  });

  test('never more at a time than the concurrency, and no fewer', async () => {
    const queue = open(3);
    let running = 0;
    let most = 0;
    queue.process(async () => {
      most = Math.max(most, ++running);
      await sleep(1);
      running--;
    });
    for (let n = 0; n < 50; n++) queue.add({ id: `j${n}` });
    expect(queue.stats()).toEqual({ waiting: 47, running: 3, concurrency: 3 });
    await idle();
    expect(most).toBe(3);
  });

  test('an id that waits or runs is not taken twice; one that has ended is', async () => {
    const queue = open(2);
    const { work, started, end } = manual();
    queue.process(work);
    for (const id of ['a', 'b', 'c', 'a', 'c', 'c']) queue.add({ id });
    expect(queue.stats()).toMatchObject({ waiting: 1, running: 2 });
    for (const id of ['a', 'b', 'c']) end(id);
    await idle();
    queue.add({ id: 'a' });
    await turn();
    end('a');
    await idle();
    expect(started).toEqual(['a', 'b', 'c', 'a']);
  });

  test('a job that throws goes to onError, and the queue goes on', async () => {
    const queue = open(1);
    const done: string[] = [];
    queue.process(async ({ id }) => {
      if (id === 'late') await turn();
      if (id !== 'good') throw new Error(id);
      done.push(id);
    });
    for (const id of ['bad', 'late', 'good']) queue.add({ id });
    await idle();
    expect(errors).toEqual([new Error('bad'), new Error('late')]);
    expect(done).toEqual(['good']);
  });

  test('a job that throws before it awaits anything goes to onError too', async () => {
    const queue = open(1);
    queue.process(() => {
      throw new Error('at once');
    });
    queue.add({ id: 'a' });
    await idle();
    expect(errors).toEqual([new Error('at once')]);
  });

  test('canceling while it waits takes it out, and it may come again', async () => {
    const queue = open(1);
    const { work, started, end } = manual();
    queue.process(work);
    for (const id of ['a', 'b', 'c']) queue.add({ id });
    expect(queue.cancel('b')).toBe(true);
    expect(queue.cancel('b')).toBe(false);
    expect(queue.stats()).toMatchObject({ waiting: 1, running: 1 });
    queue.add({ id: 'b' });
    for (const id of ['a', 'b', 'c']) end(id);
    await idle();
    expect(started).toEqual(['a', 'c', 'b']);
    expect(errors).toEqual([]);
  });

  test('canceling before there is a work function takes it out', async () => {
    const queue = open(1);
    const { work, started } = manual();
    queue.add({ id: 'a' });
    expect(queue.cancel('a')).toBe(true);
    queue.process(work);
    await turn();
    expect(started).toEqual([]);
  });

  test('canceling while it runs aborts its signal, and its place is free only when it has ended', async () => {
    const queue = open(1);
    const { work, started, aborted, end } = manual();
    queue.process(work);
    queue.add({ id: 'a' });
    queue.add({ id: 'b' });
    await turn();
    expect(queue.cancel('a')).toBe(true);
    expect(aborted).toEqual(['a']);
    await sleep(20);
    queue.add({ id: 'a' });
    expect(started).toEqual(['a']);
    expect(queue.stats()).toMatchObject({ waiting: 1, running: 1 });
    end('a');
    end('b');
    await idle();
    expect(started).toEqual(['a', 'b']);
  });

  test('canceling what is unknown or over does nothing', async () => {
    const queue = open(1);
    queue.process(async () => {});
    queue.add({ id: 'a' });
    await idle();
    expect(queue.cancel('a')).toBe(false);
    expect(queue.cancel('never')).toBe(false);
  });

  test('closing aborts what runs, drops what waits, and resolves when the work has ended', async () => {
    const queue = open(2);
    const { work, started, ended, aborted, end } = manual();
    queue.process(work);
    for (const id of ['a', 'b', 'c', 'd']) queue.add({ id });
    await turn();
    let closed = false;
    const closing = queue.close().then(() => {
      closed = true;
    });
    expect(aborted).toEqual(['a', 'b']);
    end('a');
    await sleep(20);
    expect([closed, queue.stats().waiting]).toEqual([false, 0]);
    end('b');
    await closing;
    await sleep(20);
    expect([started, ended]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  test('closing again, or while it closes, is the same; nothing is taken after it', async () => {
    const queue = open(1);
    const { work, started, end } = manual();
    queue.process(work);
    queue.add({ id: 'a' });
    await turn();
    const both = Promise.all([queue.close(), queue.close()]);
    end('a');
    await both;
    await queue.close();
    queue.add({ id: 'b' });
    await turn();
    expect(started).toEqual(['a']);
    expect(queue.stats()).toMatchObject({ waiting: 0, running: 0 });
    expect(queue.cancel('b')).toBe(false);
  });

  test('closing one that never had work resolves', async () => {
    const queue = open(1);
    queue.add({ id: 'a' });
    await queue.close();
    expect(queue.stats()).toMatchObject({ waiting: 0, running: 0 });
  });

  test('10,000 jobs are each done once, canceled ones never', async () => {
    const queue = open(8);
    const done: string[] = [];
    for (let n = 0; n < 10_000; n++) queue.add({ id: `j${n}`, priority: n % 3 });
    for (let n = 0; n < 10_000; n += 10) expect(queue.cancel(`j${n}`)).toBe(true);
    queue.process(async ({ id }) => {
      await turn();
      done.push(id);
    });
    for (let n = 0; n < 10_000; n++) if (n % 10) queue.add({ id: `j${n}` });
    await idle();
    expect(done.length).toBe(9000);
    expect(new Set(done).size).toBe(9000);
    expect(done.some((id) => id.endsWith('0'))).toBe(false);
  });
}
