import { AppError } from '../errors.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Attempt } from '../model/attempt.ts';
import type { Submission } from '../model/submission.ts';
import type { Store } from '../ports.ts';

/** Throws NOT_FOUND. */
export async function attemptOf(store: Pick<Store, 'attempts'>, id: string): Promise<Attempt> {
  const attempt = await store.attempts.get(id);
  if (attempt === null) throw new AppError('NOT_FOUND', `There is no attempt ${id}.`);
  return attempt;
}

/** Throws NOT_FOUND. */
export async function assessmentOf(store: Pick<Store, 'assessments'>, id: string): Promise<Assessment> {
  const assessment = await store.assessments.get(id);
  if (assessment === null) throw new AppError('NOT_FOUND', `There is no assessment ${id}.`);
  return assessment;
}

/** Throws NOT_FOUND. */
export async function submissionOf(store: Pick<Store, 'submissions'>, id: string): Promise<Submission> {
  const submission = await store.submissions.get(id);
  if (submission === null) throw new AppError('NOT_FOUND', `There is no submission ${id}.`);
  return submission;
}
