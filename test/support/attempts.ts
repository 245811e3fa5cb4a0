import type { Assessment, Invitation } from '../../engine/model/assessment.ts';
import {
  type Attempt,
  cohortOf,
  type Standing,
  type TimelineData,
  type TimelineEntry,
} from '../../engine/model/attempt.ts';
import type { Review } from '../../engine/model/review.ts';
import type { CaseResult, GradeResult, Submission } from '../../engine/model/submission.ts';
import type { Verdict } from '../../engine/model/verdict.ts';
import { anAttempt, someRules } from './attempt.ts';
import { aSubmission } from './documents.ts';

/** Assessments, finished attempts and what belongs to them, as the store has them. */

export function anAssessment(fields: Partial<Assessment> & { id: string }): Assessment {
  return {
    rev: 1,
    version: 1,
    rules: someRules(),
    opensAt: null,
    closesAt: null,
    rubric: [],
    blind: false,
    archived: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: 'staff:someone',
    ...fields,
  };
}

export function anInvitation(fields: Partial<Invitation> & { id: string }): Invitation {
  return {
    ...{ rev: 1, assessmentId: 'backend', name: 'Ada Lovelace', email: `${fields.id}@example.com`, state: 'sent' },
    ...{ extraTimePercent: 0, expiresAt: null, tokenHash: `hash of ${fields.id}`, attemptId: null, delivery: 'shown' },
    ...{ createdAt: '2026-01-01T00:00:00.000Z', createdBy: 'staff:someone', replaces: null, openKey: null },
    ...fields,
  };
}

export function aStanding(fields: Partial<Standing> = {}): Standing {
  return { problem: 'brackets', best: null, verdict: null, points: 0, maxPoints: 100, submissions: 0, ...fields };
}

/** Finished after half an hour, unless told otherwise. */
export function aFinished(fields: Partial<Attempt> & { id: string }): Attempt {
  const { name = 'Ada Lovelace', email = 'ada@example.com' } = fields;
  const attempt = anAttempt({
    ...{ name, email, search: `${name} ${email}`.toLowerCase(), state: 'finished' },
    ...{ endedAt: '2026-03-02T12:30:00.000Z', endedBy: 'candidate', finishedAt: '2026-03-02T12:30:01.000Z' },
    ...{ standings: [aStanding()], score: 0, passed: false },
    ...fields,
  });
  return { ...attempt, cohort: attempt.state === 'finished' ? cohortOf(attempt) : null };
}

export function aCaseResult(fields: Partial<CaseResult> & { name: string }): CaseResult {
  return {
    verdict: 'AC',
    reason: null,
    score: null,
    cpuTimeMs: 12,
    wallTimeMs: 14,
    memoryPeakKb: 9120,
    leftoverProcesses: 0,
    ...fields,
  };
}

/** One sample and two secret cases; the last one has the verdict. */
export function aResult(verdict: Verdict = 'AC', score = verdict === 'AC' ? 100 : 0): GradeResult {
  const sample = { name: 'sample', verdict: 'AC' as const, score: 0, maxScore: 0 };
  const cases = [aCaseResult({ name: 'secret/1' }), aCaseResult({ name: 'secret/2', verdict })];
  return {
    verdict,
    reason: null,
    score,
    maxScore: 100,
    compile: { ok: true, reason: null, output: '', cpuTimeMs: 20, wallTimeMs: 25 },
    groups: [
      { ...sample, cases: [aCaseResult({ name: 'sample/1' })] },
      { name: 'secret', verdict, score, maxScore: 100, cases },
    ],
  };
}

/** Done, and of an attempt. */
export function aGraded(fields: Partial<Submission> & { id: string; attemptId: string }): Submission {
  return aSubmission({
    state: 'done',
    problem: 'brackets',
    problemVersion: 'v'.repeat(64),
    createdBy: `candidate:${fields.attemptId}`,
    pinned: true,
    result: aResult(),
    queuedAt: '2026-03-02T12:10:00.000Z',
    startedAt: '2026-03-02T12:10:00.100Z',
    doneAt: '2026-03-02T12:10:01.000Z',
    ...fields,
  });
}

/** `id` sorts by the time. */
export function anEntry(
  attemptId: string,
  at: string,
  data: TimelineData,
  problem: string | null = 'brackets',
): TimelineEntry {
  return { id: `${attemptId}/${at}`, rev: 1, attemptId, at, problem, data };
}

export function aReview(fields: Partial<Review> & { attemptId: string; reviewerId: string }): Review {
  return {
    id: `${fields.attemptId}/${fields.reviewerId}`,
    rev: 1,
    reviewerName: `Reviewer ${fields.reviewerId}`,
    ratings: {},
    comment: '',
    notes: [],
    submittedAt: null,
    updatedAt: '2026-01-03T09:00:00.000Z',
    ...fields,
  };
}
