import { expect, test } from 'vitest';
import { createIds } from '../../engine/ids.ts';

const at = (ms: number) => () => new Date(ms);

test('an id is a UUID of version 7 that begins with the time', () => {
  const id = createIds({ now: at(0x0123456789ab) })();
  expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('ids of one factory sort by their making, within a millisecond and when the clock goes back', () => {
  let ms = 1_700_000_000_000;
  const newId = createIds({ now: () => new Date(ms) });
  const ids: string[] = [];
  for (let n = 0; n < 20_000; n++) {
    if (n === 9000) ms += 1;
    if (n === 15_000) ms -= 60_000;
    ids.push(newId());
  }
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('ids of two factories at the same time differ, and so do their random parts', () => {
  const [a, b] = [createIds({ now: at(1) }), createIds({ now: at(1) })];
  const parts = Array.from({ length: 1000 }, (_, n) => (n % 2 ? a : b)().slice(19));
  expect(new Set(parts).size).toBe(1000);
});

test('all 62 random bits vary', () => {
  const newId = createIds({ now: at(1) });
  const random = () => BigInt(`0x${newId().slice(19).replace('-', '')}`);
  let ones = 0n;
  let zeros = 0n;
  for (let n = 0; n < 200; n++) {
    const bits = random();
    ones |= bits;
    zeros |= ~bits;
  }
  const varying = ones & zeros & ((1n << 64n) - 1n);
  expect(varying).toBe((1n << 62n) - 1n);
});
