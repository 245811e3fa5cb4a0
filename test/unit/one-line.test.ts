import { expect, test } from 'vitest';
import { pathFault } from '../../engine/authoring/paths.ts';
import { isOneLine } from '../../engine/one-line.ts';

test.each(['Ada', 'Zoë 👩‍💻', 'می‌خواهم', '__proto__', '<b>', '=1+1'])('%s is a name', (name) => {
  expect(isOneLine(name)).toBe(true);
});

test.each(['', ' ', '\u200b', 'a\nb', 'a\u2028b', 'a\u202eb', 'a\u2066b', 'a\0', 'a\u001b[31m', 'a\ud800'])(
  '%j is none',
  (name) => {
    expect(isOneLine(name)).toBe(false);
  },
);

test('a path that is not read as it was written is none of a package', () => {
  expect(pathFault('statement/x\u202egvs.svg')).toContain('change of direction');
});
