import { AppError, isAppError } from '../errors.ts';
import { acceptFiles, acceptSource } from '../intake/source.ts';
import type { Attempt, Draft, TimelineData, TimelineEntry } from '../model/attempt.ts';
import { defaultLimits } from '../model/limits.ts';
import type { SourceFile } from '../model/submission.ts';
import type { Clock, Store } from '../ports.ts';
import { type AllowedDeps, allowedRuntime, problemIfHad, runtimesOf } from './allowed.ts';
import { editsOf, sameFiles } from './edits.ts';
import { mustTakeDrafts } from './open.ts';

/*
 * Theory of operation. What a candidate has typed is one document for each problem and runtime, and its revision counts the
 * saves. A save names the revision that it was made from: another one in the store is a conflict, which tells what is there,
 * so that of two tabs none loses an edit. Saving what is there already succeeds whatever it was made from: a request whose
 * answer was lost may come again.
 *
 * The document holds the edits of its last save as well (`trail`), and they go into the timeline right afterwards. Whoever
 * saves next puts them there first, unless this process knows that it did; their ids are fixed, so twice is once. A crash
 * between the two writes thus loses neither the text nor the edit, and playing the timeline again always ends in the draft.
 */

export interface DraftSave {
  attemptId: string;
  problem: string;
  runtime: string;
  files: readonly SourceFile[];
  /** Of the draft that it was made from; 0 for the first. */
  revision: number;
}

export interface DraftSaved {
  revision: number;
  savedAt: string;
  /** In words, why it would not be graded as it is; not there when it would, or is blank. */
  notGradable?: string;
}

export interface Drafts {
  /**
   * Resolves when it is stored. Throws CONFLICT with `current` (revision, files, savedAt), ATTEMPT_CLOSED, NOT_FOUND,
   * BAD_REQUEST or TOO_LARGE with the field at fault.
   */
  save(save: DraftSave): Promise<DraftSaved>;
  /** All of an attempt. */
  list(attemptId: string): Promise<Draft[]>;
  /** Whether something was typed for this problem. */
  has(attemptId: string, problem: string): Promise<boolean>;
  /** Puts into the timeline what a crash has kept from it. */
  settleTrails(attemptId: string): Promise<void>;
}

export interface DraftDeps extends AllowedDeps {
  store: Pick<Store, 'attempts' | 'drafts' | 'timeline'>;
  clock: Pick<Clock, 'now'>;
  newId(): string;
}

/** Drafts may be larger than submissions: someone may be about to delete half of it. */
const roomFactor = 2;

/** What one draft can put into the timeline, in characters; each edit counts some by itself. */
const mostRecordedChars = 32 * 1024 * 1024;
const charsOfAnEdit = 200;

/** Draft ids: problems of an assessment times runtimes are few. */
const mostDrafts = 500;
const mostRemembered = 10_000;
const saveTries = 5;

export function createDrafts(deps: DraftDeps): Drafts {
  const { store } = deps;
  /** By the draft's id: the revision whose trail is known to be in the timeline. */
  const recorded = new Map<string, number>();

  const record = async (draft: Draft) => {
    if (recorded.get(draft.id) === draft.rev) return;
    if (draft.trail.length > 0) await store.timeline.put(...draft.trail);
    recorded.delete(draft.id);
    recorded.set(draft.id, draft.rev);
    if (recorded.size > mostRemembered) recorded.delete(recorded.keys().next().value ?? draft.id);
  };

  const list = async (attemptId: string) =>
    (await store.drafts.find({ where: { attemptId }, limit: mostDrafts })).items;

  return {
    async save(save) {
      const id = `${save.attemptId}/${save.problem}/${save.runtime}`;
      for (let tries = 0; tries < saveTries; tries++) {
        const current = await store.drafts.get(id);
        if (current) await record(current);
        if (current && sameFiles(current.files, save.files)) return savedOf(deps, current);
        const files = await acceptDraft(deps, save);
        if ((current?.rev ?? 0) !== save.revision) throw changed(current);
        const saved = await write(deps, { ...save, id, files }, current);
        if (saved === null) continue;
        await record(saved);
        await mustStillBeOpen(deps, save.attemptId);
        return savedOf(deps, saved);
      }
      throw new AppError('CONFLICT', 'The draft changes too fast to be saved: try again.');
    },
    list,
    has: async (attemptId, problem) => (await store.drafts.count({ where: { attemptId, problem } })) > 0,
    async settleTrails(attemptId) {
      for (const draft of await list(attemptId)) await record(draft);
    },
  };
}

async function acceptDraft(deps: DraftDeps, { attemptId, problem, runtime, files }: DraftSave): Promise<SourceFile[]> {
  const attempt = await attemptOf(deps, attemptId);
  mustTakeDrafts(attempt, deps.clock.now());
  const { rules } = attempt;
  // What is typed is kept, also while the problem cannot be had.
  const { languages, limits } = (await problemIfHad(deps, rules, problem)) ?? {
    languages: null,
    limits: defaultLimits,
  };
  return acceptFiles(files, {
    runtime: allowedRuntime(runtimesOf(deps, rules, { languages }), runtime),
    sizeLimitKb: limits.sourceSizeLimitKb * roomFactor,
  });
}

/**
 * The attempt may have ended while this was written, and its drafts may have been handed in before. Then it is stored, but
 * nobody is told that it counts.
 */
async function mustStillBeOpen(deps: DraftDeps, attemptId: string): Promise<void> {
  const attempt = await attemptOf(deps, attemptId);
  if (attempt.state !== 'running' && attempt.state !== 'paused') mustTakeDrafts(attempt, deps.clock.now());
}

async function attemptOf({ store }: DraftDeps, id: string): Promise<Attempt> {
  const attempt = await store.attempts.get(id);
  if (attempt === null) throw new AppError('NOT_FOUND', 'There is no such attempt.');
  return attempt;
}

/** `null` when somebody was faster. */
async function write(
  deps: DraftDeps,
  { id, attemptId, problem, runtime, files }: DraftSave & { id: string; files: SourceFile[] },
  current: Draft | null,
): Promise<Draft | null> {
  const savedAt = deps.clock.now().toISOString();
  const draftRev = (current?.rev ?? 0) + 1;
  const spent = current?.recordedChars ?? 0;
  const edits = spent >= mostRecordedChars ? [] : editsOf(current?.files ?? [], files, { runtime, draftRev });
  const recordedChars = edits.reduce((sum, { delta }) => sum + delta.inserted.length + charsOfAnEdit, spent);
  const entry = (data: TimelineData): TimelineEntry => {
    return { id: `${attemptId}/${deps.newId()}`, rev: 1, attemptId, at: savedAt, problem, data };
  };
  const trail = edits.map(entry);
  if (spent < mostRecordedChars && recordedChars >= mostRecordedChars) {
    trail.push(entry({ kind: 'note', text: `Edits in ${runtime} are recorded no further: there are too many.` }));
  }
  try {
    const change = { files, savedAt, trail, recordedChars };
    if (current) return await deps.store.drafts.update(id, current.rev, change);
    const draft: Draft = { id, rev: 1, attemptId, problem, runtime, ...change };
    await deps.store.drafts.insert(draft);
    return draft;
  } catch (error) {
    if (isAppError(error, 'CONFLICT') || isAppError(error, 'DUPLICATE')) return null;
    throw error;
  }
}

async function savedOf(deps: DraftDeps, draft: Draft): Promise<DraftSaved> {
  const why = await whyNotGradable(deps, draft);
  return { revision: draft.rev, savedAt: draft.savedAt, ...(why !== null && { notGradable: why }) };
}

/** At the end nobody is there any more to mend a draft that is no program: so it is told while it is typed. */
async function whyNotGradable(deps: DraftDeps, { attemptId, problem, runtime, files }: Draft): Promise<string | null> {
  const known = deps.runtimes.get(runtime);
  if (known === undefined || files.every(({ content }) => content.trim() === '')) return null;
  const { rules } = await attemptOf(deps, attemptId);
  const { sourceSizeLimitKb } = ((await problemIfHad(deps, rules, problem)) ?? { limits: defaultLimits }).limits;
  try {
    acceptSource({ files }, { runtime: known, sourceSizeLimitKb });
    return null;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return error.message;
  }
}

function changed(current: Draft | null): AppError {
  const now = { revision: current?.rev ?? 0, files: current?.files ?? [], savedAt: current?.savedAt ?? null };
  return new AppError(
    'CONFLICT',
    `The draft is at revision ${now.revision} by now, saved from elsewhere: merge with \`current\`, and save with its revision.`,
    { field: '/revision', more: { current: now } },
  );
}
