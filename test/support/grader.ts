import type { GradeRequest, Grader } from '../../engine/grade/grade.ts';
import type { CaseResult, GradeResult } from '../../engine/model/submission.ts';

/** Stands in for Docker at the Grader port: it behaves as the real one does, as fast or slow as a test wants. */

export const excerpt = { base64: 'aGk=', sizeBytes: 2, cut: false };

/** Accepts every case. `before` is awaited before each case, so that a test can hold or break the work there. */
export async function accept(
  request: GradeRequest,
  before: (index: number) => Promise<void> | void = () => {},
): Promise<GradeResult> {
  const { problem, signal } = request;
  signal.throwIfAborted();
  await request.onState('compiling');
  await request.onState('running');
  let index = 0;
  const groups = [];
  for (const { name, sample, maxScore, cases } of problem.groups) {
    const results: CaseResult[] = [];
    for (const one of cases) {
      await before(index);
      signal.throwIfAborted();
      const result = acceptedCase(one.name);
      const record = { caseName: one.name, sample, input: excerpt, answer: excerpt, output: excerpt, stderr: excerpt };
      await request.onRun?.({ ...record, message: null }, index);
      await request.onCase({ index, group: name, result });
      results.push(result);
      index += 1;
    }
    groups.push({ name, verdict: 'AC' as const, score: maxScore ?? 0, maxScore, cases: results });
  }
  const compile = { ok: true, reason: null, output: '', cpuTimeMs: 20, wallTimeMs: 25 };
  return { verdict: 'AC', reason: null, score: problem.maxScore ?? 0, maxScore: problem.maxScore, compile, groups };
}

export const accepting: Grader = { grade: (request) => accept(request) };

/** Does not go on before `open` is called, unless its signal aborts. */
export function gate(): { open(): void; wait(signal: AbortSignal): Promise<void>; reached: Promise<void> } {
  const opened = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  return {
    open: () => opened.resolve(),
    reached: reached.promise,
    async wait(signal) {
      reached.resolve();
      const aborted = Promise.withResolvers<never>();
      signal.addEventListener('abort', () => aborted.reject(signal.reason), { once: true });
      if (signal.aborted) throw signal.reason;
      await Promise.race([opened.promise, aborted.promise]);
    },
  };
}

export function acceptedCase(name: string): CaseResult {
  return {
    name,
    verdict: 'AC',
    reason: null,
    score: null,
    cpuTimeMs: 12,
    wallTimeMs: 13,
    memoryPeakKb: 9000,
    leftoverProcesses: 0,
  };
}
