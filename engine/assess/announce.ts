import type { Assessment } from '../model/assessment.ts';
import type { Attempt } from '../model/attempt.ts';
import type { AttemptScore } from '../model/rejudge.ts';
import type { Submission } from '../model/submission.ts';
import type { Clock, Outbox, Store } from '../ports.ts';
import { shownPerson } from '../review/person.ts';
import { changeAttempt } from './change-attempt.ts';

/** Tells webhooks what they may know: facts of the outcome, no source, no test data; in a blind assessment no person before a decision. */
export interface Announcer {
  /** That it is finished, and each decision about it; then `unannounced` is false. Twice is once. */
  announceAttempt(id: string): Promise<void>;
  /** That a rejudge has given it another score. Twice is once. */
  announceRescore(attemptId: string, rejudge: { id: string; before: AttemptScore }): Promise<void>;
  /** A graded submission; `attempt` is the one that it is part of. Twice is once. */
  announceSubmission(submission: Submission, attempt: Attempt | null): Promise<void>;
}

export interface AnnouncerDeps {
  store: Pick<Store, 'attempts' | 'assessments'>;
  outbox: Outbox;
  clock: Pick<Clock, 'now'>;
}

export function createAnnouncer({ store, outbox, clock }: AnnouncerDeps): Announcer {
  return {
    async announceAttempt(id) {
      await changeAttempt(store, id, async (attempt) => {
        if (!attempt.unannounced) return null;
        const head = headOf(attempt, await store.assessments.get(attempt.assessmentId));
        if (attempt.state === 'finished') {
          await outbox.announce({
            id: `attempt.finished/${id}`,
            event: 'attempt.finished',
            at: attempt.finishedAt ?? clock.now().toISOString(),
            data: { ...head, ...outcomeOf(attempt) },
          });
        }
        for (const { id: decisionId, decision, reason, byName, at } of attempt.decisions) {
          await outbox.announce({
            id: `scorecard.decided/${decisionId}`,
            event: 'scorecard.decided',
            at,
            data: { ...head, decision, reason, decidedBy: byName, decidedAt: at, ...outcomeOf(attempt) },
          });
        }
        return { unannounced: false };
      });
    },

    async announceRescore(attemptId, { id: rejudgeId, before }) {
      const attempt = await store.attempts.get(attemptId);
      if (attempt === null) return;
      const head = headOf(attempt, await store.assessments.get(attempt.assessmentId));
      await outbox.announce({
        id: `attempt.rescored/${attemptId}/${rejudgeId}`,
        event: 'attempt.rescored',
        at: clock.now().toISOString(),
        data: { ...head, rejudgeId, before, ...outcomeOf(attempt) },
      });
    },

    async announceSubmission(submission, attempt) {
      const { id, problem, problemVersion, runtime, result, queuedAt, doneAt } = submission;
      const assessment = attempt === null ? null : await store.assessments.get(attempt.assessmentId);
      await outbox.announce({
        id: `submission.graded/${id}`,
        event: 'submission.graded',
        at: doneAt ?? clock.now().toISOString(),
        data: {
          submissionId: id,
          ...(attempt === null ? { attemptId: null } : headOf(attempt, assessment)),
          ...{ problem, problemVersion, runtime },
          verdict: result?.verdict ?? null,
          score: result?.score ?? null,
          maxScore: result?.maxScore ?? null,
          ...{ queuedAt, doneAt },
        },
      });
    },
  };
}

function headOf(attempt: Attempt, assessment: Assessment | null): Record<string, unknown> {
  const { id, assessmentId, assessmentVersion, rules } = attempt;
  const { name, email, hidden } = shownPerson(attempt, assessment ?? { blind: true });
  const person = hidden ? {} : { name, email };
  return { attemptId: id, assessmentId, assessmentVersion, assessmentTitle: rules.title, ...person };
}

function outcomeOf({ state, startedAt, endedAt, endedBy, finishedAt, score, maxScore, passed }: Attempt) {
  return { state, startedAt, endedAt, endedBy, finishedAt, score, maxScore, passed };
}
