import type { Receipt } from './receipt.ts';
import type { GradeResult } from './submission.ts';
import type { Verdict } from './verdict.ts';

/** Grades finished submissions again with another version of their problem, aside; then the results are put in place, or not. */
export interface Rejudge {
  id: string;
  rev: number;
  problem: string;
  toVersion: string;
  /** Of one assessment only; `null`: of every submission of the problem. */
  assessmentId: string | null;
  state: 'computing' | 'ready' | 'applying' | 'applied' | 'dropped';
  /** The problem while it is open (neither applied nor dropped), else `null`; unique, so that a problem has one at a time. */
  open: string | null;
  /** Whether every submission has its shadow; until then `total` is at most that many. */
  listed: boolean;
  /** How many submissions. */
  total: number;
  /** When ready. */
  preview: RejudgePreview | null;
  reason: string;
  createdAt: string;
  createdBy: string;
  decidedAt: string | null;
  decidedBy: string | null;
}

/** What it would change, in figures. */
export interface RejudgePreview {
  /** Submissions by verdict before and after; after is `null` where it could not be graded, and stays as it is. */
  verdicts: { before: Verdict; after: Verdict | null; count: number }[];
  /** Submissions by what becomes of their score; `kept` could not be graded. */
  scores: { raised: number; lowered: number; same: number; kept: number };
  /** Sum of the scores of those that were graded. */
  scoreBefore: number;
  scoreAfter: number;
  /** Attempts that one of the changed submissions is of. */
  attempts: { changed: number; nowPass: number; nowFail: number };
}

export interface Scored {
  verdict: Verdict;
  score: number;
}

/** One thing that changes, or that could not be graded: id `<rejudge>/<kind>/<id of the submission or attempt>`. */
export type RejudgeEffect = { id: string; rev: number; rejudgeId: string } & (
  | { kind: 'submission'; submissionId: string; attemptId: string | null; before: Scored; after: Scored | null }
  | { kind: 'attempt'; attemptId: string; before: AttemptScore; after: AttemptScore }
);

export interface AttemptScore {
  score: number | null;
  passed: boolean | null;
}

/** A result that another one took the place of: id `<submission>/<n>`, n from 1. */
export interface PastResult {
  id: string;
  rev: number;
  submissionId: string;
  problemVersion: string;
  result: GradeResult;
  receipt: Receipt | null;
  replacedAt: string;
  rejudgeId: string;
}
