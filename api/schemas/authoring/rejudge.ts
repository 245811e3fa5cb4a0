import Type, { type Static } from 'typebox';
import { orNull } from '../../../engine/model/or-null.ts';
import { Receipt } from '../../../engine/model/receipt.ts';
import type { PastResult, Rejudge, RejudgeEffect } from '../../../engine/model/rejudge.ts';
import { GradeResult, type Submission } from '../../../engine/model/submission.ts';
import { Verdict } from '../../../engine/model/verdict.ts';
import type { Progress } from '../../../engine/rejudge/rejudges.ts';
import { idOf } from '../parts/id.ts';
import { Next, paging } from '../parts/page.ts';

const Count = Type.Integer({ minimum: 0 });

const head = {
  id: Type.String(),
  problem: Type.String(),
  toVersion: Type.String({ description: 'SHA-256 of the package that all are graded with' }),
  assessmentId: orNull(Type.String(), 'of its attempts only; null: of every submission of the problem'),
  state: Type.Enum(['computing', 'ready', 'applying', 'applied', 'dropped']),
  reason: Type.String(),
  createdAt: Type.String(),
  createdBy: Type.String(),
  decidedAt: orNull(Type.String(), 'when it was applied or dropped'),
  decidedBy: orNull(Type.String(), 'by whom'),
};

const example = {
  id: '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10',
  problem: 'brackets',
  toVersion: '6d24ea688d9a',
  assessmentId: null,
  state: 'ready',
  reason: 'The answer of secret/07 was wrong',
  createdAt: '2026-11-24T06:00:00.000Z',
  createdBy: 'staff:019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10',
  decidedAt: null,
  decidedBy: null,
};

const RejudgeSummary = Type.Object(head, { examples: [example] });
export type RejudgeSummary = Static<typeof RejudgeSummary>;

export const RejudgeView = Type.Object(
  {
    ...head,
    progress: Type.Object({
      total: Type.Integer({ description: 'submissions; while it begins, at most so many' }),
      graded: Type.Integer(),
    }),
  },
  { examples: [{ ...example, progress: { total: 120, graded: 120 } }] },
);
export type RejudgeView = Static<typeof RejudgeView>;

export const RejudgeList = Type.Object(
  { items: Type.Array(RejudgeSummary), next: Next },
  { examples: [{ items: [example], next: null }] },
);

const ScoredView = Type.Object({ verdict: Verdict, score: Type.Number() });
const AttemptScoreView = Type.Object({
  score: orNull(Type.Number(), 'null until something is graded'),
  passed: orNull(Type.Boolean(), 'null where there is no pass mark'),
});

const ChangedSubmission = Type.Object({
  submissionId: Type.String(),
  attemptId: orNull(Type.String(), 'null: not of an attempt'),
  before: ScoredView,
  after: orNull(ScoredView, 'null: it could not be graded, and keeps its result'),
});

const ChangedAttempt = Type.Object({
  attemptId: Type.String(),
  before: AttemptScoreView,
  after: AttemptScoreView,
});

export const MatrixView = Type.Object(
  {
    verdicts: Type.Array(
      Type.Object({
        before: Verdict,
        after: orNull(Verdict, 'null: could not be graded; these keep their results'),
        count: Count,
      }),
      { description: 'how many submissions went from which verdict to which' },
    ),
    scores: Type.Object({ raised: Count, lowered: Count, same: Count, kept: Count }),
    scoreBefore: Type.Number({ description: 'sum over all that were graded again' }),
    scoreAfter: Type.Number(),
    attempts: Type.Object({
      changed: Type.Integer({ description: 'with another score' }),
      nowPass: Type.Integer({ description: 'that would cross the pass mark upwards' }),
      nowFail: Type.Integer({ description: 'that would cross it downwards' }),
    }),
    changed: Type.Object(
      { items: Type.Array(ChangedSubmission), next: Next },
      { description: 'submissions with another verdict or score, or that could not be graded: a page of them' },
    ),
  },
  {
    examples: [
      {
        verdicts: [
          { before: 'AC', after: 'AC', count: 80 },
          { before: 'AC', after: 'WA', count: 1 },
        ],
        scores: { raised: 0, lowered: 1, same: 80, kept: 0 },
        scoreBefore: 81,
        scoreAfter: 80,
        attempts: { changed: 1, nowPass: 0, nowFail: 1 },
        changed: {
          items: [
            {
              submissionId: '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f11',
              attemptId: '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f12',
              before: { verdict: 'AC', score: 1 },
              after: { verdict: 'WA', score: 0 },
            },
          ],
          next: null,
        },
      },
    ],
  },
);
export type MatrixView = Static<typeof MatrixView>;

export const ChangedAttemptList = Type.Object(
  { items: Type.Array(ChangedAttempt), next: Next },
  {
    examples: [
      {
        items: [
          {
            attemptId: '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f12',
            before: { score: 70, passed: true },
            after: { score: 40, passed: false },
          },
        ],
        next: null,
      },
    ],
  },
);

export const HistoryView = Type.Object(
  {
    current: Type.Object({
      problemVersion: Type.String(),
      result: orNull(GradeResult, 'null until done'),
      receipt: orNull(Receipt, 'with what it was made'),
    }),
    past: Type.Array(
      Type.Object({
        number: Type.Integer(),
        problemVersion: Type.String(),
        result: GradeResult,
        receipt: orNull(Receipt, 'with what it was made'),
        replacedAt: Type.String(),
        rejudgeId: Type.String(),
      }),
      { description: 'oldest first' },
    ),
  },
  { examples: [{ current: { problemVersion: '6d24ea688d9a', result: null, receipt: null }, past: [] }] },
);
export type HistoryView = Static<typeof HistoryView>;

export const RejudgeBody = Type.Object(
  {
    problem: Type.String({ minLength: 1, maxLength: 64 }),
    toVersion: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'by its hash; or `toNumber`' })),
    toNumber: Type.Optional(Type.Integer({ minimum: 1, description: 'a published version; or `toVersion`' })),
    assessmentId: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'only submissions of its attempts' }),
    ),
    reason: Type.String({ minLength: 1, maxLength: 1000, description: 'why, for people' }),
  },
  {
    additionalProperties: false,
    examples: [{ problem: 'brackets', toNumber: 2, reason: 'The answer of secret/07 was wrong' }],
  },
);

export const RejudgeParams = Type.Object({
  id: idOf('019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10'),
});

export const RejudgeListQuery = Type.Object(
  {
    problem: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'of this one only' })),
    ...paging,
  },
  { additionalProperties: false },
);

export function rejudgeSummaryOf(rejudge: Rejudge): RejudgeSummary {
  const { id, problem, toVersion, assessmentId, state, reason, createdAt, createdBy, decidedAt, decidedBy } = rejudge;
  return { id, problem, toVersion, assessmentId, state, reason, createdAt, createdBy, decidedAt, decidedBy };
}

export function rejudgeViewOf(rejudge: Rejudge, progress: Progress): RejudgeView {
  return { ...rejudgeSummaryOf(rejudge), progress };
}

type EffectOf<K extends RejudgeEffect['kind']> = Extract<RejudgeEffect, { kind: K }>;

export function changedSubmissionOf(effect: EffectOf<'submission'>): Static<typeof ChangedSubmission> {
  const { submissionId, attemptId, before, after } = effect;
  return { submissionId, attemptId, before, after };
}

export function changedAttemptOf({ attemptId, before, after }: EffectOf<'attempt'>): Static<typeof ChangedAttempt> {
  return { attemptId, before, after };
}

export function historyViewOf(submission: Submission, past: readonly PastResult[]): HistoryView {
  const { problemVersion, result, receipt } = submission;
  return {
    current: { problemVersion, result, receipt },
    past: past.map((one, index) => ({
      ...{ number: index + 1, problemVersion: one.problemVersion, result: one.result, receipt: one.receipt },
      ...{ replacedAt: one.replacedAt, rejudgeId: one.rejudgeId },
    })),
  };
}
