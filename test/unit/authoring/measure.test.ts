import { expect, test } from 'vitest';
import { measureLimits } from '../../../engine/authoring/measure.ts';
import { doubtsAbout, figuresOf, proposed } from '../../../engine/authoring/measured.ts';
import type { GradeRequest } from '../../../engine/grade/grade.ts';
import type { ReferenceSolution } from '../../../engine/model/problem.ts';
import type { CaseResult } from '../../../engine/model/submission.ts';
import type { VerifyProgress } from '../../../engine/problem/verify.ts';
import { acceptedCase } from '../../support/grader.ts';
import { aProblem, aRuntime } from '../../support/problems.ts';
import { scriptedGrader } from './packages.ts';

const python = aRuntime({ id: 'python' });
const go = aRuntime({ id: 'go', timeFactor: 2 });
const problem = aProblem({ slug: 'twice' });

const run = (...timesMs: number[]): CaseResult[] =>
  timesMs.map((cpuTimeMs, at) => ({ ...acceptedCase(`secret/${at + 1}`), cpuTimeMs, memoryPeakKb: 10_240 * (at + 1) }));

test('a solution is as slow as its slowest case was in its slowest run', () => {
  const results = [run(100, 90), run(80, 400), run(100, 90)];
  expect(figuresOf({ solution: 'a.py', runtime: python, results })).toEqual({
    ...{ solution: 'a.py', runtime: python, slowestCase: 'secret/2', timesMs: [90, 400, 90], memoryPeakKb: 20_480 },
  });
});

test('a skipped case is no measurement', () => {
  const skipped = { ...acceptedCase('secret/3'), verdict: 'SK' as const, cpuTimeMs: 9999 };
  const results = [[...run(100), skipped]];
  expect(figuresOf({ solution: 'a.py', runtime: python, results }).timesMs).toEqual([100]);
});

test('of each runtime the slowest solution counts, times the margin, rounded up; a time factor is divided out', () => {
  const at = (runtime: typeof python, solution: string, ...timesMs: number[]) => ({
    ...{ runtime, solution, slowestCase: 'secret/1', timesMs, memoryPeakKb: 64 * 1024 },
  });
  const limits = proposed({ problem, margin: 3, runs: 2 }, [
    at(python, 'a.py', 500, 400),
    at(python, 'b.py', 701, 600),
    at(go, 'a.go', 1600, 800),
  ]);
  expect(limits.runtimes).toEqual([
    {
      ...{ runtime: 'python', solution: 'b.py', slowestCase: 'secret/1', timesMs: [701, 600], slowestMs: 701 },
      ...{ spread: 0.17, memoryPeakKb: 65_536, memoryHeadroom: 4 },
      ...{ proposedTimeLimitMs: 2200, currentTimeLimitMs: 2000, headroom: 2.85 },
    },
    {
      ...{ runtime: 'go', solution: 'a.go', slowestCase: 'secret/1', timesMs: [1600, 800], slowestMs: 1600, spread: 1 },
      ...{ memoryPeakKb: 65_536, memoryHeadroom: 4 },
      ...{ proposedTimeLimitMs: 4800, currentTimeLimitMs: 4000, headroom: 2.5 },
    },
  ]);
  // Go needs 4,800 ms, of which its factor gives a half.
  expect(limits.proposedTimeLimitMs).toBe(2400);
  expect(doubtsAbout(limits)).toEqual([
    'go: a.go took 1600, 800 ms for the same case: the machine was busy, so measure again.',
  ]);
});

test('a limit is at least a second, and exact hundreds stay as they are', () => {
  const at = (...timesMs: number[]) => [{ runtime: python, solution: 'a', slowestCase: 's', timesMs, memoryPeakKb: 0 }];
  expect(proposed({ problem, margin: 3, runs: 1 }, at(0))).toMatchObject({ proposedTimeLimitMs: 1000 });
  expect(proposed({ problem, margin: 3, runs: 1 }, at(0)).runtimes[0]).toMatchObject({ headroom: 2000, spread: 0 });
  expect(proposed({ problem, margin: 3, runs: 1 }, at(500))).toMatchObject({ proposedTimeLimitMs: 1500 });
  expect(proposed({ problem, margin: 1.1, runs: 1 }, at(1000))).toMatchObject({ proposedTimeLimitMs: 1100 });
});

const solution = (name: string, runtimeId: string, folder: 'accepted' | 'wrong_answer' = 'accepted') =>
  ({
    program: { name: `submissions/${folder}/${name}`, runtimeId, main: name, files: [] },
    rules: [{ cases: null, permitted: folder === 'accepted' ? ['AC'] : ['AC', 'WA'], required: null }],
  }) as unknown as ReferenceSolution;

test('each accepted solution is run so many times, one after the other, under limits that do not cut it off', async () => {
  const graded: string[] = [];
  const limits: number[] = [];
  let running = 0;
  const grader = {
    async grade(request: GradeRequest) {
      expect(++running).toBe(1);
      graded.push(request.main ?? '');
      limits.push(request.problem.limits.timeLimitMs);
      const result = await scriptedGrader().grade(request);
      running -= 1;
      return result;
    },
  };
  const solutions = [solution('a.py', 'python'), solution('w.py', 'python', 'wrong_answer'), solution('b.go', 'go')];
  const seen: VerifyProgress[] = [];
  const measured = await measureLimits({
    ...{ problem: { ...problem, solutions }, grader, runtimes: [python, go], margin: 3, runs: 5 },
    ...{ onProgress: (at: VerifyProgress) => seen.push(at), signal: new AbortController().signal },
  });
  expect(graded).toEqual([...Array(5).fill('a.py'), ...Array(5).fill('b.go')]);
  expect(new Set(limits)).toEqual(new Set([20_000]));
  expect(measured).toMatchObject({ limits: { runs: 5, margin: 3, runtimes: [{ timesMs: [30, 30, 30, 30, 30] }, {}] } });
  expect(seen.at(-1)).toEqual({ solution: 'submissions/accepted/b.go', casesDone: 30, cases: 30 });
  expect(seen.map(({ casesDone }) => casesDone)).toEqual(
    seen.map(({ casesDone }) => casesDone).toSorted((a, b) => a - b),
  );
});

test('what is not accepted is not measured', async () => {
  const of = (solutions: ReferenceSolution[]) =>
    measureLimits({
      ...{ problem: { ...problem, solutions }, runtimes: [python], margin: 3, runs: 2 },
      ...{ signal: new AbortController().signal, grader: { grade: async (request: GradeRequest) => wrong(request) } },
    });
  const wrong = async (request: GradeRequest) =>
    scriptedGrader().grade({ ...request, files: [{ name: 'a.py', content: '# AC WA AC' }] });
  expect(await of([solution('a.py', 'python')])).toEqual({
    reasons: ['submissions/accepted/a.py is measured only where it is accepted, and it got WA on secret/1.'],
  });
  expect(await of([solution('w.py', 'python', 'wrong_answer'), solution('a.java', 'java')])).toEqual({
    reasons: ['There is no accepted solution to be measured: add one to submissions/accepted.'],
  });
});
