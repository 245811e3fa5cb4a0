import type { TimelineEntry } from '../model/attempt.ts';
import type { Activity } from '../model/scorecard.ts';

/*
 * Theory of operation. Somebody works on a problem between two things that they did on it, one right after the other: edits,
 * pastes, runs, submissions. A gap of more than two minutes, a pause, and the way from one problem to another count for
 * none. So it is a lower bound, and no moment counts twice.
 */

const longestGapMs = 2 * 60_000;

export interface Timeline {
  byProblem: Map<string, Activity>;
  /** Of all problems, and of none. */
  focusLosses: number;
  pastes: number;
}

export const noActivity: Activity = {
  spentMs: 0,
  firstAt: null,
  lastAt: null,
  edits: 0,
  runs: 0,
  submissions: 0,
  pastes: 0,
  pastedChars: 0,
  focusLosses: 0,
};

/** Folds the entries of one attempt, in the order of their ids, however many at a time. */
export function timelineFold(): { add(entries: readonly TimelineEntry[]): void; result(): Timeline } {
  const timeline: Timeline = { byProblem: new Map(), focusLosses: 0, pastes: 0 };
  let last: { problem: string; atMs: number } | null = null;

  const add = ({ at, problem, data }: TimelineEntry) => {
    if (data.kind === 'paused' || data.kind === 'ended') last = null;
    if (data.kind === 'blurred') timeline.focusLosses += 1;
    if (data.kind === 'paste') timeline.pastes += 1;
    if (problem === null) return;
    const activity = timeline.byProblem.get(problem) ?? { ...noActivity };
    timeline.byProblem.set(problem, activity);
    count(activity, data);
    if (!isWork(data)) return;
    const atMs = Date.parse(at);
    const gapMs = last?.problem === problem ? atMs - last.atMs : 0;
    if (gapMs > 0 && gapMs <= longestGapMs) activity.spentMs += gapMs;
    activity.firstAt ??= at;
    activity.lastAt = at;
    last = { problem, atMs };
  };

  return { add: (entries) => entries.forEach(add), result: () => timeline };
}

function isWork({ kind }: TimelineEntry['data']): boolean {
  return kind === 'edit' || kind === 'paste' || kind === 'run' || kind === 'submit';
}

function count(activity: Activity, data: TimelineEntry['data']): void {
  switch (data.kind) {
    case 'edit':
      activity.edits += 1;
      return;
    case 'paste':
      activity.pastes += 1;
      activity.pastedChars += data.sizeChars;
      return;
    case 'blurred':
      activity.focusLosses += 1;
      return;
    case 'run':
      activity.runs += 1;
      return;
    case 'submit':
      activity.submissions += 1;
      return;
    case 'opened':
    case 'started':
    case 'focused':
    case 'paused':
    case 'resumed':
    case 'credited':
    case 'extended':
    case 'ended':
    case 'note':
      return;
    default:
      data satisfies never;
  }
}
