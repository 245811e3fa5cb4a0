import { expect, test } from 'vitest';
import { reasonWords } from '../../../web/src/shared/reason.ts';

test.each([
  ['cpu', 'computed too long'],
  ['wall', 'waited too long'],
  ['exit:3', 'exit status 3'],
  ['signal:SIGSEGV', 'ended by SIGSEGV'],
  ['start:ENOENT', 'did not start (ENOENT)'],
  ['an earlier case failed', 'an earlier case failed'],
  ['exit: it says', 'exit: it says'],
  ['constructor', 'constructor'],
])('%s is said as: %s', (reason, words) => {
  expect(reasonWords(reason)).toBe(words);
});
