import type { Receipt } from './receipt.ts';
import type { GradeResult } from './submission.ts';

/** Grades finished submissions again with another version of their problem, aside; then the results are put in place, or not. */
export interface Rejudge {
  id: string;
  rev: number;
  problem: string;
  toVersion: string;
  /** Of one assessment only; `null`: of every submission of the problem. */
  assessmentId: string | null;
  state: 'computing' | 'ready' | 'applying' | 'applied' | 'dropped';
  /** How many submissions. */
  total: number;
  reason: string;
  createdAt: string;
  createdBy: string;
  decidedAt: string | null;
  decidedBy: string | null;
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
