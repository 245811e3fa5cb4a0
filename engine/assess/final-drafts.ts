import { AppError, isAppError } from '../errors.ts';
import type { Intake } from '../intake/intake.ts';
import type { Log } from '../log.ts';
import type { Attempt, Draft } from '../model/attempt.ts';
import type { Submission } from '../model/submission.ts';
import { each } from '../pages.ts';
import type { Clock, Store } from '../ports.ts';
import { type AllowedDeps, problemIfHad } from './allowed.ts';

export interface FinalDraftsDeps extends Pick<AllowedDeps, 'problems'> {
  store: Pick<Store, 'drafts' | 'submissions'>;
  intake: Pick<Intake, 'submit'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
}

/** How long an ending waits for a problem that cannot be had. */
const patienceMs = 10 * 60_000;

/** A draft can have some megabytes. */

/**
 * Hands in the last draft of each problem, unless it is blank or was submitted as it is. Once only, however often it is
 * called. Throws when it could not be done now: then it is to be called again. A problem that cannot be had is waited for a
 * while, and then its draft is handed in all the same, for somebody to grade it later. Returns which those are.
 */
export async function handInDrafts(deps: FinalDraftsDeps, attempt: Attempt): Promise<string[]> {
  const missing: string[] = [];
  let isWaiting = false;
  for (const { slug, version } of attempt.rules.problems) {
    const isMissing = (await problemIfHad(deps, attempt.rules, slug)) === null;
    if (isMissing) missing.push(slug);
    const draft = await lastDraft(deps, attempt.id, slug);
    if (draft === null || isBlank(draft) || (await isSubmitted(deps, draft))) continue;
    if (isMissing && !isLongOver(attempt, deps.clock.now())) isWaiting = true;
    else await handIn(deps, { attempt, draft, version, isMissing });
  }
  if (isWaiting)
    throw new AppError('GONE', `The fixed version of ${missing.join(', ')} cannot be had: it is waited for.`);
  return missing;
}

function isLongOver({ endedAt }: Attempt, now: Date): boolean {
  return endedAt !== null && now.getTime() - Date.parse(endedAt) >= patienceMs;
}

/** Over the runtimes, whichever was saved last. */
async function lastDraft({ store }: FinalDraftsDeps, attemptId: string, problem: string): Promise<Draft | null> {
  let last: Draft | null = null;
  for await (const draft of each(store.drafts.find, { attemptId })) {
    if (draft.problem === problem && (last === null || draft.savedAt >= last.savedAt)) last = draft;
  }
  return last;
}

function isBlank({ files }: Draft): boolean {
  return files.every(({ content }) => content.trim() === '');
}

/** Whether the last submission of its problem has the same source. */
async function isSubmitted({ store }: FinalDraftsDeps, draft: Draft): Promise<boolean> {
  const { attemptId, problem } = draft;
  const { items } = await store.submissions.find({
    where: { attemptId, problem, kind: 'submit', state: { in: ['queued', 'compiling', 'running', 'done'] } },
    order: 'desc',
    limit: 1,
  });
  const [last] = items;
  return last !== undefined && last.runtime === draft.runtime && sourceOf(last) === sourceOf(draft);
}

function sourceOf({ files }: Pick<Submission, 'files'>): string {
  const pairs = files.map(({ name, content }) => [name, content] as const);
  return JSON.stringify(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

async function handIn(
  { intake, log }: FinalDraftsDeps,
  given: { attempt: Attempt; draft: Draft; version: string; isMissing: boolean },
): Promise<void> {
  const { id, rules } = given.attempt;
  const { problem, runtime, files } = given.draft;
  try {
    await intake.submit({
      ...{ problem, runtime, files, createdBy: 'system' },
      runAll: rules.feedback === 'samples',
      attempt: { id, problemVersion: given.version },
      evenWithoutProblem: given.isMissing,
      // No header can carry a space, so nobody else has this key.
      idempotencyKey: `final ${id} ${problem}`,
    });
  } catch (error) {
    // It was handed in before, and a save that was late changed the draft since.
    if (isAppError(error, 'IDEMPOTENCY_MISMATCH')) return;
    const isRefused = isAppError(error, 'BAD_REQUEST') || isAppError(error, 'TOO_LARGE');
    // The version of the problem cannot be had: nothing is lost by waiting for it.
    if (!isRefused || error.field === '/problem') throw error;
    log.warn({ attemptId: id, problem, reason: error.message }, 'A last draft is no program that can be graded');
  }
}
