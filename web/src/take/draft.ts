import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { digestOf } from './digest.ts';
import { type Files, sameFiles } from './same-files.ts';

/*
 * Theory of operation. What is typed is put aside in this browser at once, and goes to the server some seconds later; what
 * was put aside is dropped when the server has all of it. A save names the revision that it was made from. When another
 * one is stored, that may be our own save whose answer was lost: `sent` are the texts that may have been stored unseen. If it
 * is none of these, somebody else saved, and nothing is sent until the person has chosen. A page that is hidden or out of time
 * does not wait for the save that is under way, so answers may come out of order: revisions only grow, and what an older one
 * says is passed over.
 */

/**
 * `saved` · `unsaved`: typed a moment ago · `saving` · `offline`: no answer · `closed`: the attempt does not take it now ·
 * `refused`: the server will not have it · `conflict`: the person has to choose.
 */
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'offline' | 'closed' | 'refused' | 'conflict';

export interface Stored {
  revision: number;
  files: Files;
  savedAt: string | null;
}

/** What is put aside in this browser. */
export interface Kept {
  files: Files;
  revision: number;
  /** By digest. */
  sent: string[];
}

export type SaveOutcome =
  | { kind: 'saved'; revision: number; notGradable?: string | null }
  | { kind: 'conflict'; current: Stored }
  | { kind: 'offline' | 'closed' | 'refused' | 'later'; why: string };

export interface DraftDeps {
  save(files: Files, revision: number, keepalive: boolean): Promise<SaveOutcome>;
  keep(kept: Kept): void;
  drop(): void;
}

export interface Draft {
  files: ReadonlySignal<Files>;
  state: ReadonlySignal<SaveState>;
  /** In words, when it could not be saved. */
  why: ReadonlySignal<string | null>;
  /** In words, why what was saved would not be graded as it is. */
  notGradable: ReadonlySignal<string | null>;
  conflict: ReadonlySignal<Stored | null>;
  /** Counts what did not come from the editor, which has to show it then. */
  outside: ReadonlySignal<number>;
  /** What was typed. */
  change(files: Files): void;
  /** Puts something into the editor. */
  put(files: Files): void;
  /** Now, with `keepalive` also beside one that is under way. Resolves when the answer is there, whatever it is. */
  save(options?: { keepalive?: boolean }): Promise<void>;
  /** Ends a conflict with what the person has chosen. */
  settle(chosen: Files): Promise<void>;
  /** Takes what another machine has saved, unless there is something of our own. */
  renew(stored: Stored): void;
  isSaved(): boolean;
}

const saveAfterMs = 3_000;
const longestRetryMs = 15_000;
/** An hour of tries. */
const mostSent = 300;

type Failure = Extract<SaveOutcome, { why: string }>;

/** What is known of a draft, and what an answer of the server makes of it. `later` asks for another save. */
function createBook(deps: DraftDeps, first: Kept & { saved: Files | null }, later: (ms: number) => void) {
  const files: Signal<Files> = signal(first.files);
  const why = signal<string | null>(null);
  const notGradable = signal<string | null>(null);
  const conflict = signal<Stored | null>(null);
  const at = { revision: first.revision, sent: first.sent, saved: first.saved, failures: 0 };
  const isSaved = () => at.saved !== null && sameFiles(files.value, at.saved);
  const state = signal<SaveState>(isSaved() ? 'saved' : 'unsaved');
  const keep = () => deps.keep({ files: files.value, revision: at.revision, sent: at.sent });

  const goOn = (afterMs: number) => {
    if (conflict.value !== null) return;
    why.value = null;
    state.value = isSaved() ? 'saved' : 'unsaved';
    if (isSaved()) return deps.drop();
    keep();
    later(afterMs);
  };
  const know = ({ revision, files: saved }: Pick<Stored, 'revision' | 'files'>, afterMs = saveAfterMs) => {
    Object.assign(at, { revision, saved, sent: [], failures: 0 });
    goOn(afterMs);
  };
  const failed = (outcome: Failure) => {
    if (conflict.value !== null) return;
    state.value = outcome.kind === 'later' ? 'unsaved' : outcome.kind;
    why.value = outcome.why;
    if (outcome.kind !== 'closed') later(Math.min(longestRetryMs, saveAfterMs * 2 ** at.failures++));
  };
  const disagree = (current: Stored) => {
    const isOurs = [at.saved ?? [], files.value].some((one) => sameFiles(one, current.files));
    if (isOurs || at.sent.includes(digestOf(current.files))) return know(current, 0);
    conflict.value = current;
    state.value = 'conflict';
  };
  return { files, state, why, notGradable, conflict, at, isSaved, keep, goOn, know, failed, disagree };
}

export function createDraft(deps: DraftDeps, first: Kept & { saved: Files | null }): Draft {
  let going: Promise<void> | null = null;
  let underWay = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (ms: number) => {
    timer ??= setTimeout(() => void draft.save(), ms);
  };
  const book = createBook(deps, first, later);
  const { files, state, conflict, at } = book;

  const send = async (keepalive: boolean) => {
    const text = files.value;
    at.sent = [...new Set([...at.sent, digestOf(text)])].slice(-mostSent);
    book.keep();
    if (state.value === 'unsaved') state.value = 'saving';
    const from = at.revision;
    underWay++;
    const outcome = await deps.save(text, from, keepalive).finally(() => underWay--);
    const isOvertaken = at.revision !== from && !(outcome.kind === 'saved' && outcome.revision > at.revision);
    if (isOvertaken) return book.goOn(0);
    if (outcome.kind === 'saved') {
      book.notGradable.value = outcome.notGradable ?? null;
      book.know({ revision: outcome.revision, files: text });
      // What is under way beside it was made from an older one, and will be refused.
      if (underWay > 0) void draft.save({ keepalive: true });
    } else if (outcome.kind === 'conflict') book.disagree(outcome.current);
    else book.failed(outcome);
  };

  const outside = signal(0);
  const show = (next: Files) => {
    files.value = next;
    outside.value++;
  };

  const draft: Draft = {
    ...{ files, state, why: book.why, notGradable: book.notGradable, conflict, isSaved: book.isSaved, outside },
    change(next) {
      if (sameFiles(next, files.value)) return;
      files.value = next;
      book.keep();
      if (state.value === 'saved' || state.value === 'refused') state.value = 'unsaved';
      later(saveAfterMs);
    },
    put(next) {
      draft.change(next);
      outside.value++;
    },
    async save({ keepalive = false } = {}) {
      clearTimeout(timer);
      timer = undefined;
      // A page that is being left cannot wait for the one that is under way.
      while (going !== null && !keepalive) await going;
      if (conflict.value !== null) return;
      if (book.isSaved()) return book.know({ revision: at.revision, files: files.value });
      const turn = send(keepalive);
      going = turn;
      await turn;
      if (going === turn) going = null;
    },
    async settle(chosen) {
      const stored = conflict.value;
      if (stored === null) return;
      conflict.value = null;
      show(chosen);
      book.know(stored);
      await draft.save();
    },
    renew(stored) {
      if (going !== null || conflict.value !== null || !book.isSaved() || stored.revision <= at.revision) return;
      show(stored.files);
      book.know(stored);
    },
  };
  if (!book.isSaved()) later(0);
  return draft;
}
