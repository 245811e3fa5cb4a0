import { type Signal, signal } from '@preact/signals';
import type { CopyView } from '../../../../api/schemas/authoring/working-copy.ts';
import { ApiError, type Ask, ask } from '../../shared/api.ts';
import { type Failure, failureOf } from '../../shared/failure.ts';
import { can } from '../session.ts';
import { type Watch, watchedBy } from './watched.ts';

/**
 * A working copy as one author has it before them: what the server has, and what was typed and is not saved yet. Typed
 * text outlives its form, and the page as long as it is not reloaded.
 */
export interface Desk {
  slug: string;
  view: Signal<CopyView | null>;
  /** Grows with every revision that is seen. */
  round: Signal<number>;
  error: Signal<Failure | null>;
  /** Somebody else has changed it: nothing can be saved before it is loaded again. */
  stale: Signal<boolean>;
  etag(): string;
  load(): Promise<void>;
  /** From the revision that was seen. One change waits for the one before. */
  change(method: Change['method'], part: string, body?: unknown): Promise<void>;
  /** One after the other; what was done before one fails, or all is stopped, stays. */
  changeAll(changes: readonly Change[], watch?: Watch): Promise<void>;
  /** What was typed under this name; `null`: nothing that is not saved. */
  draft<T>(name: string): Signal<T | null>;
  /** What is new, for the next version. */
  note: Signal<string>;
  /** Which file is open among Files. */
  file: Signal<string | null>;
  /** Under which names something is typed and not saved. */
  unsaved(): string[];
}

/** Who may not sees everything, and no button that would be refused. */
export const mayWrite = () => can('problems:write');

export interface Change {
  method: NonNullable<Ask['method']>;
  part: string;
  body?: unknown;
  /** Of a body that is no JSON. */
  type?: string;
}

const desks = new Map<string, Desk>();

export function deskOf(slug: string): Desk {
  const desk = desks.get(slug) ?? createDesk(slug);
  desks.set(slug, desk);
  return desk;
}

/** When its working copy was thrown away: what was typed goes with it. */
export function forgetDesk(slug: string): void {
  desks.delete(slug);
  for (const [key, draft] of drafts) if (key.startsWith(`${slug} `)) draft.value = null;
}

export const urlOf = (slug: string, part = '') =>
  `/api/authoring/problems/${slug}${part && `/${part.split('/').map(encodeURIComponent).join('/')}`}`;

const drafts = new Map<string, Signal<unknown>>();

/** Before the page is left for good. */
addEventListener('beforeunload', (event) => {
  if ([...drafts.values()].some(({ value }) => value !== null)) event.preventDefault();
});

function createDesk(slug: string): Desk {
  const view = signal<CopyView | null>(null);
  const round = signal(0);
  const error = signal<Failure | null>(null);
  const stale = signal(false);
  let etag = '';
  let last: Promise<unknown> = Promise.resolve();

  async function load() {
    try {
      const answer = await ask<CopyView>(urlOf(slug));
      etag = answer.etag ?? '';
      view.value = answer.body;
      error.value = null;
      stale.value = false;
      round.value += 1;
    } catch (thrown) {
      error.value = failureOf(thrown);
    }
  }

  async function changeOne({ method, part, body, type }: Change, watch: Watch | undefined) {
    const headers = { 'if-match': etag, ...(type && { 'content-type': type }) };
    try {
      const answer = await ask(urlOf(slug, part), { method, body, headers, ...(watch && watchedBy(watch)) });
      etag = answer.etag ?? etag;
    } catch (thrown) {
      if (!(thrown instanceof ApiError) || thrown.status !== 412) throw thrown;
      stale.value = true;
      throw new ApiError({
        status: 412,
        code: thrown.code,
        detail:
          'Somebody else has changed this problem meanwhile, so this was not saved. What you typed is still here.',
      });
    }
  }

  function inTurn(work: () => Promise<void>) {
    const next = last.catch(() => {}).then(work);
    last = next;
    return next;
  }

  const changeAll: Desk['changeAll'] = (changes, watch) =>
    inTurn(async () => {
      let done = 0;
      try {
        for (const one of changes) {
          watch?.onStep(done, changes.length);
          await changeOne(one, watch);
          done += 1;
        }
      } finally {
        // What was typed stays where nothing was changed. What was stopped may have been done.
        if (done > 0 || watch?.signal.aborted) await load();
      }
    });

  return {
    ...{ slug, view, round, error, stale, load, note: signal(''), file: signal<string | null>(null) },
    etag: () => etag,
    changeAll,
    change: (method, part, body) => changeAll([{ method, part, body }]),
    draft<T>(name: string) {
      const key = `${slug} ${name}`;
      const draft = drafts.get(key) ?? signal<unknown>(null);
      drafts.set(key, draft);
      return draft as Signal<T | null>;
    },
    unsaved: () =>
      [...drafts].flatMap(([key, { value }]) =>
        value !== null && key.startsWith(`${slug} `) ? [wordsFor(key.slice(slug.length + 1))] : [],
      ),
  };
}

function wordsFor(name: string): string {
  if (name === 'solution ') return 'a new solution';
  const [, group] = /^case (.+)\/$/.exec(name) ?? [];
  return group === undefined ? name : `a new case of ${group}`;
}
