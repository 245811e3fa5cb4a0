import type { Rejudge, Scored } from '../model/rejudge.ts';
import type { Submission } from '../model/submission.ts';
import { priorities } from '../priority.ts';

/** One shadow of a submission for each rejudge, whoever makes it and how often. They sort as their submissions do. */
export function shadowId(rejudgeId: string, submissionId: string): string {
  return `${rejudgeId}.${submissionId}`;
}

/** The same source, to be graded with the new version, behind everything that somebody waits for. */
export function shadowOf(original: Submission, rejudge: Rejudge, now: Date): Submission {
  const { id: of, problem, runtime, files, runAll } = original;
  return {
    ...{ id: shadowId(rejudge.id, of), rev: 1, kind: 'rejudge', state: 'queued', of, rejudgeId: rejudge.id },
    // Not of the attempt: what is listed or counted there is the original.
    ...{ attemptId: null, lane: null, slot: null, unsettled: false, input: null },
    ...{ problem, problemVersion: rejudge.toVersion, pinned: true, priority: priorities.rejudge },
    ...{ runtime, files, runAll, createdBy: rejudge.createdBy, idempotencyKey: null, requestDigest: null },
    ...{ lease: null, attempts: 0, result: null, receipt: null },
    ...{ queuedAt: now.toISOString(), startedAt: null, doneAt: null },
  };
}

export type Graded = Submission & { result: NonNullable<Submission['result']> };

/** Whether the shadow has a result that may take the place of another: an internal error, which is ours, never does. */
export function isGraded(shadow: Submission | null, { toVersion }: Pick<Rejudge, 'toVersion'>): shadow is Graded {
  const { state, result, problemVersion } = shadow ?? {};
  return state === 'done' && problemVersion === toVersion && result != null && result.verdict !== 'IE';
}

export function scoredOf({ result: { verdict, score } }: Graded): Scored {
  return { verdict, score };
}
