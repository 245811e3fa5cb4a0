import { describe, expect, it } from 'vitest';
import { parseTokensArgs } from '../../../engine/check/options.ts';

describe('arguments of the default output validator', () => {
  it('are all optional', () => {
    expect(parseTokensArgs([])).toEqual({
      case_sensitive: false,
      space_change_sensitive: false,
      float_relative_tolerance: null,
      float_absolute_tolerance: null,
    });
  });

  it('set what they name', () => {
    expect(parseTokensArgs(['space_change_sensitive', 'float_absolute_tolerance', '1e-6', 'case_sensitive'])).toEqual({
      case_sensitive: true,
      space_change_sensitive: true,
      float_relative_tolerance: null,
      float_absolute_tolerance: 1e-6,
    });
    expect(parseTokensArgs(['float_relative_tolerance', '0'])).toMatchObject({
      float_relative_tolerance: 0,
      float_absolute_tolerance: null,
    });
  });

  it('set both tolerances by float_tolerance', () => {
    expect(parseTokensArgs(['float_tolerance', '0.5'])).toMatchObject({
      float_relative_tolerance: 0.5,
      float_absolute_tolerance: 0.5,
    });
  });

  it.each([
    [['float_tolerence', '1'], '"float_tolerence" is no option'],
    [['1e-6'], '"1e-6" is no option'],
    [['__proto__'], '"__proto__" is no option'],
    [['case_sensitive', 'case_sensitive'], 'case_sensitive is given more than once'],
    [['float_tolerance', '1', 'float_tolerance', '1'], 'float_tolerance is given more than once'],
    [['float_tolerance', '1', 'float_absolute_tolerance', '1'], 'exclude each other'],
    [['float_relative_tolerance', '1', 'float_tolerance', '1'], 'exclude each other'],
    [['float_tolerance'], 'float_tolerance needs a number after it'],
    [['float_tolerance', 'case_sensitive'], 'not "case_sensitive"'],
    [['float_tolerance', '-1e-6'], 'not negative'],
    [['float_tolerance', 'NaN'], 'not "NaN"'],
    [['float_tolerance', 'Infinity'], 'not "Infinity"'],
    [['float_tolerance', '1e999'], 'not "1e999"'],
    [['float_tolerance', '0x1'], 'not "0x1"'],
    [['float_tolerance', ''], 'not ""'],
  ])('%j is refused: %s', (args, why) => {
    expect(() => parseTokensArgs(args)).toThrow(why);
  });
});
