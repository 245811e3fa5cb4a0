import type { TokensOptions } from '../model/problem.ts';
import { parseFloatToken } from './floats.ts';

/**
 * Reads the arguments of Kattis's default output validator, one word an element: `['float_tolerance', '1e-6']`.
 * Throws Error, in words for the package's author, at what is unknown, repeated, contradictory or no tolerance.
 */
export function parseTokensArgs(args: readonly string[]): TokensOptions {
  const given = new Map<string, number>();
  const words = args.values();
  for (const name of words) {
    if (given.has(name)) throw new Error(`${name} is given more than once`);
    given.set(name, parseValue(name, words));
  }
  const both = given.get('float_tolerance');
  for (const name of ['float_relative_tolerance', 'float_absolute_tolerance']) {
    if (both !== undefined && given.has(name)) throw new Error(`float_tolerance and ${name} exclude each other`);
  }
  return {
    case_sensitive: given.has('case_sensitive'),
    space_change_sensitive: given.has('space_change_sensitive'),
    float_relative_tolerance: given.get('float_relative_tolerance') ?? both ?? null,
    float_absolute_tolerance: given.get('float_absolute_tolerance') ?? both ?? null,
  };
}

/** Takes the option's value from the words where it has one; 1 for a flag. */
function parseValue(name: string, words: Iterator<string>): number {
  switch (name) {
    case 'case_sensitive':
    case 'space_change_sensitive':
      return 1;
    case 'float_tolerance':
    case 'float_relative_tolerance':
    case 'float_absolute_tolerance':
      return parseTolerance(name, words.next().value);
    default:
      throw new Error(`${JSON.stringify(name)} is no option of the default output validator`);
  }
}

function parseTolerance(name: string, word: string | undefined): number {
  if (word === undefined) throw new Error(`${name} needs a number after it`);
  const value = parseFloatToken(word);
  if (value === null || value < 0) {
    throw new Error(`${name} needs a number that is not negative, such as 1e-6, not ${JSON.stringify(word)}`);
  }
  return value;
}
