import { emptyStandings, scoreOf, withSubmission } from '../assess/standings.ts';
import type { Attempt } from '../model/attempt.ts';
import type { AttemptScore, Rejudge, RejudgeEffect, RejudgePreview, Scored } from '../model/rejudge.ts';
import type { Submission } from '../model/submission.ts';
import { pagesOf } from '../pages.ts';
import type { Store } from '../ports.ts';
import { type Graded, isGraded, scoredOf, shadowId } from './shadow.ts';

export interface PreviewDeps {
  store: Pick<Store, 'submissions' | 'attempts' | 'rejudgeEffects'>;
}

/** What of a submission counts for its attempt. */
type Counted = Pick<Submission, 'id' | 'problem' | 'result'>;

/**
 * What the rejudge would change, when every shadow is done: its figures, and each change by itself as a stored effect.
 * Done again it gives the same.
 */
export async function makePreview(deps: PreviewDeps, rejudge: Rejudge): Promise<RejudgePreview> {
  const figures = createFigures();
  const attempts = new Set<string>();
  for await (const page of pagesOf(deps.store.submissions.find, { rejudgeId: rejudge.id })) {
    const effects: RejudgeEffect[] = [];
    for (const shadow of page) {
      const original = shadow.of === null ? null : await deps.store.submissions.get(shadow.of);
      if (original?.result == null) continue;
      const { id: submissionId, attemptId } = original;
      const before = scoredOf(original as Graded);
      const after = isGraded(shadow, rejudge) ? scoredOf(shadow) : null;
      figures.add(before, after);
      if (after !== null && isSame(before, after)) continue;
      const id = `${rejudge.id}/submission/${submissionId}`;
      effects.push({ id, rev: 1, rejudgeId: rejudge.id, kind: 'submission', submissionId, attemptId, before, after });
      if (after !== null && attemptId !== null) attempts.add(attemptId);
    }
    if (effects.length > 0) await deps.store.rejudgeEffects.put(...effects);
  }
  const preview = figures.result();
  for (const attemptId of attempts) await addAttempt(deps, { rejudge, attemptId, counts: preview.attempts });
  return preview;
}

function isSame(before: Scored, after: Scored): boolean {
  return before.verdict === after.verdict && before.score === after.score;
}

/** Folds pairs of before and after into figures. */
function createFigures(): { add(before: Scored, after: Scored | null): void; result(): RejudgePreview } {
  const verdicts = new Map<string, RejudgePreview['verdicts'][number]>();
  const scores = { raised: 0, lowered: 0, same: 0, kept: 0 };
  const sums = { scoreBefore: 0, scoreAfter: 0 };
  return {
    add(before, after) {
      const key = `${before.verdict} ${after?.verdict}`;
      const pair = verdicts.get(key) ?? { before: before.verdict, after: after?.verdict ?? null, count: 0 };
      verdicts.set(key, { ...pair, count: pair.count + 1 });
      scores[changeOf(before, after)] += 1;
      if (after === null) return;
      sums.scoreBefore += before.score;
      sums.scoreAfter += after.score;
    },
    result: () => ({
      verdicts: [...verdicts.values()].toSorted((a, b) => b.count - a.count),
      scores: { ...scores },
      ...sums,
      attempts: { changed: 0, nowPass: 0, nowFail: 0 },
    }),
  };
}

function changeOf(before: Scored, after: Scored | null): keyof RejudgePreview['scores'] {
  if (after === null) return 'kept';
  if (after.score === before.score) return 'same';
  return after.score > before.score ? 'raised' : 'lowered';
}

async function addAttempt(
  { store }: PreviewDeps,
  { rejudge, attemptId, counts }: { rejudge: Rejudge; attemptId: string; counts: RejudgePreview['attempts'] },
): Promise<void> {
  const attempt = await store.attempts.get(attemptId);
  if (attempt === null) return;
  const { now, then } = await submissionsOf(store, { rejudge, attemptId });
  const [before, after] = [scoreWith(attempt, now), scoreWith(attempt, then)];
  if (before.score === after.score && before.passed === after.passed) return;
  counts.changed += 1;
  if (after.passed === true && before.passed !== true) counts.nowPass += 1;
  if (after.passed === false && before.passed === true) counts.nowFail += 1;
  const id = `${rejudge.id}/attempt/${attemptId}`;
  await store.rejudgeEffects.put({ id, rev: 1, rejudgeId: rejudge.id, kind: 'attempt', attemptId, before, after });
}

/** How the attempt stands with these submissions, which are all of it that are done. */
function scoreWith({ rules, state }: Attempt, submissions: readonly Counted[]): AttemptScore {
  const standings = emptyStandings(rules).map((standing) =>
    submissions.filter(({ problem }) => problem === standing.problem).reduce(withSubmission, standing),
  );
  const { score, passed } = scoreOf(standings, { rules, isOver: state === 'finished' });
  return { score, passed };
}

/** Of an attempt, with the results that they have, and with those that they would have. */
async function submissionsOf(
  { submissions }: PreviewDeps['store'],
  { rejudge, attemptId }: { rejudge: Rejudge; attemptId: string },
): Promise<{ now: Counted[]; then: Counted[] }> {
  const now: Counted[] = [];
  const then: Counted[] = [];
  for await (const page of pagesOf(submissions.find, { attemptId, kind: 'submit', state: 'done' })) {
    for (const { id, problem, result } of page) {
      const shadow = problem === rejudge.problem ? await submissions.get(shadowId(rejudge.id, id)) : null;
      now.push({ id, problem, result });
      then.push({ id, problem, result: isGraded(shadow, rejudge) ? shadow.result : result });
    }
  }
  return { now, then };
}
