/** What a rejection says: where the first difference is, and what stands there. */
import { describe, expect, it } from 'vitest';
import { type BuiltInChecker, check } from '../../../engine/check/check.ts';
import { escapeBytes } from '../../../engine/check/escape.ts';
import { parseTokensArgs } from '../../../engine/check/options.ts';
import { bytesContent } from '../../../engine/content.ts';

function tokens(...args: string[]): BuiltInChecker {
  return { kind: 'tokens', options: parseTokensArgs(args) };
}

async function message(checker: BuiltInChecker, answer: string, output: string): Promise<string | null> {
  const result = await check(checker, bytesContent(Buffer.from(answer)), bytesContent(Buffer.from(output)));
  return result.message;
}

describe('the message of a rejection', () => {
  it.each<[BuiltInChecker, string, string, string]>([
    [{ kind: 'exact' }, 'a\nbc\n', 'a\nbd\n', 'line 2, column 2: expected "bc\\n", got "bd\\n"'],
    [{ kind: 'exact' }, 'a\n', 'a', 'line 1, column 2: expected "a\\n", got "a"'],
    [{ kind: 'exact' }, 'a\n', 'a\nb', 'line 2, column 1: expected the end, got "b"'],
    [{ kind: 'exact' }, 'a', '', 'line 1, column 1: expected "a", got the end'],
    [{ kind: 'lines' }, 'a\nb c\nd\n', 'a \nb  c\nd\n', 'line 2, column 4: expected "b c", got "b  c"'],
    [{ kind: 'lines' }, 'a\n', 'a\n\n\nb\n', 'line 4, column 1: expected the end, got "b"'],
    [{ kind: 'lines' }, 'a\n\nb\n', 'a\nb\n', 'line 2, column 1: expected "", got "b"'],
    [tokens(), '1 2\n30 4\n', '1 2 31', 'token 3 (line 1, column 5): expected "30", got "31"'],
    [tokens(), '1 2 3', '1\n2\n', 'token 3 (line 3, column 1): expected "3", got the end'],
    [tokens(), '1', '1 22 3', 'token 2 (line 1, column 3): expected the end, got "22"'],
    [tokens(), 'ab', 'abc', 'token 1 (line 1, column 1): expected "ab", got "abc"'],
    [tokens('float_tolerance', '9'), '1 2', '1\n 2x', 'token 2 (line 2, column 2): expected "2", got "2x"'],
    [tokens('float_tolerance', '9'), '1', '1 2', 'token 2 (line 1, column 3): expected the end, got "2"'],
    [
      tokens('space_change_sensitive'),
      'a \nb\n',
      'a  b\n',
      'white space after token 1 (line 1, column 2): expected " \\n", got "  "',
    ],
    [
      tokens('space_change_sensitive'),
      'a\n',
      'a',
      'white space after token 1 (line 1, column 2): expected "\\n", got ""',
    ],
  ])('%j: %j against %j', async (checker, answer, output, expected) => {
    expect(await message(checker, answer, output)).toBe(expected);
  });

  it('shows at most 80 bytes of each, around the first that differs', async () => {
    const text = `${'a'.repeat(100_000)}X${'b'.repeat(100_000)}`;
    const other = text.replace('X', 'Y');
    const [before, after] = ['a'.repeat(40), 'b'.repeat(39)];
    expect(await message(tokens(), text, other)).toBe(
      `token 1 (line 1, column 1): expected …"${before}X${after}"…, got …"${before}Y${after}"…`,
    );
    expect(await message({ kind: 'lines' }, text, other)).toContain('line 1, column 100001: expected …"aaa');
  });

  it('finds its place behind the first window', async () => {
    const lines = '0123456789\n'.repeat(20_000);
    expect(await message(tokens(), `${lines}x`, `${lines}y`)).toBe(
      'token 20001 (line 20001, column 1): expected "x", got "y"',
    );
  });
});

describe('bytes as text', () => {
  it.each([
    ['plain ~ text', 'plain ~ text'],
    ['Grüße 你好 👍🏽', 'Grüße 你好 👍🏽'],
    ['a\n\r\t\0\x7f', 'a\\n\\r\\t\\x00\\x7f'],
    ['"\\', '\\"\\\\'],
    ['\x1b[31m\x1b]52;c;\x07\b', '\\x1b[31m\\x1b]52;c;\\x07\\x08'],
    ['\u0085\u009b', '\\u{85}\\u{9b}'],
    ['\u202e\u2066\u200b\u200d\ufeff', '\\u{202e}\\u{2066}\\u{200b}\\u{200d}\\u{feff}'],
    ['\u00a0\u2028\u3000', '\\u{a0}\\u{2028}\\u{3000}'],
    ['\u{e0041}', '\\u{e0041}'],
  ])('%j', (text, expected) => {
    expect(escapeBytes(Buffer.from(text))).toBe(expected);
  });

  it.each([
    [[0xff, 0x41], '\\xffA'],
    [[0xc0, 0xaf], '\\xc0\\xaf'],
    [[0xed, 0xa0, 0x80], '\\xed\\xa0\\x80'],
    [[0xe4, 0xbd], '\\xe4\\xbd'],
    [[0xe4, 0x41, 0x42], '\\xe4AB'],
    [[0xf8, 0x88, 0x80, 0x80], '\\xf8\\x88\\x80\\x80'],
  ])('%j, which is no UTF-8', (bytes, expected) => {
    expect(escapeBytes(Uint8Array.from(bytes))).toBe(expected);
  });
});
