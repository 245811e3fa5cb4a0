import { isAppError } from '../errors.ts';
import { skippedCase } from '../grade/score.ts';
import type { Problem } from '../model/problem.ts';
import type { GradeResult } from '../model/submission.ts';

/**
 * The result of a submission that could not be graded for a reason of ours. Every case is there, skipped: nothing that
 * was seen before the fault counts. `problem` is null when there is none to be had.
 */
export function internalError({ reason, problem }: { reason: string; problem: Problem | null }): GradeResult {
  return {
    verdict: 'IE',
    reason,
    score: 0,
    maxScore: problem?.maxScore ?? null,
    compile: { ok: false, reason: null, output: '', cpuTimeMs: 0, wallTimeMs: 0 },
    groups: (problem?.groups ?? []).map((group) => ({
      name: group.name,
      verdict: 'IE' as const,
      score: 0,
      maxScore: group.maxScore,
      cases: group.cases.map(({ name }) => ({ ...skippedCase(name, 'the engine failed'), score: null })),
    })),
  };
}

/**
 * What went wrong, in words that may be shown: errors of ours say it in their first line, what follows (the output of a
 * build) and what others say is for the log.
 */
export function reasonFor(error: unknown): string {
  if (isAppError(error)) return error.message.split('\n')[0] ?? '';
  return 'The engine met an error that it does not know: its log has the cause.';
}
