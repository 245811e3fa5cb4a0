import { expect, test } from 'vitest';
import { statusOf } from '../../../cli/exit.ts';
import { AppError, type ErrorCode } from '../../../engine/errors.ts';

test.each<[ErrorCode, number]>([
  ['BAD_REQUEST', 2],
  ['INVALID_PACKAGE', 2],
  ['VALIDATOR_FAULT', 2],
  ['TOO_LARGE', 2],
  ['SANDBOX_FAULT', 3],
  ['INTERNAL', 3],
])('%s ends with status %i', (code, status) => {
  expect(statusOf(new AppError(code, 'it'))).toBe(status);
});

test('an error that nobody knows is our own fault', () => {
  expect(statusOf(new TypeError('x is undefined'))).toBe(3);
});
