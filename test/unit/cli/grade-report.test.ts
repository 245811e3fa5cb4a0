import { describe, expect, test } from 'vitest';
import { gradeReport, type SampleRun } from '../../../cli/grade-report.ts';
import type { CaseResult, GradeResult } from '../../../engine/model/submission.ts';

const excerpt = (text: string) => ({
  base64: Buffer.from(text).toString('base64'),
  sizeBytes: text.length,
  cut: false,
});

const caseResult = (name: string, change: Partial<CaseResult> = {}): CaseResult => ({
  name,
  verdict: 'AC',
  reason: null,
  score: null,
  cpuTimeMs: 12.34,
  wallTimeMs: 1234.5,
  memoryPeakKb: 8192,
  leftoverProcesses: 0,
  ...change,
});

const graded = (sample: Partial<CaseResult>, secret: Partial<CaseResult>): GradeResult => ({
  verdict: 'WA',
  reason: null,
  score: 40,
  maxScore: 100,
  compile: { ok: true, reason: null, output: '', cpuTimeMs: 0, wallTimeMs: 0 },
  groups: [
    { name: 'sample', verdict: 'AC', score: 0, maxScore: 0, cases: [caseResult('sample/1', sample)] },
    { name: 'secret/1-small', verdict: 'WA', score: 40, maxScore: 60, cases: [caseResult('secret/1-small/1', secret)] },
  ],
});

const run = (change: Partial<SampleRun> = {}): SampleRun => ({
  caseName: 'sample/1',
  answer: excerpt('42\n'),
  output: excerpt('43\n'),
  stderr: excerpt(''),
  message: null,
  ...change,
});

const report = (result: GradeResult, samples: SampleRun[] = []) =>
  gradeReport({ problem: { slug: 'sum', name: 'The sum' }, runtime: { title: 'Python 3.13' }, result, samples });

describe('the table', () => {
  test('has a row a group and a case, and the verdict is the last line', () => {
    const text = report(graded({}, { verdict: 'WA', score: 40 }));
    expect(text.trimEnd().split('\n')).toEqual([
      'The sum (sum), Python 3.13',
      '',
      'Case                Verdict  Reason  CPU ms  Wall ms  Memory MB     Score',
      '──────────────────  ───────  ──────  ──────  ───────  ─────────  ────────',
      'sample              AC',
      '  sample/1          AC                   12     1235        8.0',
      'secret/1-small      WA                                           40 of 60',
      '  secret/1-small/1  WA                   12     1235        8.0        40',
      '',
      'WA Wrong Answer, score 40 of 100',
    ]);
  });

  test('shows no figures of a case that was not run', () => {
    expect(report(graded({}, { verdict: 'SK' }))).toMatch(/ {2}secret\/1-small\/1 {2}SK\n/);
  });
});

describe('a failed sample', () => {
  test('shows how the output differs, with the checker’s words', () => {
    const text = report(graded({ verdict: 'WA' }, {}), [run({ message: 'line 1: expected "42"' })]);
    expect(text).toContain('sample/1: Wrong Answer, line 1: expected "42"\n  --- expected\n  +++ actual\n');
    expect(text).toContain('\n  -42\n  +43\n');
  });

  test('shows what it wrote to standard error, safe for the terminal', () => {
    const text = report(graded({ verdict: 'RTE', reason: 'exit:1' }, {}), [
      run({ stderr: excerpt('Traceback\n\x1b[2Joops\n') }),
    ]);
    expect(text).toContain('sample/1: Run-Time Error, standard error:\n  Traceback\n  \\x1b[2Joops\n');
    expect(text).not.toContain('--- expected');
  });

  test('that is long is cut', () => {
    const text = report(graded({ verdict: 'RTE' }, {}), [run({ stderr: excerpt('oops\n'.repeat(500)) })]);
    expect(text).toContain('… and 470 more lines');
    expect(text.match(/oops/g)).toHaveLength(30);
  });
});

test('a run that went well is not shown', () => {
  expect(report(graded({}, { verdict: 'WA' }), [run()])).not.toContain('43');
});

test('a compile error shows the compiler’s words instead of a table', () => {
  const result: GradeResult = {
    ...graded({ verdict: 'SK' }, { verdict: 'SK' }),
    verdict: 'CE',
    reason: 'error',
    score: 0,
    compile: { ok: false, reason: 'error', output: 'main.go:3:1: syntax error\x07\n', cpuTimeMs: 1, wallTimeMs: 1 },
  };
  expect(report(result)).toBe(
    'The sum (sum), Python 3.13\n\nThe compiler says:\n  main.go:3:1: syntax error\\x07\n\n' +
      'CE Compile Error (error), score 0 of 100\n',
  );
});
