import { expect, test } from 'vitest';
import { detailsOf } from '../../../web/src/staff/audit/details.ts';

test('what an entry says besides is told in words, without ids and without what says nothing', () => {
  expect(detailsOf({ email: 'a@x.example', extraTimePercent: 0 }, null)).toEqual(['a@x.example']);
  expect(detailsOf({ email: 'a@x.example', extraTimePercent: 25 }, null)).toEqual(['a@x.example', '25 % extra time']);
  expect(detailsOf({ changed: 'title,rubric', version: 3 }, null)).toEqual(['changed: title, rubric', 'version 3']);
  expect(detailsOf({ delivery: '019a', job: '019b' }, null)).toEqual([]);
  expect(detailsOf({ reason: '', minutes: 10 }, null)).toEqual(['10 min']);
  expect(detailsOf({ title: 'Backend', state: 'deactivated' }, 'Backend')).toEqual(['deactivated']);
});

test('what has no words yet is told as it is', () => {
  expect(detailsOf({ somethingNew: 5 }, null)).toEqual(['somethingNew: 5']);
});
