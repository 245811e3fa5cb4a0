import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../../engine/errors.ts';
import type { GradeRequest, Grader } from '../../../engine/grade/grade.ts';
import type { Problem, ReferenceSolution, TestCase } from '../../../engine/model/problem.ts';
import type { Runtime } from '../../../engine/model/runtime.ts';
import type { CaseResult, GradeResult } from '../../../engine/model/submission.ts';
import type { Verdict } from '../../../engine/model/verdict.ts';
import { type VerifyProgress, verifyProblem } from '../../../engine/problem/verify.ts';

/**
 * What verifying does around the grader. The grader here gives each case the verdict that the source names, one word a
 * case, and takes 10 ms more for each; test/e2e/cli.test.ts verifies with the real one.
 */
const grader: Grader = {
  async grade(request) {
    request.signal.throwIfAborted();
    const words = request.files[0]?.content.split(' ') ?? [];
    if (words[0] === 'fault') throw new AppError('VALIDATOR_FAULT', 'the output validator ended with 1');
    if (words[0] === 'gone') throw new AppError('SANDBOX_FAULT', 'Docker is gone');
    const cases = words.map((word, index) => caseResult(request, word as Verdict, index));
    for (const [index, result] of cases.entries()) {
      request.onCase({ index, group: 'secret', result });
      await request.onRun?.(record(result), index);
    }
    return graded(cases, request.runAll);
  },
};

function caseResult({ problem }: GradeRequest, verdict: Verdict, index: number): CaseResult {
  const name = problem.groups[0]?.cases[index]?.name ?? 'nameless';
  const counts = { memoryPeakKb: 0, leftoverProcesses: 0 };
  return { name, verdict, reason: null, score: null, cpuTimeMs: 10 * (index + 1), wallTimeMs: 0, ...counts };
}

function record({ name, verdict }: CaseResult) {
  const nothing = { base64: '', sizeBytes: 0, cut: false };
  const message = verdict === 'WA' ? 'line 1: too small' : null;
  return { caseName: name, sample: false, input: nothing, answer: nothing, output: nothing, stderr: nothing, message };
}

function graded(cases: CaseResult[], all: boolean): GradeResult {
  if (!all) throw new Error('verifying must run all cases');
  const verdict = cases.find((each) => each.verdict !== 'AC')?.verdict ?? 'AC';
  const compile = { ok: true, reason: null, output: '', cpuTimeMs: 0, wallTimeMs: 0 };
  const groups = [{ name: 'secret', verdict, score: 0, maxScore: null, cases }];
  return { verdict, reason: null, score: 1, maxScore: 1, compile, groups };
}

const runtimes = [{ id: 'python', timeFactor: 2, limits: {} }] as unknown as Runtime[];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-verify-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function solution(name: string, content: string, permitted: Verdict[], required: Verdict[] | null = null) {
  const path = join(folder, name.replaceAll('/', '-'));
  await writeFile(path, content);
  const main = name.split('/').at(-1) ?? name;
  const program = { name: `submissions/${name}`, runtimeId: 'python', main, files: [{ name: main, path }] };
  return { program, rules: [{ cases: null, permitted, required, score: null, message: null }] };
}

function verify(solutions: ReferenceSolution[], onProgress?: (at: VerifyProgress) => void, signal?: AbortSignal) {
  const cases = ['secret/1', 'secret/2'].map((name) => ({ name }) as TestCase);
  const problem = { slug: 'sum', version: 'v', limits: { timeLimitMs: 1000 }, groups: [{ cases }], solutions };
  return verifyProblem({
    problem: problem as unknown as Problem,
    grader,
    runtimes,
    ...(onProgress && { onProgress }),
    signal: signal ?? new AbortController().signal,
  });
}

test('every solution that keeps its rules: the package holds', async () => {
  const report = await verify([
    await solution('accepted/a.py', 'AC AC', ['AC']),
    await solution('wrong_answer/b.py', 'AC WA', ['AC', 'WA'], ['WA']),
  ]);
  expect(report).toMatchObject({ ok: true, remarks: [], solutions: [{ status: 'pass' }, { status: 'pass' }] });
  expect(report.solutions[1]).toEqual({
    name: 'submissions/wrong_answer/b.py',
    status: 'pass',
    runtime: 'python',
    expected: 'WA',
    verdict: 'WA',
    reason: null,
    score: 1,
    caughtBy: 'secret/2',
    slowest: { name: 'secret/2', cpuTimeMs: 20, timeLimitMs: 2000 },
    cases: [
      { name: 'secret/1', verdict: 'AC', reason: null, cpuTimeMs: 10 },
      { name: 'secret/2', verdict: 'WA', reason: null, cpuTimeMs: 20 },
    ],
    remarks: [],
  });
});

test('a solution that breaks a rule fails the package, and the remark has the checker’s words', async () => {
  const report = await verify([
    await solution('accepted/a.py', 'AC AC', ['AC']),
    await solution('accepted/b.py', 'AC WA', ['AC']),
  ]);
  expect(report.ok).toBe(false);
  expect(report.solutions[1]).toMatchObject({
    status: 'fail',
    remarks: ['secret/2 is WA (line 1: too small), permitted is AC'],
  });
});

describe('a language without a runtime', () => {
  test('is told and does not fail the package', async () => {
    const java = await solution('accepted/Main.java', 'AC AC', ['AC']);
    java.program.runtimeId = 'java';
    const report = await verify([await solution('accepted/a.py', 'AC AC', ['AC']), java]);
    expect(report.ok).toBe(true);
    expect(report.solutions[1]).toMatchObject({ status: 'not run', verdict: null, remarks: ['no runtime for .java'] });
  });

  test('fails it when nothing accepted remains', async () => {
    const java = await solution('accepted/Main.java', 'AC AC', ['AC']);
    java.program.runtimeId = 'java';
    const report = await verify([java, await solution('wrong_answer/b.py', 'WA AC', ['AC', 'WA'], ['WA'])]);
    expect(report).toMatchObject({ ok: false, remarks: [expect.stringContaining('no solution was accepted')] });
  });
});

test('a fault of the output validator is the package’s, a fault of the sandbox is ours and ends the work', async () => {
  const report = await verify([await solution('accepted/a.py', 'fault', ['AC'])]);
  expect(report.solutions[0]).toMatchObject({ status: 'fail', remarks: ['the output validator ended with 1'] });
  await expect(verify([await solution('accepted/b.py', 'gone', ['AC'])])).rejects.toMatchObject({
    code: 'SANDBOX_FAULT',
  });
});

test('progress counts the cases of all solutions and ends at all of them', async () => {
  const seen: VerifyProgress[] = [];
  const a = await solution('accepted/a.py', 'AC AC', ['AC']);
  await verify([a, a], (at) => seen.push(at));
  expect(seen[0]).toEqual({ solution: 'submissions/accepted/a.py', casesDone: 0, cases: 4 });
  expect(seen.at(-1)?.casesDone).toBe(4);
  expect(seen.map((at) => at.casesDone)).toEqual(seen.map((at) => at.casesDone).toSorted());
});

test('stops when it is told to', async () => {
  const stopped = verify([await solution('accepted/a.py', 'AC AC', ['AC'])], undefined, AbortSignal.abort());
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
});
