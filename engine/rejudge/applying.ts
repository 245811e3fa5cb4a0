import { AppError, isAppError } from '../errors.ts';
import type { AttemptScore, PastResult, Rejudge } from '../model/rejudge.ts';
import { pagesOf } from '../pages.ts';
import type { Clock, Store } from '../ports.ts';
import { type Graded, isGraded } from './shadow.ts';

/*
 * Theory of operation. Each submission by itself: its result is put among the past ones, then the shadow's takes its
 * place by compare-and-set. What has the new version already is done, so a pass that was cut off is simply begun anew.
 * A keeper that slept through the end of the rejudge must not write any more: the rejudge is looked at again after the
 * submission was read, and the write names the revision that was read.
 */

export interface ApplyingDeps {
  store: Pick<Store, 'submissions' | 'runs' | 'pastResults' | 'rejudges' | 'rejudgeEffects'>;
  clock: Clock;
  /** Counts all submissions of an attempt anew. NOT_FOUND where it is gone. */
  settleAttempt(attemptId: string): Promise<unknown>;
  /** Tells that an attempt has another score. Twice is once. */
  announceRescore(attemptId: string, rejudge: { id: string; before: AttemptScore }): Promise<void>;
}

const tries = 20;

/** Puts every result in place and counts the attempts anew. Returns false when the rejudge is not applied any more. */
export async function applyAll(deps: ApplyingDeps, rejudge: Rejudge): Promise<boolean> {
  const { store } = deps;
  for await (const page of pagesOf(store.submissions.find, { rejudgeId: rejudge.id })) {
    for (const shadow of page) {
      if (isGraded(shadow, rejudge) && !(await applyOne(deps, rejudge, shadow))) return false;
    }
  }
  const settled = new Set<string>();
  for await (const page of pagesOf(store.rejudgeEffects.find, { rejudgeId: rejudge.id, kind: 'submission' })) {
    for (const effect of page) {
      if (effect.kind !== 'submission' || effect.attemptId === null || settled.has(effect.attemptId)) continue;
      settled.add(effect.attemptId);
      await deps.settleAttempt(effect.attemptId).catch((error) => {
        if (!isAppError(error, 'NOT_FOUND')) throw error;
      });
    }
  }
  await announceAll(deps, rejudge);
  return true;
}

/** Once every attempt is counted, so that what is told holds. */
async function announceAll({ store, announceRescore }: ApplyingDeps, { id }: Rejudge): Promise<void> {
  for await (const page of pagesOf(store.rejudgeEffects.find, { rejudgeId: id, kind: 'attempt' })) {
    for (const effect of page) {
      if (effect.kind === 'attempt') await announceRescore(effect.attemptId, { id, before: effect.before });
    }
  }
}

async function applyOne(deps: ApplyingDeps, rejudge: Rejudge, shadow: Graded): Promise<boolean> {
  const { store } = deps;
  for (let n = 0; n < tries; n++) {
    const original = shadow.of === null ? null : await store.submissions.get(shadow.of);
    if ((await store.rejudges.get(rejudge.id))?.state !== 'applying') return false;
    if (original?.result == null || original.problemVersion === rejudge.toVersion) return true;
    await keepPast(deps, rejudge, original as Graded);
    await replaceRuns(store, original.id, shadow.id);
    const { result, receipt, problemVersion } = shadow;
    try {
      await store.submissions.update(original.id, original.rev, { result, receipt, problemVersion });
      return true;
    } catch (error) {
      if (!isAppError(error, 'CONFLICT')) throw error;
    }
  }
  throw new AppError('CONFLICT', `Submission ${shadow.of} changes too fast to be given its new result.`);
}

/** Once for each rejudge. */
async function keepPast({ store, clock }: ApplyingDeps, rejudge: Rejudge, original: Graded): Promise<void> {
  const { id: submissionId, problemVersion, result, receipt } = original;
  for (let n = 0; n < tries; n++) {
    const past = await pastOf(store, submissionId);
    if (past.some(({ rejudgeId }) => rejudgeId === rejudge.id)) return;
    const replacedAt = clock.now().toISOString();
    const id = `${submissionId}/${past.length + 1}`;
    try {
      const kept = { id, rev: 1, submissionId, problemVersion, result, receipt, replacedAt, rejudgeId: rejudge.id };
      await store.pastResults.insert(kept);
      return;
    } catch (error) {
      if (!isAppError(error, 'DUPLICATE')) throw error;
    }
  }
  throw new AppError('CONFLICT', `The past results of submission ${submissionId} change too fast.`);
}

/** Oldest first. */
export async function pastOf({ pastResults }: Pick<Store, 'pastResults'>, submissionId: string): Promise<PastResult[]> {
  const all: PastResult[] = [];
  for await (const page of pagesOf(pastResults.find, { submissionId })) all.push(...page);
  return all.toSorted((a, b) => numberOf(a) - numberOf(b));
}

function numberOf({ id, submissionId }: Pick<PastResult, 'id' | 'submissionId'>): number {
  return Number(id.slice(submissionId.length + 1));
}

/** The outputs that people see beside a result are those that it was made of. */
async function replaceRuns({ runs }: Pick<Store, 'runs'>, submissionId: string, shadowId: string): Promise<void> {
  const stale = new Set<string>();
  for await (const page of pagesOf(runs.find, { submissionId })) for (const { id } of page) stale.add(id);
  for await (const page of pagesOf(runs.find, { submissionId: shadowId })) {
    const moved = page.map((run) => ({ ...run, id: `${submissionId}${run.id.slice(shadowId.length)}`, submissionId }));
    for (const { id } of moved) stale.delete(id);
    if (moved.length > 0) await runs.put(...moved);
  }
  for (const id of stale) await runs.delete(id);
}
