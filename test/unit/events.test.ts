import { beforeEach, expect, test } from 'vitest';
import { createEventBus } from '../../engine/events.ts';
import type { SubmissionEvent } from '../../engine/model/event.ts';
import type { EventBus } from '../../engine/ports.ts';

const step = (id: number): SubmissionEvent => ({ id, type: 'state', state: 'running' });
const done: SubmissionEvent = { id: 99, type: 'done', state: 'done', verdict: 'AC', score: 1, maxScore: 1 };

let errors: unknown[];
let bus: EventBus;
beforeEach(() => {
  errors = [];
  bus = createEventBus({ onError: (error) => errors.push(error) });
});

function listen(submissionId: string) {
  const heard: number[] = [];
  const stop = bus.subscribe(submissionId, ({ id }) => heard.push(id));
  return { heard, stop };
}

test('a listener hears the events of its submission, from its subscription to its end', () => {
  bus.publish('a', step(1));
  const { heard, stop } = listen('a');
  bus.publish('a', step(2));
  bus.publish('b', step(3));
  bus.publish('a', done);
  stop();
  stop();
  bus.publish('a', step(4));
  expect(heard).toEqual([2, 99]);
});

test('a listener that throws goes to onError and disturbs nobody', () => {
  const before = listen('a');
  bus.subscribe('a', () => {
    throw new Error('bad listener');
  });
  const after = listen('a');
  bus.publish('a', step(1));
  expect([before.heard, after.heard]).toEqual([[1], [1]]);
  expect(errors).toEqual([new Error('bad listener')]);
});

test('a function that is subscribed twice is two listeners', () => {
  const heard: number[] = [];
  const listener = ({ id }: SubmissionEvent) => heard.push(id);
  const stop = bus.subscribe('a', listener);
  bus.subscribe('a', listener);
  bus.publish('a', step(1));
  stop();
  bus.publish('a', step(2));
  expect(heard).toEqual([1, 1, 2]);
});

test('a listener may end itself and others, and subscribe, while it is called', () => {
  const late: number[] = [];
  const stop = bus.subscribe('a', () => {
    stop();
    bus.subscribe('a', ({ id }) => late.push(id));
  });
  const { heard } = listen('a');
  bus.publish('a', step(1));
  bus.publish('a', step(2));
  expect([heard, late]).toEqual([[1, 2], [2]]);
});

test('past has what was published, until the end', () => {
  expect(bus.past('a')).toEqual([]);
  bus.publish('a', step(1));
  bus.publish('a', step(2));
  expect(bus.past('a')).toEqual([step(1), step(2)]);
  bus.publish('a', done);
  expect(bus.past('a')).toEqual([]);
});

test('past is empty by the time that listeners hear of the end', () => {
  let past: unknown;
  bus.publish('a', step(1));
  bus.subscribe('a', () => {
    past = bus.past('a');
  });
  bus.publish('a', done);
  expect(past).toEqual([]);
});

test('past of a submission that is graded again has each step once', () => {
  for (const id of [1, 2, 3, 4, 2, 3]) bus.publish('a', step(id));
  expect(bus.past('a').map(({ id }) => id)).toEqual([1, 2, 3]);
});

test('what is given out as past does not change', () => {
  bus.publish('a', step(1));
  const past = bus.past('a');
  bus.publish('a', step(2));
  expect(past).toEqual([step(1)]);
});

test('submissions that never end, and endless ones, take a bounded number of events', () => {
  for (let n = 0; n < 10_000; n++) bus.publish(`s${n}`, step(1));
  const kept = Array.from({ length: 10_000 }, (_, n) => bus.past(`s${n}`).length);
  expect(kept.reduce((sum, length) => sum + length)).toBe(2000);
  expect(kept.at(-1)).toBe(1);
  for (let n = 1; n <= 20_000; n++) bus.publish('endless', step(n));
  expect(bus.past('endless').length).toBe(5000);
  expect(bus.past('endless').at(-1)).toEqual(step(20_000));
});
