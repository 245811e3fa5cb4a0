import Type, { type Static } from 'typebox';
import type { AssessmentRules } from './assessment.ts';
import type { SourceFile } from './submission.ts';
import type { Verdict } from './verdict.ts';

/**
 * `ready`: opened, not begun · `running` · `paused`: its clock stands still · `ending`: closed, its last drafts are being
 * handed in · `grading`: waits for the results · `finished`.
 */
export const AttemptState = Type.Enum(['ready', 'running', 'paused', 'ending', 'grading', 'finished']);
export type AttemptState = Static<typeof AttemptState>;

/** A time in which the clock stood still. Where several overlap, the time counts once. */
export interface ClockStop {
  /** `pause` by a reviewer; `outage`: we were down; `queue`: a submission waited for more than 30 s of the queue's making. */
  kind: 'pause' | 'outage' | 'queue';
  from: string;
  /** `null`: still standing. */
  to: string | null;
  /** In words, shown to staff and candidate. */
  reason: string;
  /** `staff:<id>`, `key:<id>` or `system`. */
  by: string;
  /** Of a pause: who let the clock go on. Not there while it stands, nor when the attempt ended in it. */
  resumedBy?: string;
  /** What it is for, so that it is never given twice: an outage's id, a submission's id. */
  key: string;
}

/** How an attempt stands with one problem. */
export interface Standing {
  problem: string;
  /** The submission that counts: the best one, the first of several that are as good. */
  best: string | null;
  verdict: Verdict | null;
  /** Points, of `maxPoints`. */
  points: number;
  maxPoints: number;
  submissions: number;
}

export const Decision = Type.Enum(['advance', 'reject', 'hold']);
export type Decision = Static<typeof Decision>;

export interface DecisionEntry {
  id: string;
  decision: Decision;
  reason: string;
  by: string;
  byName: string;
  at: string;
}

/** One person's timed sitting. Small, for lists of thousands: what is large is in other collections. */
export interface Attempt {
  id: string;
  rev: number;
  /** Never shown with it: invitations have names. */
  invitationId: string;
  assessmentId: string;
  assessmentVersion: number;
  rules: AssessmentRules;
  name: string;
  email: string;
  /** Name and e-mail in lower case, to be searched. */
  search: string;
  state: AttemptState;
  extraTimePercent: number;
  /** Given by a reviewer during the attempt. */
  addedMs: number;
  stops: ClockStop[];
  startedAt: string | null;
  /** When the time is up, all in all, as far as known; `null` before the start and while it is paused. */
  endsAt: string | null;
  endedAt: string | null;
  endedBy: 'candidate' | 'time' | 'reviewer' | null;
  finishedAt: string | null;
  /** `cohortOf(attempt)`, set together with the state `finished`; `null` before. Its score is compared with those that have the same. */
  cohort: string | null;
  standings: Standing[];
  /** Points; `null` until something is graded. */
  score: number | null;
  maxScore: number;
  passed: boolean | null;
  /** The last of `decisions`. */
  decision: Decision | null;
  decisions: DecisionEntry[];
  /** Something about it is to be told to webhooks. */
  unannounced: boolean;
}

/** Attempts at one version of an assessment. */
export function cohortOf({
  assessmentId,
  assessmentVersion,
}: Pick<Attempt, 'assessmentId' | 'assessmentVersion'>): string {
  return `${assessmentId}/${assessmentVersion}`;
}

/** What a candidate has typed, for one problem in one runtime: id `<attempt>/<problem>/<runtime>`. Its rev counts the saves. */
export interface Draft {
  id: string;
  rev: number;
  attemptId: string;
  problem: string;
  runtime: string;
  files: SourceFile[];
  savedAt: string;
  /** What its last save changed, as it goes into the timeline afterwards: whoever saves next sees to it that it is there. */
  trail: TimelineEntry[];
  /** Of all its edits in the timeline: bounds what one draft can fill it with. */
  recordedChars: number;
}

/** Text changes as one replacement: at `at`, `removed` UTF-16 units go and `inserted` comes. */
export interface Delta {
  at: number;
  removed: number;
  inserted: string;
}

/** What happened in an attempt, at an instant of the server. */
export type TimelineData =
  | { kind: 'opened' | 'started' }
  | { kind: 'edit'; runtime: string; file: string; draftRev: number; delta: Delta }
  | { kind: 'paste'; sizeChars: number; text: string; cut: boolean }
  | { kind: 'blurred' | 'focused' }
  | { kind: 'run' | 'submit'; submissionId: string; runtime: string; final: boolean }
  | { kind: 'paused' | 'resumed'; reason: string; by: string }
  | { kind: 'credited'; ms: number; reason: string }
  | { kind: 'extended'; minutes: number; reason: string; by: string }
  | { kind: 'ended'; by: 'candidate' | 'time' | 'reviewer' }
  /** What whoever reads the timeline has to know of it, such as that a bound was reached. */
  | { kind: 'note'; text: string };

/** Id `<attempt>/<uuid 7>`: sorts by time. */
export interface TimelineEntry {
  id: string;
  rev: number;
  attemptId: string;
  at: string;
  problem: string | null;
  data: TimelineData;
}
