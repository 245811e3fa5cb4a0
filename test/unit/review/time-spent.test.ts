import { expect, test } from 'vitest';
import type { TimelineData } from '../../../engine/model/attempt.ts';
import { timelineFold } from '../../../engine/review/time-spent.ts';
import { anEntry } from '../../support/attempts.ts';

const edit: TimelineData = {
  kind: 'edit',
  runtime: 'python',
  file: 'main.py',
  draftRev: 1,
  delta: { at: 0, removed: 0, inserted: 'x' },
};

/** `at` is in seconds. */
function folded(...entries: [at: number, data: TimelineData, problem?: string | null][]) {
  const fold = timelineFold();
  for (const [at, data, problem] of entries) {
    fold.add([anEntry('a', new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString(), data, problem)]);
  }
  return fold.result();
}
const spent = (timeline: ReturnType<typeof folded>, problem = 'brackets') => timeline.byProblem.get(problem)?.spentMs;

test('the time between edits counts, up to gaps of two minutes', () => {
  expect(spent(folded([0, edit], [10, edit], [130, edit], [251, edit], [252, edit]))).toBe(131_000);
});

test('no moment counts twice, nor for two problems', () => {
  const timeline = folded([0, edit, 'a'], [10, edit, 'b'], [20, edit, 'a'], [30, edit, 'a'], [40, edit, 'b']);
  expect(spent(timeline, 'a')).toBe(10_000);
  expect(spent(timeline, 'b')).toBe(0);
});

test('a pause counts for nothing, however short', () => {
  const paused: TimelineData = { kind: 'paused', reason: 'fire alarm', by: 'staff:1' };
  expect(spent(folded([0, edit], [10, edit], [20, paused, null], [60, edit], [65, edit]))).toBe(15_000);
});

test('a clock that went back takes no time away', () => {
  expect(spent(folded([10, edit], [0, edit], [5, edit]))).toBe(5_000);
});

test('what is evidence is counted, by problem and in all', () => {
  const timeline = folded(
    [0, { kind: 'paste', sizeChars: 500, text: 'x', cut: true }],
    [1, { kind: 'blurred' }],
    [2, { kind: 'focused' }],
    [3, { kind: 'blurred' }, null],
    [4, { kind: 'run', submissionId: '1', runtime: 'python', final: false }],
    [5, { kind: 'submit', submissionId: '2', runtime: 'python', final: false }],
  );
  expect(timeline).toMatchObject({ focusLosses: 2, pastes: 1 });
  expect(timeline.byProblem.get('brackets')).toMatchObject({
    ...{ pastes: 1, pastedChars: 500, focusLosses: 1, runs: 1, submissions: 1, edits: 0 },
  });
});
