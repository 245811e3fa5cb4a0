import { expect, test } from 'vitest';
import { systemClock } from '../../engine/clock.ts';

test('now is the real time', () => {
  expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(1000);
});

test('sleep lasts as long as it was asked to', async () => {
  const started = performance.now();
  await systemClock.sleep(30);
  expect(performance.now() - started).toBeGreaterThanOrEqual(29);
});

test('sleep rejects with the reason of the signal, at once', async () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  const asleep = systemClock.sleep(60_000, controller.signal);
  controller.abort(reason);
  await expect(asleep).rejects.toBe(reason);
  await expect(systemClock.sleep(60_000, controller.signal)).rejects.toBe(reason);
});
