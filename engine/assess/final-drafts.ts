import { isAppError } from '../errors.ts';
import type { Intake } from '../intake/intake.ts';
import type { Log } from '../log.ts';
import type { Attempt, Draft } from '../model/attempt.ts';
import type { Submission } from '../model/submission.ts';
import type { Page, Store } from '../ports.ts';

export interface FinalDraftsDeps {
  store: Pick<Store, 'drafts' | 'submissions'>;
  intake: Pick<Intake, 'submit'>;
  log: Log;
}

/** A draft can have some megabytes. */
const draftsAtOnce = 10;

/**
 * Hands in the last draft of each problem, unless it is blank or was submitted as it is. Once only, however often it is
 * called. Throws when it could not be done now: then it is to be called again.
 */
export async function handInDrafts(deps: FinalDraftsDeps, attempt: Attempt): Promise<void> {
  for (const { slug, version } of attempt.rules.problems) {
    const draft = await lastDraft(deps, attempt.id, slug);
    if (draft === null || isBlank(draft) || (await isSubmitted(deps, draft))) continue;
    await handIn(deps, { attempt, draft, version });
  }
}

/** Over the runtimes, whichever was saved last. */
async function lastDraft({ store }: FinalDraftsDeps, attemptId: string, problem: string): Promise<Draft | null> {
  let last: Draft | null = null;
  let after: string | null = null;
  do {
    const page: Page<Draft> = await store.drafts.find({
      where: { attemptId },
      limit: draftsAtOnce,
      ...(after !== null && { after }),
    });
    for (const draft of page.items) {
      if (draft.problem === problem && (last === null || draft.savedAt >= last.savedAt)) last = draft;
    }
    after = page.next;
  } while (after !== null);
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
  { attempt: { id, rules }, draft, version }: { attempt: Attempt; draft: Draft; version: string },
): Promise<void> {
  const { problem, runtime, files } = draft;
  try {
    await intake.submit({
      ...{ problem, runtime, files, createdBy: 'system' },
      runAll: rules.feedback === 'samples',
      attempt: { id, problemVersion: version },
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
