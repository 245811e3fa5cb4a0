import { AppError, isAppError } from '../errors.ts';
import { isFinished } from '../life.ts';
import type { Attempt, Standing } from '../model/attempt.ts';
import type { Submission } from '../model/submission.ts';
import { each } from '../pages.ts';
import type { Store } from '../ports.ts';
import type { Announcer } from './announce.ts';
import { changeAttempt } from './change-attempt.ts';
import type { Ending } from './ending.ts';
import type { QueueCredits } from './queue-credits.ts';
import { emptyStandings, scoreOf, withoutProblems, withSubmission } from './standings.ts';

/*
 * Theory of operation. What follows from a result that is stored: it counts for its attempt, gives back time that the queue
 * took, and is told to webhooks. Then, and no sooner, the submission's `unsettled` becomes false. All of it may be done
 * twice or at once: the best of several submissions is the same in whatever order they come, a credit has the submission's
 * key, an announcement its id.
 */

export interface Settler {
  /** Does nothing for a submission that is settled, or neither done nor canceled. */
  settle(submissionId: string): Promise<void>;
  /** Counts all its submissions anew, for results may have been replaced. Throws NOT_FOUND. */
  settleAttempt(attemptId: string): Promise<Attempt>;
}

export interface SettlerDeps {
  store: Pick<Store, 'submissions' | 'attempts'>;
  announcer: Announcer;
  credits: QueueCredits;
  ending: Pick<Ending, 'drive'>;
}

const settleTries = 20;

export function createSettler(deps: SettlerDeps): Settler {
  const { store, announcer, credits, ending } = deps;
  return {
    async settle(submissionId) {
      const submission = await store.submissions.get(submissionId);
      if (submission === null || !isFinished(submission) || !submission.unsettled) return;
      // A canceled one counts for nothing, but its attempt may have waited for it.
      const counts = submission.state === 'done';
      const attempt = submission.attemptId === null ? null : await countIn(deps, submission, submission.attemptId);
      if (counts && attempt) await credits.credit(submission);
      if (counts && submission.kind === 'submit') await announcer.announceSubmission(submission, attempt);
      await markSettled(store, submission);
      if (attempt?.state === 'ending' || attempt?.state === 'grading') await ending.drive(attempt.id);
    },

    settleAttempt: (attemptId) => settleAttempt(store, attemptId),
  };
}

/** Counts all submissions of an attempt anew, for results may have been replaced. Throws NOT_FOUND. */
export function settleAttempt(store: SettlerDeps['store'], attemptId: string): Promise<Attempt> {
  return changeAttempt(store, attemptId, async (attempt) => {
    const standings = await standingsOf(store, attempt);
    const isOver = attempt.state === 'finished';
    return { standings, ...scoreOf(standings, { rules: attempt.rules, isOver }) };
  });
}

/** The attempt with this submission counted; runs count for nothing. `null` when the attempt is gone. */
async function countIn({ store }: SettlerDeps, submission: Submission, attemptId: string): Promise<Attempt | null> {
  const { kind, problem } = submission;
  if (kind !== 'submit' || submission.state !== 'done') return store.attempts.get(attemptId);
  try {
    return await changeAttempt(store, attemptId, async (attempt) => {
      const submissions = await store.submissions.count({ where: { attemptId, problem, kind, state: 'done' } });
      // Read behind the attempt: a rejudge that replaces its result counts the attempt anew after that.
      const current = (await store.submissions.get(submission.id)) ?? submission;
      const standings = attempt.standings.map((standing) =>
        standing.problem === problem ? { ...withSubmission(standing, current), submissions } : standing,
      );
      return { standings, ...scoreOf(standings, { rules: attempt.rules, isOver: attempt.state === 'finished' }) };
    });
  } catch (error) {
    if (isAppError(error, 'NOT_FOUND')) return null;
    throw error;
  }
}

async function standingsOf(
  store: SettlerDeps['store'],
  { id: attemptId, rules, standings: before }: Attempt,
): Promise<Standing[]> {
  const lost = before.filter(({ verdict }) => verdict === 'IE').map(({ problem }) => problem);
  let standings = withoutProblems(emptyStandings(rules), lost);
  const done = { attemptId, kind: 'submit', state: 'done' };
  for await (const submission of each(store.submissions.brief, done, { size: 100 })) {
    standings = standings.map((standing) => {
      if (standing.problem !== submission.problem) return standing;
      return { ...withSubmission(standing, submission), submissions: standing.submissions + 1 };
    });
  }
  return standings;
}

async function markSettled({ submissions }: SettlerDeps['store'], { id }: Submission): Promise<void> {
  for (let tries = 0; tries < settleTries; tries++) {
    const submission = await submissions.get(id);
    if (!submission?.unsettled) return;
    try {
      await submissions.update(id, submission.rev, { unsettled: false });
      return;
    } catch (error) {
      if (!isAppError(error, 'CONFLICT')) throw error;
    }
  }
  throw new AppError('CONFLICT', `Submission ${id} changes too fast to be settled.`);
}
