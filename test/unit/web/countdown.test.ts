import { expect, test } from 'vitest';
import { createCountdown } from '../../../web/src/take/countdown.ts';
import { createTurns } from '../../../web/src/take/turns.ts';

/** The time left is the server's, whatever the clock of the candidate's machine says or does. */

const minute = 60_000;
const dueMs = 30_000;

/** A page that was just told that an hour is left, at a machine whose clock is decades behind. */
function setUp() {
  const clocks = { steady: 1_000, wall: Date.parse('1999-12-31T23:00:00Z') };
  const countdown = createCountdown({ steadyMs: () => clocks.steady, wallMs: () => clocks.wall });
  countdown.told(clocks.steady);
  return {
    ...countdown,
    left: () => countdown.left(60 * minute) / minute,
    /** Returns whether the server was asked. */
    goOn(ms: number): boolean {
      let asks = false;
      for (let at = 0; at < ms; at += 250) {
        clocks.steady += 250;
        clocks.wall += 250;
        const isDue = countdown.tick(dueMs);
        if (isDue) countdown.asked();
        asks ||= isDue;
      }
      return asks;
    },
    setWall: (byMs: number) => {
      clocks.wall += byMs;
    },
    told: () => countdown.told(clocks.steady),
    sleep: (byMs: number) => {
      clocks.steady += byMs;
      clocks.wall += byMs;
    },
  };
}

test.each([-60, 60])('a clock that is set by %d minutes changes nothing, but the server is asked', (minutes) => {
  const { goOn, setWall, left } = setUp();
  goOn(10 * minute);
  setWall(minutes * minute);
  expect(left()).toBe(50);
  expect(goOn(250)).toBe(true);
  expect(goOn(250)).toBe(false);
  goOn(10 * minute - 500);
  expect(left()).toBe(40);
});

test('after a sleep the server is asked at once, whether the steady clock slept as well or not', () => {
  const [slept, counted] = [setUp(), setUp()];
  slept.setWall(10 * minute);
  counted.sleep(10 * minute);
  expect([slept.goOn(250), counted.goOn(250)]).toEqual([true, true]);
});

test('the server is asked when that is due, and not before; a word of it counts as asking', () => {
  const { goOn, told } = setUp();
  expect(goOn(dueMs - 250)).toBe(false);
  told();
  expect(goOn(dueMs - 250)).toBe(false);
  expect(goOn(250)).toBe(true);
  expect(goOn(250)).toBe(false);
});

test('nothing is left beyond the end, and a word of the future is not counted twice', () => {
  const { sleep, goOn, left } = setUp();
  sleep(61 * minute);
  goOn(250);
  expect(left()).toBe(0);
  const steadyMs = () => 1_000;
  const ahead = createCountdown({ steadyMs, wallMs: steadyMs });
  ahead.told(2_000);
  expect(ahead.left(minute)).toBe(minute);
});

test('of answers in another order the newest stays, each about its own', () => {
  const { next, take } = createTurns();
  const [first, second, third] = [next(), next(), next()];
  expect([take(second), take(first), take(first, 'another'), take(third)]).toEqual([true, false, true, true]);
  // What was closed takes nothing more.
  expect([take(Number.POSITIVE_INFINITY), take(next())]).toEqual([true, false]);
});
