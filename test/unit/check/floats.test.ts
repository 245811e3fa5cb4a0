import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin, maxFloatLength, parseFloatBytes, parseFloatToken } from '../../../engine/check/floats.ts';
import { startCpuClock } from '../../support/cpu.ts';
import { latin1 } from './contents.ts';

function parseFramed(token: string): number | null {
  return parseFloatBytes(Buffer.from(latin1(`9${token}9`)), 1, 1 + token.length);
}

describe('numbers in tokens', () => {
  it.each([
    '0',
    '-0',
    '+1',
    '1.',
    '.5',
    '-.5',
    '1e5',
    '1E+5',
    '1.5e-5',
    '00012',
    `.${'0'.repeat(25)}1`,
    '0.1000000000000000055511151231257827',
  ])('%s is one', (token) => {
    expect(parseFloatToken(token)).toBe(Number(token));
    expect(parseFramed(token)).toBe(Number(token));
  });

  it.each([
    '',
    '.',
    '+',
    '-',
    '+.',
    'e5',
    '.e5',
    '1e',
    '1e+',
    '1.2.3',
    '--1',
    '0x10',
    '1_000',
    '1,5',
    ' 1',
    '1 ',
    '1\n',
  ])('%j is none', (token) => {
    expect(parseFloatToken(token)).toBeNull();
    expect(parseFramed(token)).toBeNull();
  });

  it.each(['NaN', 'nan', 'Infinity', '-inf', '1e999', '-1e999', '9'.repeat(400)])(
    '%s is none: it is not finite',
    (token) => {
      expect(parseFloatToken(token)).toBeNull();
      expect(parseFramed(token)).toBeNull();
    },
  );

  it('are read from bytes as they are from text', () => {
    const likeNumbers = fc.string({ unit: fc.constantFrom(...'0123456789.+-eEx'), maxLength: 40 });
    const digits = fc.stringMatching(/^[+-]?[0-9]{0,20}\.?[0-9]{0,25}$/);
    fc.assert(
      fc.property(fc.oneof(likeNumbers, digits, fc.double().map(String)), (token) => {
        expect(parseFramed(token)).toBe(parseFloatToken(token));
      }),
      { numRuns: 5000 },
    );
  });

  it('take linear time, and have a length limit', () => {
    const cpuMs = startCpuClock();
    for (let i = 0; i < 100; i++) {
      expect(parseFloatToken(`${'1'.repeat(maxFloatLength - 1)}x`)).toBeNull();
      expect(parseFloatToken(`.${'1'.repeat(maxFloatLength - 1)}`)).toBe(1 / 9);
      expect(parseFloatToken(`.${'1'.repeat(maxFloatLength)}`)).toBeNull();
    }
    // Were it quadratic, this would be minutes.
    expect(cpuMs()).toBeLessThan(5000);
  });
});

describe('tolerances', () => {
  const off = { float_relative_tolerance: null, float_absolute_tolerance: null };

  it('hold with equality', () => {
    expect(isWithin({ ...off, float_absolute_tolerance: 0.5 }, 1, 1.5)).toBe(true);
    expect(isWithin({ ...off, float_relative_tolerance: 0.5 }, -4, -6)).toBe(true);
    expect(isWithin({ ...off, float_relative_tolerance: 0.5 }, 4, 6.0001)).toBe(false);
  });

  it('suffice one alone', () => {
    const both = { float_relative_tolerance: 0.1, float_absolute_tolerance: 1 };
    expect(isWithin(both, 0, 1)).toBe(true);
    expect(isWithin(both, 100, 110)).toBe(true);
    expect(isWithin(both, 100, 111)).toBe(false);
  });

  it('never forgive an error that a double cannot hold', () => {
    expect(isWithin({ ...off, float_relative_tolerance: 10 }, 1.7e308, -1.7e308)).toBe(false);
  });
});
