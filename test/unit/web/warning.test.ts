import { expect, test } from 'vitest';
import { stillClosed, warningOf } from '../../../web/src/take/warning.ts';

const minute = 60_000;
const [two, ten] = [2 * minute, 10 * minute];
const left = (remainingMs: number, closed: number[] = [], allowedMs = 60 * minute) =>
  warningOf({ remainingMs, allowedMs, closed });

test('ten and two minutes before the end there is a warning, from the mark on', () => {
  expect([ten + 1, ten, two + 1, two, 1, 0].map((ms) => left(ms))).toEqual([null, ten, ten, two, two, null]);
});

test('a warning that was closed does not come back, and the next one comes all the same', () => {
  expect([left(ten, [ten]), left(two, [ten]), left(two, [ten, two])]).toEqual([null, two, null]);
});

test('a short attempt does not begin with a warning', () => {
  expect([left(ten, [], ten), left(5 * minute, [], 5 * minute), left(two, [], 5 * minute)]).toEqual([null, null, two]);
});

test('who is given time is warned again, but not because the clock was set by a moment', () => {
  const after = (remainingMs: number) => stillClosed({ remainingMs, closed: [two, ten] });
  expect(after(two + 1_000)).toEqual([two, ten]);
  expect(after(ten - 1)).toEqual([ten]);
  expect(after(ten + 31_000)).toEqual([]);
});
