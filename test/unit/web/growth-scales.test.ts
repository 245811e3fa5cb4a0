import { describe, expect, test } from 'vitest';
import type { Growth } from '../../../engine/model/growth.ts';
import { scalesFor, sizeAt, timeAt } from '../../../web/src/staff/attempts/growth-scales.ts';

/** Places and marks of the axes, whatever was measured. */

function growth(points: [inputBytes: number, cpuTimeMs: number][], timeLimitMs: number | null = 1000): Growth {
  const cases = points.map(([inputBytes, cpuTimeMs], index) => ({
    ...{ name: `secret/${index}`, group: 'secret', index, inputBytes, cpuTimeMs, verdict: 'AC' as const },
  }));
  const references = { state: 'none' as const, words: '', solutions: [] };
  return { runtime: 'python', timeLimitMs, cases, fit: null, references, words: '' };
}

const wide = { width: 1200, height: 320 };
const narrow = { width: 340, height: 320 };

describe('marks', () => {
  const usual = growth([
    [10, 14],
    [925_907, 60],
  ]);
  test('sizes are powers of two at equal steps, as many as have room', () => {
    expect(scalesFor(usual, wide).sizes.map(sizeAt)).toEqual([
      '16 B',
      '64 B',
      '256 B',
      '1 KiB',
      '4 KiB',
      '16 KiB',
      '64 KiB',
      '256 KiB',
      '1 MiB',
    ]);
    expect(scalesFor(usual, narrow).sizes.map(sizeAt)).toEqual(['32 B', '1 KiB', '32 KiB', '1 MiB']);
  });
  test('times are powers of ten, with others between where these are few', () => {
    expect(
      scalesFor(
        growth([
          [10, 1],
          [1e6, 9000],
        ]),
        wide,
      ).times.map(timeAt),
    ).toEqual(['1 ms', '10 ms', '100 ms', '1 s', '10 s']);
    expect(
      scalesFor(
        growth([
          [10, 300],
          [1e6, 600],
        ]),
        wide,
      ).times.map(timeAt),
    ).toEqual(['500 ms', '1 s']);
  });
});

test.each<[string, Growth]>([
  ['one case', growth([[17, 3]])],
  ['nothing read and no time taken', growth([[0, 0]], null)],
  [
    'the same twice',
    growth([
      [100, 20],
      [100, 20],
    ]),
  ],
  [
    'more than the limit',
    growth([
      [5, 1],
      [1e9, 70_000],
    ]),
  ],
])('%s has a place in the picture', (_, of) => {
  for (const place of [wide, narrow]) {
    const { x, y } = scalesFor(of, place);
    for (const { inputBytes, cpuTimeMs } of of.cases) {
      expect(x(inputBytes)).toBeGreaterThan(0);
      expect(x(inputBytes)).toBeLessThan(place.width);
      expect(y(cpuTimeMs)).toBeGreaterThan(0);
      expect(y(cpuTimeMs)).toBeLessThan(place.height);
    }
  }
});
