import { expect, test } from 'vitest';
import { partOf } from '../../../web/src/staff/problems/editor/part-of.ts';

test.each([
  ['problem.yaml', 4, 'the file'],
  ['problem.yaml', null, 'Files'],
  ['data/secret/1.in', null, 'Cases'],
  ['data/secret/test_group.yaml', 2, 'the file'],
  ['data/testdata.yaml', null, 'the file'],
  ['submissions/accepted/a.py', null, 'Solutions'],
  ['output_validator', null, 'Checker'],
  ['attachments/starter/python/main.py', null, 'Starter code'],
  ['statement/problem.en.md', 1, 'Files'],
])('a fault of %s in line %s is mended at: %s', (file, line, words) => {
  expect(partOf(file, line).text).toBe(words);
});
