import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { manual, type OpenedQueue } from './opened.ts';

export function lanes({ open, errors, idle }: OpenedQueue): void {
  test('of a lane one runs at a time, and those that wait for it hold no place', async () => {
    const queue = open(2);
    const { work, started, end } = manual();
    queue.process(work);
    for (const id of ['a1', 'a2', 'a3']) queue.add({ id, lane: 'a' });
    for (const id of ['b1', 'b2']) queue.add({ id, lane: 'b' });
    queue.add({ id: 'free' });
    await turn();
    expect(started).toEqual(['a1', 'b1']);
    expect(queue.stats()).toEqual({ waiting: 4, running: 2, concurrency: 2 });
    end('b1');
    await turn();
    expect(started).toEqual(['a1', 'b1', 'b2']);
    end('b2');
    await turn();
    expect(started).toEqual(['a1', 'b1', 'b2', 'free']);
    end('free');
    await turn();
    expect(queue.stats()).toMatchObject({ waiting: 2, running: 1 });
    for (const id of ['a1', 'a2', 'a3']) end(id);
    await idle();
    expect(started).toEqual(['a1', 'b1', 'b2', 'free', 'a2', 'a3']);
  });

  test('priority goes before coming, within a lane and across lanes', async () => {
    const queue = open(1);
    const order: string[] = [];
    queue.add({ id: 'a1', lane: 'a', priority: 1 });
    queue.add({ id: 'free', priority: 1 });
    queue.add({ id: 'b1', lane: 'b' });
    queue.add({ id: 'a2', lane: 'a', priority: 3 });
    queue.add({ id: 'b2', lane: 'b', priority: 2 });
    queue.process(async ({ id }) => void order.push(id));
    await idle();
    expect(order).toEqual(['a2', 'b2', 'a1', 'free', 'b1']);
  });

  test('one that comes with a higher priority goes before those of its lane that wait, not before the one that runs', async () => {
    const queue = open(2);
    const { work, started, end } = manual();
    queue.process(work);
    queue.add({ id: 'a1', lane: 'a' });
    queue.add({ id: 'a2', lane: 'a' });
    queue.add({ id: 'quick', lane: 'a', priority: 9 });
    await turn();
    expect(started).toEqual(['a1']);
    for (const id of ['a1', 'a2', 'quick']) end(id);
    await idle();
    expect(started).toEqual(['a1', 'quick', 'a2']);
  });

  test('canceling what waits for its lane takes it out, and it may come again', async () => {
    const queue = open(3);
    const { work, started, end } = manual();
    queue.process(work);
    for (const id of ['a1', 'a2', 'a3']) queue.add({ id, lane: 'a' });
    expect(queue.cancel('a2')).toBe(true);
    expect(queue.cancel('a2')).toBe(false);
    queue.add({ id: 'a2', lane: 'a' });
    for (const id of ['a1', 'a2', 'a3']) end(id);
    await idle();
    expect(started).toEqual(['a1', 'a3', 'a2']);
  });

  test('a lane is free again after a job that threw, and only when a canceled one has ended', async () => {
    const queue = open(2);
    const { work, started, end } = manual();
    queue.process(async (job, signal) => {
      await work(job, signal);
      if (job.id === 'bad') throw new Error('bad');
    });
    for (const id of ['bad', 'slow', 'next']) queue.add({ id, lane: 'a' });
    end('bad');
    await expect.poll(() => started).toEqual(['bad', 'slow']);
    expect(queue.cancel('slow')).toBe(true);
    await sleep(10);
    expect(started).toEqual(['bad', 'slow']);
    end('slow');
    end('next');
    await idle();
    expect(started).toEqual(['bad', 'slow', 'next']);
    expect(errors).toEqual([new Error('bad')]);
  });

  test('thousands of one lane keep its order, and do not keep others from going on', async () => {
    const queue = open(4);
    const running = new Set<string>();
    const order: string[] = [];
    let twice = 0;
    queue.process(async ({ id, lane = id }) => {
      if (running.has(lane)) twice++;
      running.add(lane);
      order.push(id);
      await turn();
      running.delete(lane);
    });
    for (let n = 0; n < 3000; n++) queue.add({ id: `j${n}`, lane: n % 3 ? 'long' : `short${n % 12}` });
    await idle();
    expect([order.length, twice]).toEqual([3000, 0]);
    const ofLong = order.map((id) => Number(id.slice(1))).filter((n) => n % 3);
    expect(ofLong).toEqual(ofLong.toSorted((a, b) => a - b));
    expect(order.slice(0, 1500).filter((id) => Number(id.slice(1)) % 3 === 0).length).toBeGreaterThan(900);
  });
}
