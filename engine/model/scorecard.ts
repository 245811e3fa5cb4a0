import Type, { type Static } from 'typebox';
import { AttemptState, Decision } from './attempt.ts';
import { Limits } from './limits.ts';
import { orNull } from './or-null.ts';
import { Receipt } from './receipt.ts';
import { CaseResult, CompileResult, SourceFile, SubmissionState } from './submission.ts';
import { Verdict } from './verdict.ts';

/** What reviewers read: see engine/review/scorecard.ts. */

const Instant = orNull(Type.String({ description: 'ISO 8601' }));
const Count = Type.Integer({ minimum: 0 });

export const ShownPerson = Type.Object({
  label: Type.String({ description: 'the name; while it is hidden `Candidate` and six digits, always the same' }),
  name: orNull(Type.String(), 'null while hidden'),
  email: orNull(Type.String(), 'null while hidden'),
  hidden: Type.Boolean({ description: 'in a blind assessment, until a decision is made on the attempt' }),
});
export type ShownPerson = Static<typeof ShownPerson>;

/** What the timeline says of one problem: evidence for a person, never part of a score. */
export const Activity = Type.Object({
  spentMs: Type.Number({ description: 'between things done on it; gaps of more than two minutes do not count' }),
  firstAt: Instant,
  lastAt: Instant,
  edits: Count,
  runs: Count,
  submissions: Count,
  pastes: Count,
  pastedChars: Count,
  focusLosses: Count,
});
export type Activity = Static<typeof Activity>;

export const CardSubmission = Type.Object({
  id: Type.String(),
  state: SubmissionState,
  runtime: Type.String(),
  verdict: orNull(Verdict, 'null until done'),
  reason: orNull(Type.String()),
  score: orNull(Type.Number(), 'by the problem, of maxScore; its points follow from that'),
  maxScore: orNull(Type.Number()),
  queuedAt: Type.String(),
  doneAt: Instant,
});
export type CardSubmission = Static<typeof CardSubmission>;

const CardCase = Type.Object({
  ...CaseResult.properties,
  index: Type.Integer({ minimum: 0, description: 'of /api/submissions/:id/cases/:index/diff' }),
});
export type CardCase = Static<typeof CardCase>;

const CardGroup = Type.Object({
  name: Type.String(),
  verdict: Verdict,
  score: Type.Number(),
  maxScore: orNull(Type.Number(), 'null: unbounded'),
  cases: Type.Array(CardCase),
});
export type CardGroup = Static<typeof CardGroup>;

/** The submission that counts, whole. */
export const BestSubmission = Type.Object({
  ...CardSubmission.properties,
  compile: orNull(CompileResult),
  groups: Type.Array(CardGroup),
  limits: orNull(Limits, 'that it was held to; null where they are not known any more'),
  files: Type.Array(SourceFile),
  receipt: orNull(Receipt, 'with what it was graded'),
});
export type BestSubmission = Static<typeof BestSubmission>;

export const CardProblem = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  version: Type.String(),
  points: Type.Number(),
  maxPoints: Type.Number(),
  verdict: orNull(Verdict, 'of the best submission'),
  best: orNull(BestSubmission, 'null: nothing was submitted, or nothing is graded yet'),
  submissions: Type.Array(CardSubmission, { description: 'newest first, at most 100' }),
  submissionCount: Count,
  activity: Activity,
});
export type CardProblem = Static<typeof CardProblem>;

export const Cohort = Type.Object(
  {
    finished: Type.Integer({ minimum: 0, description: 'attempts, this one among them' }),
    lower: orNull(Count, 'of them with a lower score; null until this one is finished'),
    equal: orNull(Count, 'of them with the same score, this one not counted; null until this one is finished'),
    percentile: orNull(
      Type.Number({ minimum: 0, maximum: 100 }),
      'part of them with a lower score, and half of those with the same; null until this one is finished',
    ),
    histogram: Type.Array(Type.Object({ from: Type.Number(), to: Type.Number(), count: Count, own: Type.Boolean() }), {
      description: 'ten parts of the score; the last one has the full score in it',
    }),
  },
  { description: 'the finished attempts at the same version of the assessment' },
);
export type Cohort = Static<typeof Cohort>;

const CardClock = Type.Object({
  allowedMs: Type.Number(),
  usedMs: Type.Number(),
  stoppedMs: Type.Number(),
  extraTimePercent: Type.Number(),
  addedMs: Type.Number(),
  stops: Type.Array(
    Type.Object({
      kind: Type.Enum(['pause', 'outage', 'queue']),
      from: Type.String(),
      to: Instant,
      reason: Type.String(),
    }),
    { description: 'times that were given back' },
  ),
});
export type CardClock = Static<typeof CardClock>;

export const CardDecision = Type.Object({
  id: Type.String(),
  decision: Decision,
  reason: Type.String(),
  by: Type.String(),
  byName: Type.String(),
  at: Type.String(),
});

export const LineNoteView = Type.Object({
  id: Type.String(),
  submissionId: Type.String(),
  file: Type.String(),
  fromLine: Type.Integer({ minimum: 1 }),
  toLine: Type.Integer({ minimum: 1 }),
  text: Type.String(),
  at: Type.String(),
});

const Rating = Type.Integer({ minimum: 1, maximum: 5 });
export const Ratings = Type.Record(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }), Rating);

/** What one reader may see of a review. */
export const ShownReview = Type.Object({
  reviewerId: Type.String(),
  reviewerName: Type.String(),
  own: Type.Boolean(),
  submittedAt: Instant,
  hidden: Type.Boolean({ description: 'what was rated is not shown before your own review is submitted' }),
  ratings: Type.Optional(Ratings),
  score: Type.Optional(orNull(Type.Number(), 'weighted by the rubric, from 1 to 5; null: nothing of it is rated')),
  comment: Type.Optional(Type.String()),
  notes: Type.Optional(Type.Array(LineNoteView)),
});
export type ShownReview = Static<typeof ShownReview>;

export const ShownReviews = Type.Object({
  items: Type.Array(ShownReview),
  meanScore: Type.Optional(orNull(Type.Number(), 'of the submitted reviews; not there while they are hidden')),
});
export type ShownReviews = Static<typeof ShownReviews>;

const score = {
  score: orNull(Type.Number(), 'points; null until something is graded'),
  maxScore: Type.Number(),
  percent: orNull(Type.Number()),
  passed: orNull(Type.Boolean()),
};

export const Scorecard = Type.Object({
  attemptId: Type.String(),
  assessmentId: Type.String(),
  assessmentVersion: Type.Integer(),
  title: Type.String({ description: 'of the assessment' }),
  person: ShownPerson,
  state: AttemptState,
  startedAt: Instant,
  endedAt: Instant,
  endedBy: orNull(Type.Enum(['candidate', 'time', 'reviewer'])),
  finishedAt: Instant,
  clock: CardClock,
  ...score,
  passMarkPercent: orNull(Type.Number()),
  cohort: Cohort,
  problems: Type.Array(CardProblem),
  evidence: Type.Object({
    focusLosses: Count,
    pastes: Count,
    complete: Type.Boolean({ description: 'false: the timeline is longer than what was read of it' }),
    note: Type.String(),
  }),
  rubric: Type.Array(Type.Object({ key: Type.String(), title: Type.String(), weight: Type.Number() })),
  reviews: ShownReviews,
  decision: orNull(Decision),
  decisions: Type.Array(CardDecision, { description: 'all of them, oldest first: the last one holds' }),
});
export type Scorecard = Static<typeof Scorecard>;

/** An attempt in the table of an assessment. */
export const AttemptRow = Type.Object({
  id: Type.String(),
  person: ShownPerson,
  state: AttemptState,
  version: Type.Integer({ description: 'of the assessment' }),
  startedAt: Instant,
  finishedAt: Instant,
  ...score,
  decision: orNull(Decision),
  problems: Type.Array(
    Type.Object({
      slug: Type.String(),
      points: Type.Number(),
      maxPoints: Type.Number(),
      verdict: orNull(Verdict),
    }),
  ),
});
export type AttemptRow = Static<typeof AttemptRow>;

/** How far the people of an assessment are. */
export const AttemptCounts = Type.Object({
  invited: Type.Integer({ minimum: 0, description: 'invitations that nobody has opened yet' }),
  underWay: Type.Integer({ minimum: 0, description: 'attempts that are opened and not finished' }),
  toReview: Type.Integer({ minimum: 0, description: 'finished attempts without a decision' }),
  decided: Type.Integer({ minimum: 0, description: 'finished attempts with one' }),
});
export type AttemptCounts = Static<typeof AttemptCounts>;

/** Some attempts side by side. */
export const Comparison = Type.Object({
  attempts: Type.Array(AttemptRow, { description: 'in the order in which they were asked for' }),
  problems: Type.Array(
    Type.Object({
      slug: Type.String(),
      name: Type.String(),
      attempts: Type.Array(
        Type.Object({
          attemptId: Type.String(),
          points: orNull(Type.Number(), 'null: not a problem of that attempt'),
          maxPoints: orNull(Type.Number()),
          verdict: orNull(Verdict),
          best: orNull(BestSubmission),
        }),
        { description: 'in the same order' },
      ),
    }),
  ),
});
export type Comparison = Static<typeof Comparison>;
