import type { TimelineEntry } from '../model/attempt.ts';
import type { SourceFile } from '../model/submission.ts';
import { applyDelta } from './delta.ts';

/** A draft as it was at an instant. */
export interface Replayed {
  problem: string;
  runtime: string;
  draftRev: number;
  savedAt: string;
  /** In order of their names. A file that was emptied and one that was taken away are the same here: neither is listed. */
  files: SourceFile[];
  /** False when edits are missing, for their number had reached its bound: then `files` is a guess. */
  whole: boolean;
}

type Edit = Extract<TimelineEntry['data'], { kind: 'edit' }> & { at: string };

/**
 * What the candidate's drafts were, from all entries of a timeline until an instant (ISO 8601, included). The edits of one
 * save share its `draftRev`, and each save follows the one before; else something is missing.
 */
export function replay(entries: Iterable<TimelineEntry>, until?: string): Replayed[] {
  const drafts = new Map<string, { problem: string; runtime: string; edits: Edit[] }>();
  for (const { at, problem, data } of entries) {
    if (data.kind !== 'edit' || problem === null || (until !== undefined && at > until)) continue;
    const key = `${problem}/${data.runtime}`;
    const draft = drafts.get(key) ?? { problem, runtime: data.runtime, edits: [] };
    drafts.set(key, draft);
    draft.edits.push({ ...data, at });
  }
  return [...drafts.values()].map(replayed);
}

function replayed({ problem, runtime, edits }: { problem: string; runtime: string; edits: Edit[] }): Replayed {
  const texts = new Map<string, string>();
  let whole = true;
  let rev = 0;
  let savedAt = '';
  // By the saves, not by the instants: two servers' clocks may differ.
  for (const { draftRev, file, delta, at } of edits.toSorted((a, b) => a.draftRev - b.draftRev)) {
    const text = applyDelta(texts.get(file) ?? '', delta);
    if (draftRev > rev + 1 || text === null) whole = false;
    if (text !== null) texts.set(file, text);
    rev = draftRev;
    savedAt = at;
  }
  return { problem, runtime, draftRev: rev, savedAt, files: filesOf(texts), whole };
}

function filesOf(texts: ReadonlyMap<string, string>): SourceFile[] {
  return [...texts]
    .filter(([, content]) => content !== '')
    .map(([name, content]) => ({ name, content }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
