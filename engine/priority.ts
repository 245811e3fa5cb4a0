import type { Submission } from './model/submission.ts';
import type { Job } from './ports.ts';

/** What goes first: a person who waits for a quick run, then one whose attempt is running, then everything else. */
export const priorities = { run: 30, attempt: 20, submission: 10, rerun: 5, rejudge: 0 } as const;

/** How a stored submission is queued. */
export function jobOf({ id, priority, lane }: Pick<Submission, 'id' | 'priority' | 'lane'>): Job {
  return { id, priority, ...(lane !== null && { lane }) };
}

/** Whether something follows from its end: a score of an attempt, a part of a rejudge, a word to webhooks. */
export function hasConsequences({
  kind,
  attemptId,
  rejudgeId,
}: Pick<Submission, 'kind' | 'attemptId' | 'rejudgeId'>): boolean {
  return kind === 'submit' || attemptId !== null || rejudgeId !== null;
}
