/** Every folder of test/fixtures/check is a case: below the checker's name, with the expected verdict in its own. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BuiltInChecker, check } from '../../../engine/check/check.ts';
import { parseTokensArgs } from '../../../engine/check/options.ts';
import { bytesContent } from '../../../engine/content.ts';

const root = join(import.meta.dirname, '../../fixtures/check');
const cases = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => basename(path) === 'answer')
  .map((path) => join(path, '..'))
  .sort();

function checkerOf(name: string): BuiltInChecker {
  const [kind] = name.split('/');
  switch (kind) {
    case 'exact':
    case 'lines':
      return { kind };
    case 'tokens':
      return { kind, options: parseTokensArgs(argsOf(name)) };
    default:
      throw new Error(`no checker for ${name}`);
  }
}

function argsOf(name: string): string[] {
  if (!readdirSync(join(root, name)).includes('args')) return [];
  return readFileSync(join(root, name, 'args'), 'utf8')
    .trim()
    .split(/\s+/);
}

function verdictOf(name: string): string {
  return basename(name).slice(0, 2);
}

describe('each checker decides as the name of the case says', () => {
  it('finds the cases', () => {
    expect(cases.length).toBeGreaterThan(150);
    expect(new Set(cases.map(verdictOf))).toEqual(new Set(['AC', 'WA']));
  });

  it.each(cases)('%s', async (name) => {
    const answer = bytesContent(readFileSync(join(root, name, 'answer')));
    const output = bytesContent(readFileSync(join(root, name, 'output')));
    const result = await check(checkerOf(name), answer, output);
    expect(result.accepted ? 'AC' : 'WA').toBe(verdictOf(name));
    expect(result).toMatchObject({ score: null, scoreMultiplier: null });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
    if (!result.accepted) expect(result.message).not.toMatch(/[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e]/);
    else expect(result.message).toBeNull();
  });
});
