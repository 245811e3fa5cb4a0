import { expect, test } from 'vitest';
import { pastedCases } from '../../../web/src/staff/problems/editor/cases/pasted.ts';

test('cases are an input, --- and an answer, with === between them', () => {
  expect(pastedCases('1 2\n---\n3\n===\n\n---\n0\n===\n')).toEqual({
    fault: null,
    cases: [
      { input: '1 2\n', answer: '3\n' },
      { input: '\n', answer: '0\n' },
    ],
  });
  expect(pastedCases('1\r\n---\r\n2').cases).toEqual([{ input: '1\n', answer: '2\n' }]);
});

test('dashes inside of a line are data', () => {
  expect(pastedCases('a --- b\n----\n---\n---x\n').cases).toEqual([{ input: 'a --- b\n----\n', answer: '---x\n' }]);
});

test.each(['1\n', '1\n---\n2\n---\n3\n', '1\n---\n1\n===\n2\n'])('says which case is not whole: %j', (text) => {
  expect(pastedCases(text).fault).toMatch(/Case [12] needs one line with ---/);
});
