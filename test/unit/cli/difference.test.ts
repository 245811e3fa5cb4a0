import { describe, expect, test } from 'vitest';
import { difference } from '../../../cli/difference.ts';
import { startCpuClock } from '../../support/cpu.ts';

const numbered = (count: number, word: string) => Array.from({ length: count }, (_, n) => `${word} ${n}\n`).join('');

describe('difference', () => {
  test('of equal texts is empty', () => {
    expect(difference('a\n', 'a\n')).toEqual([]);
  });

  test('shows what is missing, what is there instead, and the lines around', () => {
    expect(difference('1\n2\n3\n4\n5\n', '1\n2\n33\n4\n5\n')).toEqual([
      '--- expected',
      '+++ actual',
      '@@ -1,5 +1,5 @@',
      ' 1',
      ' 2',
      '-3',
      '+33',
      ' 4',
      ' 5',
    ]);
  });

  test('tells a missing line feed', () => {
    expect(difference('a\n', 'a')).toEqual([
      '--- expected',
      '+++ actual',
      '@@ -1,1 +1,1 @@',
      '-a',
      '+a',
      '\\ No newline at end of file',
    ]);
  });

  test('escapes what could play with a terminal', () => {
    expect(difference('a\n', '\x1b[2J\u202ea\r\n').join('\n')).toContain('+\\x1b[2J\\u{202e}a\\r');
  });

  test('is cut to 40 lines and says how many are left out', () => {
    const lines = difference(numbered(100, 'old'), numbered(100, 'new'));
    expect(lines).toHaveLength(43);
    expect(lines.at(-1)).toBe('… and 161 more lines');
  });

  test('cuts a long line around the place where it differs', () => {
    const line = (digit: string) => `${'0 '.repeat(5000)}${digit} ${'0 '.repeat(5000)}\n`;
    const lines = difference(line('7'), line('8'));
    expect(lines.find((each) => each.startsWith('-…'))).toMatch(/^-…(0 ){20}7 (0 )+0?…$/);
    expect(lines.find((each) => each.startsWith('+…'))).toMatch(/^\+…(0 ){20}8 (0 )+0?…$/);
    expect(Math.max(...lines.map((each) => each.length))).toBeLessThan(170);
  });

  test('of large texts with nothing in common comes soon, from the first line that differs', () => {
    const cpuMs = startCpuClock();
    const lines = difference(`same\n${numbered(20_000, 'old')}`, `same\n${numbered(20_000, 'new')}`);
    expect(cpuMs()).toBeLessThan(4000);
    expect(lines[2]).toBe('@@ too different to be aligned, from line 2 on @@');
    expect(lines).toContain('-old 0');
    expect(lines).toContain('+new 0');
    expect(lines.length).toBeLessThan(45);
  });
});
