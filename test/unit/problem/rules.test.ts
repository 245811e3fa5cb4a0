import { describe, expect, test } from 'vitest';
import type { ReferenceRule } from '../../../engine/model/problem.ts';
import type { GradeResult, GroupResult } from '../../../engine/model/submission.ts';
import type { Verdict } from '../../../engine/model/verdict.ts';
import { brokenRules, rulesInWords } from '../../../engine/problem/rules.ts';

const anything: ReferenceRule = { cases: null, permitted: null, required: null, score: null, message: null };
const accepted: ReferenceRule = { ...anything, permitted: ['AC'] };
const wrongAnswer: ReferenceRule = { ...anything, permitted: ['AC', 'WA'], required: ['WA'] };
const runTimeError: ReferenceRule = { ...anything, permitted: ['AC', 'RTE'], required: ['RTE'] };

/** A result with the verdicts of the cases of the sample and of two secret groups, worth 10 points each. */
function result(sample: Verdict[], small: Verdict[], large: Verdict[]): GradeResult {
  const group = (name: string, verdicts: Verdict[]): GroupResult => ({
    name,
    verdict: verdicts.find((verdict) => verdict !== 'AC') ?? 'AC',
    score: verdicts.every((verdict) => verdict === 'AC') ? 10 : 0,
    maxScore: 10,
    cases: verdicts.map((verdict, index) => ({
      name: `${name}/${index + 1}`,
      verdict,
      reason: verdict === 'RTE' ? 'exit:1' : null,
      score: null,
      cpuTimeMs: 1,
      wallTimeMs: 1,
      memoryPeakKb: 1,
      leftoverProcesses: 0,
    })),
  });
  const groups = [group('sample', sample), group('secret/1-small', small), group('secret/2-large', large)];
  return {
    verdict: groups.find(({ verdict }) => verdict !== 'AC')?.verdict ?? 'AC',
    reason: null,
    score: groups.slice(1).reduce((sum, { score }) => sum + score, 0),
    maxScore: 20,
    compile: { ok: true, reason: null, output: '', cpuTimeMs: 0, wallTimeMs: 0 },
    groups,
  };
}

const broken = (rules: ReferenceRule[], graded: GradeResult, messages = new Map<string, string>()) =>
  brokenRules(rules, graded, messages);

describe('verdicts', () => {
  test('a rule holds when every verdict is permitted and a required one is there', () => {
    expect(broken([accepted], result(['AC'], ['AC'], ['AC']))).toEqual([]);
    expect(broken([wrongAnswer], result(['AC'], ['AC'], ['WA']))).toEqual([]);
    expect(broken([anything], result(['RTE'], ['TLE'], ['WA']))).toEqual([]);
  });

  test('the first case with a verdict that is not permitted is named, with its reason and the checker’s words', () => {
    const graded = result(['AC'], ['RTE', 'AC'], ['WA', 'AC']);
    expect(broken([accepted], graded)).toEqual(['secret/1-small/1 is RTE (exit:1), permitted is AC; 1 more like it']);
    expect(broken([runTimeError], graded, new Map([['secret/2-large/1', 'line 1: expected 4, got 5']]))).toEqual([
      'secret/2-large/1 is WA (line 1: expected 4, got 5), permitted is AC, RTE',
    ]);
  });

  test('a solution that was meant to fail and did not is named', () => {
    expect(broken([wrongAnswer], result(['AC'], ['AC'], ['AC']))).toEqual(['no case is WA']);
  });

  test('too much memory or output is a run-time error for the format; a partial score is accepted', () => {
    expect(broken([runTimeError], result(['AC'], ['MLE'], ['OLE']))).toEqual([]);
    expect(broken([accepted], result(['AC'], ['PAC'], ['AC']))).toEqual([]);
    expect(broken([wrongAnswer], result(['AC'], ['MLE'], ['WA']))).toHaveLength(1);
  });

  test('an internal error is never permitted, and is all that is told', () => {
    const told = ['secret/2-large/1 is IE: the engine or the package failed'];
    const graded = result(['AC'], ['AC'], ['IE']);
    expect(broken([anything], graded)).toEqual(told);
    expect(broken([wrongAnswer], graded)).toEqual(told);
    expect(broken([{ ...accepted, cases: 'sample' }], graded)).toEqual(told);
    expect(broken([], graded)).toEqual(told);
  });

  test('nor is one of no case, where the scores do not add up', () => {
    const graded = { ...result(['AC'], ['AC'], ['AC']), verdict: 'IE' as const, reason: 'the groups have 30 of 20' };
    expect(broken([], graded)).toEqual(['IE: the groups have 30 of 20']);
  });

  test('a skipped case breaks nothing and proves nothing', () => {
    expect(broken([wrongAnswer], result(['AC'], ['WA'], ['SK']))).toEqual([]);
    expect(broken([{ ...wrongAnswer, cases: 'secret/2-large' }], result(['AC'], ['AC'], ['SK']))).toEqual([
      'no case of secret/2-large is WA',
    ]);
  });

  test('a solution that does not compile breaks every folder’s rules', () => {
    const graded: GradeResult = {
      ...result([], [], []),
      verdict: 'CE',
      compile: { ok: false, reason: 'error', output: 'main.go:3:1:\n  oh\n', cpuTimeMs: 1, wallTimeMs: 1 },
    };
    expect(broken([runTimeError], graded)).toEqual(['it does not compile (error): main.go:3:1: oh']);
  });
});

describe('rules for some cases', () => {
  const rules: ReferenceRule[] = [
    { ...accepted, cases: 'secret/1-*' },
    { ...anything, cases: 'secret/2-*', permitted: ['AC', 'TLE'], required: ['TLE'] },
  ];

  test('each rule sees only the cases that it matches', () => {
    expect(broken(rules, result(['WA'], ['AC'], ['AC', 'TLE']))).toEqual([]);
    expect(broken(rules, result(['AC'], ['TLE'], ['AC']))).toEqual([
      'secret/1-small/1 is TLE, permitted is AC',
      'no case of secret/2-* is TLE',
    ]);
  });

  test('a rule that matches no case is a mistake', () => {
    expect(broken([{ ...accepted, cases: 'secret/3-*' }], result(['AC'], ['AC'], ['AC']))).toEqual([
      'no test case matches "secret/3-*"',
    ]);
  });
});

describe('scores', () => {
  const graded = result(['AC'], ['AC'], ['WA']);

  test.each([
    [null, [10, 10]],
    ['secret', [5, 10]],
    ['secret/1-small', [10, 10]],
    ['secret/*-large', [0, 0]],
  ] as const)('of %s within %j', (cases, score) => {
    expect(broken([{ ...anything, cases, score }], graded)).toEqual([]);
  });

  test('out of its range', () => {
    expect(broken([{ ...anything, score: [11, 20] }], graded)).toEqual([
      'the score of secret is 10, expected is 11 to 20',
    ]);
    expect(broken([{ ...anything, cases: 'secret/2-large', score: [10, 10] }], graded)).toEqual([
      'the score of secret/2-large is 0, expected is 10',
    ]);
  });

  test('of a case, which has none', () => {
    expect(broken([{ ...anything, cases: 'secret/1-small/1', score: [10, 10] }], graded)).toEqual([
      'no test group matches "secret/1-small/1", which has a score',
    ]);
  });
});

test('a message must be in the checker’s words on one of the cases that match', () => {
  const rule: ReferenceRule = { ...anything, cases: 'secret', message: 'too few' };
  const graded = result(['AC'], ['WA'], ['AC']);
  expect(broken([rule], graded, new Map([['secret/1-small/1', 'line 3: too few tokens']]))).toEqual([]);
  expect(broken([rule], graded, new Map([['sample/1', 'too few']]))).toEqual([
    'no case has the judgemessage "too few"',
  ]);
});

test('rules in words', () => {
  expect(rulesInWords([accepted])).toBe('AC');
  expect(rulesInWords([{ ...anything, permitted: ['AC', 'RTE', 'TLE'], required: ['RTE', 'TLE'] }])).toBe('RTE|TLE');
  expect(
    rulesInWords([
      { ...accepted, cases: 'secret/1-*' },
      { ...anything, score: [5, 10] },
    ]),
  ).toBe('secret/1-*: AC, score 5 to 10');
  expect(rulesInWords([])).toBe('anything');
});
