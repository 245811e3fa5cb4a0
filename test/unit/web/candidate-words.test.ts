import { expect, test } from 'vitest';
import { candidateWords } from '../../../web/src/take/words.ts';

test('a candidate is told of a fault in words for people, with what we can find it by; all else as it was said', () => {
  const message =
    'Try again in a moment, with an Idempotency-Key lest it is stored twice. The log has the cause, under request 7f.';
  expect(candidateWords({ status: 503, message })).toBe(
    'We cannot do this just now, which is our fault: try again in a moment. The log has the cause, under request 7f.',
  );
  expect(candidateWords({ status: 503, message: 'Busy' })).not.toContain('Busy');
  expect(candidateWords({ status: 409, message: 'The time was up.' })).toBe('The time was up.');
});
