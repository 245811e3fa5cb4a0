import fc from 'fast-check';
import { expect, test } from 'vitest';
import { merged } from '../../../web/src/take/merge.ts';

const text = (content: string, name = 'main.py') => [{ name, content }];
const mergedText = (mine: string, stored: string, name?: string) =>
  merged(text(mine, name), text(stored, name))[0]?.content;

test('takes what both have once, and what they differ in from both, marked by comments', () => {
  expect(mergedText('a\nmine\nz', 'a\ntheirs\nz')).toBe(
    'a\n# saved elsewhere:\ntheirs\n# end\n# here:\nmine\n# end\nz',
  );
  expect(mergedText('a', 'b', 'main.go')).toContain('// here:');
  expect(mergedText('same', 'same')).toBe('same');
});

test('a file that only one of them has is there', () => {
  expect(merged(text('a', 'a.py'), text('b', 'b.py')).map(({ name }) => name)).toEqual(['a.py', 'b.py']);
});

test('no line of either is lost, however they differ', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', 'some code'), { maxLength: 30 });
  fc.assert(
    fc.property(lines, lines, (mine, stored) => {
      const both = (mergedText(mine.join('\n'), stored.join('\n')) ?? '').split('\n');
      for (const side of [mine, stored]) expect(isWithin(side.join('\n').split('\n'), both)).toBe(true);
    }),
  );
});

/** In the same order, with others between them. */
function isWithin(lines: string[], all: string[]): boolean {
  let at = 0;
  for (const line of all) if (at < lines.length && line === lines[at]) at++;
  return at === lines.length;
}
