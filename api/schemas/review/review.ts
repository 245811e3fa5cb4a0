import Type, { type Static } from 'typebox';
import { Decision } from '../../../engine/model/attempt.ts';
import type { Review } from '../../../engine/model/review.ts';
import { CardDecision, LineNoteView, Ratings, ShownReviews } from '../../../engine/model/scorecard.ts';
import { fileNamePattern } from '../../../engine/model/submission.ts';
import { withExamples } from '../parts/example.ts';

const Text = (maxLength: number, description: string) => Type.String({ maxLength, description });
const Line = Type.Integer({ minimum: 1, maximum: 10_000_000 });

export const ReviewBody = Type.Object(
  {
    ratings: { ...Ratings, description: "from 1 to 5, by the keys of the assessment's rubric" } as typeof Ratings,
    comment: Text(20_000, 'of the whole'),
    notes: Type.Array(
      Type.Object(
        {
          submissionId: Type.String({ minLength: 1, maxLength: 100 }),
          file: Type.String({ pattern: fileNamePattern }),
          fromLine: Line,
          toLine: Line,
          text: Type.String({ minLength: 1, maxLength: 5000 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 200, description: 'on lines of the source: all of them, each time' },
    ),
    submitted: Type.Boolean({ description: 'false: a draft, which nobody else sees; true: it counts, for good' }),
  },
  {
    additionalProperties: false,
    examples: [
      {
        ratings: { clarity: 4, tests: 2 },
        comment: 'Reads well.',
        notes: [{ submissionId: '019a51e2', file: 'main.py', fromLine: 3, toLine: 5, text: 'A stack would do.' }],
        submitted: true,
      },
    ],
  },
);

const note = {
  ...{ id: '019a51f0', submissionId: '019a51e2', file: 'main.py', fromLine: 3, toLine: 5, text: 'A stack would do.' },
  at: '2026-11-24T11:00:00.000Z',
};

export const OwnReview = Type.Object(
  {
    attemptId: Type.String(),
    ratings: Ratings,
    comment: Type.String(),
    notes: Type.Array(LineNoteView),
    submittedAt: Type.Union([Type.String(), Type.Null()], { description: 'null: a draft' }),
    updatedAt: Type.String(),
  },
  {
    examples: [
      {
        ...{ attemptId: '019a51d0', ratings: { clarity: 4 }, comment: 'Reads well.', notes: [note] },
        ...{ submittedAt: null, updatedAt: '2026-11-24T11:00:00.000Z' },
      },
    ],
  },
);
export type OwnReview = Static<typeof OwnReview>;

export function ownReviewOf({ attemptId, ratings, comment, notes, submittedAt, updatedAt }: Review): OwnReview {
  return { attemptId, ratings, comment, notes, submittedAt, updatedAt };
}

export const ReviewList = withExamples(ShownReviews, [
  {
    items: [
      {
        ...{ reviewerId: '019a', reviewerName: 'Grace', own: true, submittedAt: '2026-11-24T11:00:00.000Z' },
        ...{ hidden: false, ratings: { clarity: 4 }, score: 4, comment: 'Reads well.', notes: [note] },
      },
    ],
    meanScore: 4,
  },
]);

export const DecisionBody = Type.Object(
  {
    decision: Decision,
    reason: Type.String({ maxLength: 5000, description: 'kept in the log; may be empty' }),
  },
  { additionalProperties: false, examples: [{ decision: 'advance', reason: 'Clear code, and all cases accepted.' }] },
);

export const DecisionView = withExamples(CardDecision, [
  {
    ...{ id: '019a51f4', decision: 'advance', reason: 'Clear code, and all cases accepted.' },
    ...{ by: 'staff:019a', byName: 'Grace', at: '2026-11-24T12:00:00.000Z' },
  },
]);
