import type { Limits } from '../model/limits.ts';
import type { BestSubmission, CardSubmission } from '../model/scorecard.ts';
import type { Submission, SubmissionBrief } from '../model/submission.ts';
import type { Problems } from '../ports.ts';

/** A submission in a line. */
export function cardSubmissionOf({ id, state, runtime, result, queuedAt, doneAt }: SubmissionBrief): CardSubmission {
  const { verdict = null, reason = null, score = null, maxScore = null } = result ?? {};
  return { id, state, runtime, verdict, reason, score, maxScore, queuedAt, doneAt };
}

/** A submission whole, its cases numbered as their records are. */
export function bestOf(submission: Submission, limits: Limits | null): BestSubmission {
  const { result, files, receipt } = submission;
  let index = 0;
  const groups = (result?.groups ?? []).map(({ name, verdict, score, maxScore, cases }) => ({
    ...{ name, verdict, score, maxScore },
    cases: cases.map((one) => ({ ...one, index: index++ })),
  }));
  return { ...cardSubmissionOf(submission), compile: result?.compile ?? null, groups, limits, files, receipt };
}

/** That the submission was held to: those on its receipt, or the problem's as it was at that version. */
export async function limitsOf(
  problems: Pick<Problems, 'get'>,
  { receipt, problem, problemVersion }: Submission,
): Promise<Limits | null> {
  if (receipt !== null) return receipt.limits;
  // A package that cannot be read any more must not take the scorecard with it.
  const known = await problems.get(problem, problemVersion).catch(() => null);
  return known?.limits ?? null;
}
