import { describe, expect, test } from 'vitest';
import { matchesExactly, matchesPath } from '../../../engine/problem/glob.ts';
import { startCpuClock } from '../../support/cpu.ts';

describe('matchesPath', () => {
  test.each([
    ['sample', 'sample/1'],
    ['secret/1-small', 'secret/1-small/03'],
    ['secret/*-easy', 'secret/a-easy'],
    ['secret/*-easy', 'secret/a-easy/07'],
    ['secret/*/0*', 'secret/group/07'],
    ['*', 'secret/group/07'],
    ['{simple,complex}.py', 'complex.py'],
    ['author.{py,cpp}', 'author.cpp'],
    ['{a,b{c,d}}/x', 'bd/x'],
    ['a*b*c', 'aXbYbZc'],
    ['a{,-b}', 'a'],
    ['**', 'a'],
  ])('%s matches %s', (pattern, path) => {
    expect(matchesPath(pattern, path)).toBe(true);
  });

  test.each([
    ['sample', 'sample2/1'],
    ['secret/*', 'secret'],
    ['*-easy', 'secret/a-easy'],
    ['secret*easy', 'secret/a-easy'],
    ['a*b', 'axbx'],
    ['[ab]', 'a'],
    ['a?', 'ab'],
    ['a.b', 'aXb'],
    ['{a,b', 'a'],
    ['', 'a'],
  ])('%s does not match %s', (pattern, path) => {
    expect(matchesPath(pattern, path)).toBe(false);
  });

  test('a pattern made to be slow is answered at once', () => {
    const cpuMs = startCpuClock();
    expect(matchesPath(`${'*a'.repeat(500)}b`, 'a'.repeat(2000))).toBe(false);
    expect(cpuMs()).toBeLessThan(2000);
  });

  test('a pattern that stands for too many names is refused', () => {
    expect(() => matchesPath('{a,b}'.repeat(20), 'a')).toThrow(expect.objectContaining({ code: 'INVALID_PACKAGE' }));
  });
});

test('matchesExactly takes no folder above for a match', () => {
  expect(matchesExactly('secret', 'secret')).toBe(true);
  expect(matchesExactly('secret', 'secret/1-small')).toBe(false);
});
