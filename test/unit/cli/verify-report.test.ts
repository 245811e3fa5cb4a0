import { expect, test } from 'vitest';
import { verifyReport } from '../../../cli/verify-report.ts';
import type { SolutionReport } from '../../../engine/model/verify.ts';

const solution = (change: Partial<SolutionReport>): SolutionReport => ({
  name: 'submissions/accepted/main.py',
  status: 'pass',
  runtime: 'python',
  expected: 'AC',
  verdict: 'AC',
  reason: null,
  score: 1,
  caughtBy: null,
  slowest: { name: 'secret/1', cpuTimeMs: 500, timeLimitMs: 2000 },
  cases: [
    { name: 'sample/1', verdict: 'AC', reason: null, cpuTimeMs: 20 },
    { name: 'secret/1', verdict: 'TLE', reason: 'cpu', cpuTimeMs: 500 },
  ],
  remarks: [],
  ...change,
});

test('a row for each solution, its slowest case against the limit, and each rule that does not hold', () => {
  const text = verifyReport({
    slug: 'sum',
    version: 'v',
    ok: false,
    solutions: [
      solution({}),
      solution({
        name: 'submissions/time_limit_exceeded/slow.py',
        status: 'fail',
        expected: 'TLE',
        verdict: 'RTE',
        reason: 'exit:1',
        remarks: ['no case is TLE'],
      }),
      solution({
        name: 'submissions/accepted/Main.java',
        status: 'not run',
        runtime: null,
        verdict: null,
        reason: null,
        score: null,
        slowest: null,
        remarks: ['no runtime for .java'],
      }),
    ],
    remarks: [],
  });
  expect(text.trimEnd().split('\n')).toEqual([
    'sum',
    '   Solution                     Runtime  Expected  Got         Score  Slowest case  CPU ms  Limit ms  Used',
    '─  ───────────────────────────  ───────  ────────  ──────────  ─────  ────────────  ──────  ────────  ────',
    '✓  accepted/main.py             python   AC        AC              1  secret/1         500      2000   25%',
    '✗  time_limit_exceeded/slow.py  python   TLE       RTE exit:1      1  secret/1         500      2000   25%',
    '–  accepted/Main.java                    AC',
    '  ✗ time_limit_exceeded/slow.py: no case is TLE',
    '  – accepted/Main.java not run: no runtime for .java',
    'Not as promised: 1 of 3 solutions.',
  ]);
});

test('where it is asked for, a row for each case with its CPU time against the limit', () => {
  const report = { slug: 'sum', version: 'v', ok: true, solutions: [solution({})], remarks: [] };
  expect(verifyReport(report, { everyCase: true }).split('\n').slice(1, 6)).toEqual([
    '   Solution          Runtime  Expected  Got      Score  Slowest case  CPU ms  Limit ms  Used',
    '─  ────────────────  ───────  ────────  ───────  ─────  ────────────  ──────  ────────  ────',
    '✓  accepted/main.py  python   AC        AC           1  secret/1         500      2000   25%',
    '     sample/1                           AC                                20      2000    1%',
    '     secret/1                           TLE cpu                          500      2000   25%',
  ]);
});

test('what is wrong with the package as a whole', () => {
  const text = verifyReport({
    slug: 'sum',
    version: 'v',
    ok: false,
    solutions: [],
    remarks: ['no solution was accepted'],
  });
  expect(text).toContain('\n  ✗ no solution was accepted\nNot as promised.\n');
});

test('all well', () => {
  expect(verifyReport({ slug: 'sum', version: 'v', ok: true, solutions: [solution({})], remarks: [] })).toMatch(
    /\nEvery rule holds\.\n$/,
  );
});
