import { bytesContent } from '../../engine/content.ts';
import { defaultLimits, type Limits, wallTimeLimitFor } from '../../engine/model/limits.ts';
import type { CheckerSpec, Problem, TestCase, TestGroup } from '../../engine/model/problem.ts';

export const tokens: CheckerSpec = {
  kind: 'tokens',
  options: {
    case_sensitive: false,
    space_change_sensitive: false,
    float_relative_tolerance: null,
    float_absolute_tolerance: null,
  },
};

export function testCase(name: string, input: string, answer: string, change: Partial<TestCase> = {}): TestCase {
  return {
    name,
    input: bytesContent(Buffer.from(input)),
    answer: bytesContent(Buffer.from(answer)),
    args: [],
    checker: tokens,
    hint: null,
    ...change,
  };
}

export function group(name: string, cases: TestCase[], change: Partial<TestGroup> = {}): TestGroup {
  return { name, sample: name === 'sample', aggregation: 'pass-fail', maxScore: 0, requirePass: [], cases, ...change };
}

export function problem(
  groups: TestGroup[],
  { limits, ...change }: Omit<Partial<Problem>, 'limits'> & { limits?: Partial<Limits> } = {},
): Problem {
  const timeLimitMs = limits?.timeLimitMs ?? 1000;
  return {
    slug: 'made',
    version: 'v1',
    digests: { testData: 'd'.repeat(64), checker: 'c'.repeat(64) },
    type: 'pass-fail',
    name: 'Made for a test',
    statement: '',
    statementPdf: null,
    limits: { ...defaultLimits, wallTimeLimitMs: wallTimeLimitFor(timeLimitMs), ...limits, timeLimitMs },
    languages: null,
    groups,
    maxScore: 1,
    aggregation: 'pass-fail',
    validator: null,
    pictures: {},
    solutions: [],
    starters: {},
    ...change,
  };
}
