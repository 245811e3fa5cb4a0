import { expect, test } from 'vitest';
import { difference, shortened } from '../../../web/src/take/difference.ts';

const shown = (expected: string, output: string) =>
  difference(expected, output)?.map(({ kind, parts }) => `${kind}: ${parts.join('|')}`);

test('only what differs within a line is marked', () => {
  expect(shown('same line\nok 12\n', 'same line\nok\t13 \n')).toEqual([
    'same: same line||',
    'removed: ok| 12|',
    'added: ok|\t13 |',
  ]);
});

test('lines that have no counterpart are marked as a whole', () => {
  expect(shown('a\nb\nc\n', 'a\nc\nd\n')).toEqual(['same: a||', 'removed: |b|', 'same: c||', 'added: |d|']);
});

test('no character is cut in two', () => {
  expect(shown('a😀b', 'a😁b')).toEqual(['removed: a|😀|b', 'added: a|😁|b']);
});

test('a newline at the end is no line', () => {
  expect(shown('a\n', 'a')).toEqual(['same: a||']);
});

test('texts that differ too much are not compared', () => {
  const numbers = (from: number) => Array.from({ length: 1_500 }, (_, at) => from + at).join('\n');
  expect(difference(numbers(0), numbers(5_000))).toBeNull();
});

test('of long texts only what differs is shown, with three lines around it', () => {
  const text = (change: string) =>
    Array.from({ length: 20 }, (_, at) => (at === 10 ? change : `line ${at}`)).join('\n');
  const lines = shortened(difference(text('a'), text('b')) ?? []);
  expect(lines.map((line) => (typeof line === 'number' ? line : line.parts.join('')))).toEqual([
    7,
    ...['line 7', 'line 8', 'line 9', 'a', 'b', 'line 11', 'line 12', 'line 13'],
    6,
  ]);
});
