import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createPool, type Pooled } from '../../../engine/sandbox/pool.ts';

interface FakeBox extends Pooled {
  number: number;
  usable: boolean;
  removed: boolean;
}

function harness(size: number, makeMs = 1) {
  const made: FakeBox[] = [];
  const errors: unknown[] = [];
  let failing = false;
  let making = 0;
  let mostAtOnce = 0;
  const pool = createPool<FakeBox>({
    size,
    async make() {
      making += 1;
      mostAtOnce = Math.max(mostAtOnce, making);
      await setTimeout(makeMs);
      making -= 1;
      if (failing) throw new Error('no container');
      const box: FakeBox = {
        number: made.length,
        usable: true,
        removed: false,
        async remove() {
          box.removed = true;
        },
      };
      made.push(box);
      return box;
    },
    discard: (box) => void box.remove(),
    onError: (error) => errors.push(error),
  });
  return { pool, made, errors, fail: (on: boolean) => (failing = on), mostAtOnce: () => mostAtOnce };
}

describe('the pool', () => {
  it('stocks up to its size, one at a time, and hands each box out once', async () => {
    const { pool, made, mostAtOnce } = harness(2);
    pool.stock('python');
    pool.stock('python');
    await expect.poll(pool.ready).toEqual({ python: 2 });
    expect([made.length, mostAtOnce()]).toEqual([2, 1]);
    const taken = [await pool.take('python'), await pool.take('python'), await pool.take('python')];
    expect(new Set(taken).size).toBe(3);
    await pool.close();
  });

  it('passes over a box that broke while it waited, and removes it', async () => {
    const { pool, made } = harness(1);
    pool.stock('go');
    await expect.poll(pool.ready).toEqual({ go: 1 });
    const [broken] = made;
    if (broken) broken.usable = false;
    expect((await pool.take('go')).number).toBe(1);
    expect(broken?.removed).toBe(true);
    await pool.close();
  });

  it('reports a spare that could not be made and goes on', async () => {
    const { pool, errors, fail } = harness(1);
    fail(true);
    pool.stock('go');
    await expect.poll(() => errors.length).toBe(1);
    await expect(pool.take('go')).rejects.toThrow('no container');
    fail(false);
    pool.stock('go');
    await expect.poll(pool.ready).toEqual({ go: 1 });
    await pool.close();
  });

  it('removes on close also what is still being made', async () => {
    const { pool, made } = harness(3, 10);
    pool.stock('node');
    await expect.poll(() => made.length).toBeGreaterThan(0);
    await pool.close();
    expect(made.every(({ removed }) => removed)).toBe(true);
  });
});
