import { expect, test } from 'vitest';
import { sentenceOf } from '../../../web/src/shared/wrong.ts';

test.each([
  ['/name must not have fewer than 1 characters.', '/name', 'Your name', 'Your name is empty: fill it in.'],
  ['/weight must be >= 1.', '/weight', 'Weight', 'Weight must be 1 or more.'],
  ['/roles is missing.', '/roles', 'Roles', 'Roles is missing.'],
])('%s is told with the label of its field', (detail, field, label, words) => {
  expect(sentenceOf(detail, field, label)).toBe(words);
});

test('where no field is seen, its name is told in words', () => {
  expect(sentenceOf('/query/durationMinutes must be <= 5.', '/query/durationMinutes')).toBe(
    'Duration minutes must be 5 or less.',
  );
  expect(sentenceOf('/groups/0 must be a number.', '/groups/0')).toBe('Groups must be a number.');
});

test('a sentence that does not begin with the pointer stays as it is', () => {
  expect(sentenceOf('The password has 5 characters.', '/password', 'Password')).toBe('The password has 5 characters.');
  expect(sentenceOf('Not now.', null)).toBe('Not now.');
});
