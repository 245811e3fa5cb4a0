import { afterEach, expect } from 'vitest';
import type { Job, Queue } from '../../../engine/ports.ts';

export type MakeQueue = (options: { concurrency: number; onError: (error: unknown) => void }) => Queue;

export interface OpenedQueue {
  /** What the jobs of this test's queue threw. */
  errors: unknown[];
  open(concurrency: number): Queue;
  idle(): PromiseLike<void>;
}

/** A queue for each test; it is closed after the test. */
export function openedQueue(makeQueue: MakeQueue): OpenedQueue {
  const errors: unknown[] = [];
  let queue: Queue;
  afterEach(() => queue.close());
  return {
    errors,
    open(concurrency) {
      errors.length = 0;
      queue = makeQueue({ concurrency, onError: (error) => errors.push(error) });
      return queue;
    },
    idle: () => expect.poll(() => queue.stats(), { interval: 5 }).toMatchObject({ waiting: 0, running: 0 }),
  };
}

/** A work function whose jobs end when the test says so. */
export function manual() {
  const started: string[] = [];
  const ended: string[] = [];
  const aborted: string[] = [];
  const doors = new Map<string, PromiseWithResolvers<void>>();
  const doorOf = (id: string) => {
    const door = doors.get(id) ?? Promise.withResolvers<void>();
    doors.set(id, door);
    return door;
  };
  const work = async ({ id }: Job, signal: AbortSignal) => {
    started.push(id);
    signal.addEventListener('abort', () => aborted.push(id));
    await doorOf(id).promise;
    ended.push(id);
    doors.delete(id);
  };
  return { work, started, ended, aborted, end: (id: string) => doorOf(id).resolve() };
}
