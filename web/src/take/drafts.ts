import { computed, signal } from '@preact/signals';
import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import type { DraftList, DraftSaved } from '../../../api/schemas/candidate/draft.ts';
import { ApiError, ask, get, wordsOf } from '../shared/api.ts';
import { visible } from '../shared/text.tsx';
import { tell } from '../shared/toasts.tsx';
import { isAway } from './again.ts';
import { attempt as attemptNow, doubt, refresh } from './attempt.ts';
import { createDraft, type Draft, type SaveOutcome, type Stored } from './draft.ts';
import { keeperOf, keptPlaces } from './kept.ts';
import { type Files, sameFiles } from './same-files.ts';

/** The drafts of the attempt: by problem and runtime, made when they are first shown. */

const opened = signal<ReadonlyMap<string, Draft>>(new Map());
let stored = new Map<string, DraftList['items'][number]>();

const keyOf = (problem: string, runtime: string) => `${problem}/${runtime}`;

/** What the server has. Those that are shown already and have nothing of their own follow. */
export async function loadDrafts(): Promise<void> {
  const { items } = await get<DraftList>('/api/attempt/drafts');
  stored = new Map(items.map((item) => [keyOf(item.problem, item.runtime), item]));
  for (const [key, draft] of opened.value) {
    const item = stored.get(key);
    if (item !== undefined) draft.renew(item);
  }
}

/** The runtime in which something was typed last. */
export function lastRuntimeOf(problem: string): string | null {
  const items = [...stored.values()].filter((item) => item.problem === problem);
  return items.sort((a, b) => b.savedAt.localeCompare(a.savedAt))[0]?.runtime ?? null;
}

/** Names the attempt in this browser's storage. */
export const scopeOf = ({ id }: AttemptView): string => id;

/** Opens what was put aside in this browser, so that it is saved also when it is not looked at. */
export function reviveKept(attempt: AttemptView): void {
  for (const { problem, runtime } of keptPlaces(scopeOf(attempt))) draftOf({ attempt, problem, runtime, starter: [] });
}

export interface DraftPlace {
  attempt: AttemptView;
  problem: string;
  runtime: string;
  starter: Files;
}

export function draftOf({ attempt, problem, runtime, starter }: DraftPlace): Draft {
  const key = keyOf(problem, runtime);
  const known = opened.peek().get(key);
  if (known !== undefined) return known;
  const keeper = keeperOf(scopeOf(attempt), key, fullOnce);
  const kept = keeper.find();
  const item = stored.get(key);
  const saved = item?.files ?? starter;
  const deps = { ...keeper, save: saverOf(problem, runtime) };
  const draft =
    kept === null || sameFiles(kept.files, saved)
      ? createDraft(deps, { files: saved, revision: item?.revision ?? 0, sent: [], saved })
      : createDraft(deps, { ...kept, saved: item?.revision === kept.revision ? saved : null });
  opened.value = new Map([...opened.peek(), [key, draft]]);
  return draft;
}

let isFull = false;
function fullOnce(): void {
  if (!isFull) tell('error', 'This browser keeps nothing more. Do not close this page before everything is saved.');
  isFull = true;
}

function saverOf(problem: string, runtime: string) {
  const path = `/api/attempt/drafts/${encodeURIComponent(problem)}/${encodeURIComponent(runtime)}`;
  return async (files: Files, revision: number, keepalive: boolean): Promise<SaveOutcome> => {
    try {
      const asked = { method: 'PUT', body: { files, revision }, keepalive } as const;
      const { body } = await ask<DraftSaved>(path, asked);
      const entry = attemptNow.peek()?.problems.find(({ slug }) => slug === problem);
      if (entry?.state === 'untouched') refresh().catch(() => undefined);
      return { kind: 'saved', revision: body.revision, notGradable: body.notGradable ?? null };
    } catch (error) {
      return outcomeOf(error);
    }
  };
}

function outcomeOf(error: unknown): SaveOutcome {
  const why = wordsOf(error);
  if (isAway(error) || !(error instanceof ApiError)) {
    doubt();
    return { kind: 'offline', why };
  }
  if (error.code === 'ATTEMPT_CLOSED') {
    refresh().catch(() => undefined);
    return { kind: 'closed', why };
  }
  if (error.code === 'CONFLICT') {
    const current = error.more.current as Stored | undefined;
    return current === undefined ? { kind: 'later', why } : { kind: 'conflict', current };
  }
  return { kind: error.status === 429 ? 'later' : 'refused', why };
}

export const unsaved = computed(() =>
  [...opened.value].filter(([, draft]) => draft.state.value !== 'saved').map(([key, draft]) => ({ key, draft })),
);

/** `Template Check, Python 3.13` */
export function placeWords({ problems, runtimes }: AttemptView, key: string): string {
  const [slug, id] = key.split('/');
  const name = visible(problems.find((one) => one.slug === slug)?.name ?? slug ?? '');
  return `${name}, ${runtimes.find((one) => one.id === id)?.title ?? id}`;
}

/** Everything that waits, now. */
export async function saveAll(options: { keepalive?: boolean } = {}): Promise<void> {
  await Promise.all(unsaved.peek().map(({ draft }) => draft.save(options)));
}
