import { describe, expect, test } from 'vitest';
import { decode, safeJson, visible, visibleLines } from '../../../cli/escape.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('visible', () => {
  test.each([
    ['an ANSI colour', '\x1b[31mAC\x1b[0m', '\\x1b[31mAC\\x1b[0m'],
    ['a title set by OSC', '\x1b]0;owned\x07', '\\x1b]0;owned\\x07'],
    ['the one-byte CSI', '\x9b2J', '\\x9b2J'],
    ['a carriage return that would overwrite the line', 'wrong\rAC', 'wrong\\rAC'],
    ['backspaces', 'WA\b\bAC', 'WA\\x08\\x08AC'],
    ['a bidirectional override', 'a\u202eb', 'a\\u{202e}b'],
    ['bidirectional isolates', '\u2066a\u2069', '\\u{2066}a\\u{2069}'],
    ['zero-width characters', 'a\u200b\u200d\ufeff', 'a\\u{200b}\\u{200d}\\u{feff}'],
    ['a tag character beyond the first plane', 'a\u{e0041}', 'a\\u{e0041}'],
    ['a space that is none', 'a\u00a0b', 'a\\xa0b'],
    ['line separators', 'a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
    ['a lone surrogate', 'a\ud800', 'a\\u{d800}'],
    ['line feed, tab and NUL', 'a\n\t\0', 'a\\n\\t\\0'],
  ])('shows %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  test('leaves what is readable as it is', () => {
    const text = 'Grüße, 世界! ~ {} \\ 🎉 a b';
    expect(visible(text)).toBe(text);
  });
});

test('visibleLines keeps lines and nothing else that moves the cursor', () => {
  expect(visibleLines('a\r\n\tb\r\x1b[2Jc\n')).toBe('a\n    b\\r\\x1b[2Jc\n');
});

test('safeJson is plain to a terminal and the same to a parser', () => {
  const value = { output: 'é\x1b[2J\x9b1m\u202e\u{e0041}\u2028\n\t\x7f 🎉' };
  expect(safeJson(value)).toMatch(/^[\n\x20-\x7e]+é[\n\x20-\x7e]+🎉[\n\x20-\x7e]+$/u);
  expect(JSON.parse(safeJson(value))).toEqual(value);
});

describe('decode', () => {
  test('a character that the cut went through is left out', () => {
    expect(decode(bytes(0x61, 0xe2, 0x82), { cut: true })).toBe('a');
  });

  test('bytes that are no UTF-8 stay apart and can be seen', () => {
    expect(visible(decode(bytes(0x61, 0xff, 0xe9), { cut: false }))).toBe('a\\xff\\xe9');
    expect(visible(decode(bytes(0x61, 0xe2, 0x82), { cut: false }))).toBe('a\\xe2\\x82');
  });

  test('a byte order mark is not swallowed', () => {
    expect(visible(decode(bytes(0xef, 0xbb, 0xbf, 0x61), { cut: false }))).toBe('\\u{feff}a');
  });
});
