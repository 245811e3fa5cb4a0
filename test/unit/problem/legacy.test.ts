import { describe, expect, test } from 'vitest';
import { loadProblem } from '../../../engine/problem/load.ts';
import { caseNamed, exactTokens, groupsInWords, load, packageWith, runtimes } from './packages.ts';

/* What a legacy package becomes, as they are in the field. */

describe('a legacy package', () => {
  test('of a pass-fail problem, with what tools of that time leave in it', async () => {
    const { problem, warnings } = await load('legacy-hello');
    expect(problem).toMatchObject({
      name: 'Hello, World!',
      type: 'pass-fail',
      limits: { timeLimitMs: 3000, memoryLimitMb: 1024 },
      validator: null,
    });
    expect(problem.statement).toContain('# Hello, $World$!');
    expect(groupsInWords(problem)).toEqual(['sample sample 0 []: 1', 'secret pass-fail 0 []: 01 more/02']);
    const tolerant = { ...exactTokens, float_relative_tolerance: 1e-4, float_absolute_tolerance: 1e-4 };
    expect(caseNamed(problem, 'sample/1').checker).toEqual({ kind: 'tokens', options: tolerant });
    expect(caseNamed(problem, 'secret/01')).toMatchObject({ hint: 'Divide.' });
    expect(caseNamed(problem, 'secret/more/02').checker).toEqual({
      kind: 'tokens',
      options: { ...tolerant, case_sensitive: true },
    });
    expect(
      problem.solutions.map(({ program, rules }) => [program.name, program.runtimeId, rules[0]?.permitted]),
    ).toEqual([
      ['submissions/accepted/Hello.java', 'java', ['AC']],
      ['submissions/accepted/hello.cc', 'cpp', ['AC']],
      ['submissions/accepted/hello.py', 'python', ['AC']],
      ['submissions/run_time_error/crash.js', 'node', null],
      ['submissions/time_limit_exceeded/slow.py', 'python', ['AC', 'WA', 'TLE']],
    ]);
    expect(warnings).toEqual([
      expect.stringMatching(/^problem_statement\/problem.en.tex: candidates see Markdown that was made of its LaTeX/),
    ]);
  });

  test('of a scoring problem with subtasks', async () => {
    const { problem } = await load('legacy-scoring');
    expect(problem).toMatchObject({ name: 'Odd Echo', maxScore: 100, aggregation: 'sum', statement: 'Echo.\n' });
    expect(problem.limits.timeLimitMs).toBe(500);
    expect(groupsInWords(problem)).toEqual([
      'sample sample 0 []: 1',
      'secret/subtask1 pass-fail 40 []: 1 2',
      'secret/subtask2 sum 60 []: 1 2 3',
    ]);
    const partial = problem.solutions.find(({ program }) => program.name.includes('partially_accepted'));
    expect(partial?.rules).toMatchObject([{ permitted: null, required: null, score: [0, 99.9999] }]);
  });

  test('with an output validator in C++ and its header', async () => {
    const { problem } = await load('legacy-validator');
    expect(problem.validator?.program).toMatchObject({ name: 'output_validators/validate.cc', runtimeId: 'cpp' });
    expect(problem.validator?.program.files.map(({ name }) => name)).toEqual(['validate.cc', 'validate.h']);
    expect(caseNamed(problem, 'secret/1').checker).toEqual({ kind: 'program', args: ['strict', '2', 'loud'] });
  });

  test.each([
    ['has no maximum', '', null],
    ['has that of its range', 'range: 0 150\n', 150],
  ])('whose score comes from the validator %s', async (_, range, maxScore) => {
    const folder = await packageWith({
      'problem.yaml': 'name: Old\ntype: scoring\nvalidation: custom score\n',
      'data/secret/testdata.yaml': `on_reject: continue\ngrader_flags: always_accept\n${range}`,
      'data/secret/2.in': '1\n',
      'data/secret/2.ans': '1\n',
      'output_validators/v/v.py': 'pass\n',
    });
    const problem = await loadProblem(folder, { runtimes });
    expect([problem.maxScore, problem.aggregation, ...groupsInWords(problem)]).toEqual([
      maxScore,
      'sum',
      'secret sum null []: 1 2',
    ]);
  });
});
