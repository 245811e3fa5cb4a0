import { expect, test } from 'vitest';
import { ApiError } from '../../../web/src/shared/api.ts';
import { failureOf } from '../../../web/src/shared/failure.ts';

test.each([
  [404, 'none'],
  [400, 'none'],
  [410, 'none'],
  [403, 'forbidden'],
  [0, 'passing'],
  [429, 'passing'],
  [503, 'passing'],
] as const)('what is answered with %i is %s: only what passes is worth trying again', (status, why) => {
  expect(failureOf(new ApiError({ status, code: 'X', detail: 'Words.' }))).toEqual({ words: 'Words.', why });
});

test('a fault of the page may pass', () => {
  expect(failureOf(new TypeError('x')).why).toBe('passing');
});
