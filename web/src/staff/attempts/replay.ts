import type { TimelineList } from '../../../../api/schemas/review/attempt-timeline.ts';
import type { SourceFile } from '../../../../engine/model/submission.ts';

export type Entry = TimelineList['items'][number];
export type Edit = Extract<Entry['data'], { delta: unknown }> & { at: string; problem: string };

/** The drafts of an attempt, each with its edits in the order of its saves: see engine/assess/replay.ts. */
export function draftsOf(entries: readonly Entry[]): Map<string, Edit[]> {
  const drafts = new Map<string, Edit[]>();
  for (const { at, problem, data } of entries) {
    if (data.kind !== 'edit' || problem === null) continue;
    const key = `${problem}/${data.runtime}`;
    const edits = drafts.get(key) ?? [];
    if (edits.push({ ...data, at, problem }) === 1) drafts.set(key, edits);
  }
  for (const [key, edits] of drafts)
    drafts.set(
      key,
      edits.toSorted((a, b) => a.draftRev - b.draftRev),
    );
  return drafts;
}

export interface Shown {
  files: SourceFile[];
  /** What the last edit brought: lines from 1. */
  touched: { file: string; fromLine: number; toLine: number } | null;
  /** False when edits are missing: then it is a guess. */
  whole: boolean;
}

/** A draft after its first edits. */
export function draftAfter(edits: readonly Edit[]): Shown {
  const texts = new Map<string, string>();
  let whole = true;
  let rev = 0;
  for (const { file, delta, draftRev } of edits) {
    const text = texts.get(file) ?? '';
    const fits = delta.at + delta.removed <= text.length;
    if (!fits || draftRev > rev + 1) whole = false;
    if (fits) texts.set(file, text.slice(0, delta.at) + delta.inserted + text.slice(delta.at + delta.removed));
    rev = draftRev;
  }
  const files = [...texts].filter(([, content]) => content !== '').map(([name, content]) => ({ name, content }));
  return { files, touched: touchedBy(edits.at(-1), texts), whole };
}

function touchedBy(edit: Edit | undefined, texts: ReadonlyMap<string, string>): Shown['touched'] {
  if (edit === undefined) return null;
  const { file, delta } = edit;
  const before = (texts.get(file) ?? '').slice(0, delta.at);
  const fromLine = before.split('\n').length;
  return { file, fromLine, toLine: fromLine + delta.inserted.trimEnd().split('\n').length - 1 };
}
