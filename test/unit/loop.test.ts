import { expect, test } from 'vitest';
import { systemClock } from '../../engine/clock.ts';
import { createLoop } from '../../engine/loop.ts';

const seldom = { clock: systemClock, lookEveryMs: 3_600_000 };

function counting() {
  const counted = { looks: 0 };
  const look = async () => {
    counted.looks += 1;
    return false;
  };
  return { counted, look };
}

test('a loop looks at the start, and when it is woken', async () => {
  const { counted, look } = counting();
  const loop = createLoop(seldom, look);
  loop.start();
  await expect.poll(() => counted.looks).toBe(1);
  loop.wake();
  await expect.poll(() => counted.looks).toBe(2);
  await loop.close();
  expect(counted.looks).toBe(2);
});

test('one that waits first looks when it is time or it is woken, and never once it is closed', async () => {
  const { counted, look } = counting();
  const loop = createLoop({ ...seldom, waitsFirst: true }, look);
  loop.start();
  await new Promise((resolve) => setImmediate(resolve));
  expect(counted.looks).toBe(0);
  loop.wake();
  await expect.poll(() => counted.looks).toBe(1);
  await loop.close();

  const soon = counting();
  const other = createLoop({ clock: systemClock, lookEveryMs: 5, waitsFirst: true }, soon.look);
  other.start();
  await expect.poll(() => soon.counted.looks).toBeGreaterThan(1);
  await other.close();

  const closed = counting();
  const last = createLoop({ ...seldom, waitsFirst: true }, closed.look);
  last.start();
  await last.close();
  expect(closed.counted.looks).toBe(0);
});
