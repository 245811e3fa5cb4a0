import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentileOf } from '../../../engine/review/cohort.ts';
import { lineCount } from '../../../engine/review/notes.ts';
import { placeOf } from '../../../engine/review/pdf/place.ts';
import { durationOf, instantOf, memoryOf, ordinalOf } from '../../../engine/review/pdf/words.ts';
import { shownPerson } from '../../../engine/review/person.ts';
import { meanOf, ratingOf, weightedScore } from '../../../engine/review/rubric.ts';

test('a place is told in words that hold for one as for many', () => {
  expect(placeOf({ finished: 3, lower: null, equal: null, percentile: null })).toEqual({
    value: '–',
    note: '3 finished so far',
  });
  expect(placeOf({ finished: 1, lower: 0, equal: 0, percentile: 50 })).toEqual({
    value: 'Only one',
    note: 'finished so far',
  });
  expect(placeOf({ finished: 2, lower: 1, equal: 0, percentile: 75 })).toEqual({
    value: '75th',
    note: 'percentile: above 1 of 1 other',
  });
  expect(placeOf({ finished: 8, lower: 3, equal: 2, percentile: 56.3 })).toEqual({
    value: '56th',
    note: 'percentile: above 3 of 7 others, equal to 2',
  });
});

test('the percentile is the mid-rank', () => {
  expect(percentileOf({ lower: 0, equal: 1, all: 1 })).toBe(50);
  expect(percentileOf({ lower: 9, equal: 1, all: 10 })).toBe(95);
  expect(percentileOf({ lower: 0, equal: 10, all: 10 })).toBe(50);
  expect(percentileOf({ lower: 1, equal: 1, all: 3 })).toBe(50);
});

test('a score weighs its criteria, and is between the least and the greatest rating', () => {
  const rubric = [
    { key: 'a', title: 'A', weight: 3 },
    { key: 'b', title: 'B', weight: 1 },
  ];
  expect(weightedScore({ a: 5, b: 1 }, rubric)).toBe(4);
  expect(weightedScore({ b: 2, old: 5 }, rubric)).toBe(2);
  expect(weightedScore({}, rubric)).toBe(null);
  expect(weightedScore({ a: 3 }, [{ key: 'toString', title: 'T', weight: 1 }])).toBe(null);
  expect([ratingOf({ a: 3 }, 'a'), ratingOf({ a: 3 }, 'constructor')]).toEqual([3, undefined]);
  const rating = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(rating, rating, (a, b) => {
      const score = weightedScore({ a, b }, rubric);
      expect(score).toBeGreaterThanOrEqual(Math.min(a, b));
      expect(score).toBeLessThanOrEqual(Math.max(a, b));
    }),
  );
  expect(meanOf([4, null, 3])).toBe(3.5);
  expect(meanOf([null])).toBe(null);
});

test('lines are counted as editors count them', () => {
  expect(['', 'a', 'a\n', 'a\nb', '\n', '\n\n'].map(lineCount)).toEqual([1, 1, 1, 2, 1, 2]);
});

test('figures are words that people read', () => {
  expect([40_400, 61_000, 3_900_000, 3_600_000].map(durationOf)).toEqual(['40 s', '1 min', '1 h 05 min', '1 h 00 min']);
  expect([1, 2, 3, 4, 11, 12, 21, 100, 73.6].map(ordinalOf)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '21st',
    '100th',
    '74th',
  ]);
  expect([512, 9216, 300_000].map(memoryOf)).toEqual(['512 KiB', '9 MiB', '293 MiB']);
  expect(instantOf('2026-03-02T12:30:59.000Z')).toBe('2026-03-02 12:30 UTC');
});

test('a hidden person is the same each time, and another for each attempt', () => {
  const attempt = { id: 'a', name: 'Ada', email: 'ada@example.com', decision: null };
  const shown = shownPerson(attempt, { blind: true });
  expect(shown).toMatchObject({ name: null, email: null, hidden: true });
  expect(shown).toEqual(shownPerson({ ...attempt, name: 'Bob' }, { blind: true }));
  expect(shown.label).not.toBe(shownPerson({ ...attempt, id: 'b' }, { blind: true }).label);
  expect(shownPerson({ ...attempt, decision: 'reject' }, { blind: true })).toMatchObject({
    label: 'Ada',
    hidden: false,
  });
});
