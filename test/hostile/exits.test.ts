import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testCase } from '../support/problem.ts';
import { openRange, type Range } from './range.ts';

/** P12: how a program ends of its own will, having printed the right answer, and what becomes of that. */
const endings = {
  'exit 0': 'AC',
  'exit 1': 'RTE exit:1',
  'exit 2': 'RTE exit:2',
  'exit 42': 'RTE exit:42',
  'exit 137': 'RTE exit:137',
  'exit 139': 'RTE exit:139',
  'exit 255': 'RTE exit:255',
  // The kernel keeps eight bits.
  'exit 256': 'AC',
  'signal 6': 'RTE signal:SIGABRT',
  'signal 8': 'RTE signal:SIGFPE',
  'signal 9': 'RTE signal:SIGKILL',
  'signal 11': 'RTE signal:SIGSEGV',
  'signal 13': 'RTE signal:SIGPIPE',
  'signal 15': 'RTE signal:SIGTERM',
  'signal 31': 'RTE signal:SIGSYS',
};
/** What a runtime turns into an end of its own. */
const exceptions: Record<string, Record<string, string>> = {
  // Python and Node.js ignore SIGPIPE.
  python: { 'signal 13': 'AC' },
  node: { 'signal 13': 'TLE cpu' },
  go: {
    'signal 6': 'RTE exit:2',
    'signal 8': 'RTE exit:2',
    'signal 11': 'RTE exit:2',
    'signal 13': 'TLE cpu',
    'signal 31': 'RTE exit:2',
  },
};

describe('exit codes and signals', () => {
  let range: Range;
  beforeAll(async () => {
    range = await openRange();
  });
  afterAll(() => range.close());

  it.each([
    ['python', 'attack.py'],
    ['node', 'attack.js'],
    ['go', 'attack.go'],
  ])('are what they are in %s, all in one box', async (runtimeId, file) => {
    const attack = readFileSync(new URL(`program/exits/${file}`, import.meta.url), 'utf8');
    const cases = Object.keys(endings).map((ending) => testCase(ending, `attack\n${ending}\n`, 'right\n'));
    const graded = await range.grade({ runtimeId, attack, cases });
    const seen = graded.cases.map(({ name, verdict, reason }) => [name, [verdict, reason].filter(Boolean).join(' ')]);
    expect(Object.fromEntries(seen)).toEqual({ ...endings, ...exceptions[runtimeId] });
    expect(graded.boxes).toBe(1);
  });
});
