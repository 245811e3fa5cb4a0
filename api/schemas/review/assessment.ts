import Type, { type Static } from 'typebox';
import type { AssessmentEdit } from '../../../engine/assess/assessments.ts';
import { AppError } from '../../../engine/errors.ts';
import { type Assessment, AssessmentProblem, Criterion, Feedback } from '../../../engine/model/assessment.ts';
import { orNull } from '../../../engine/model/or-null.ts';
import { Instant, InstantText, instantIn } from '../parts/instant.ts';
import { Next, paging } from '../parts/page.ts';

const ProblemChoice = Type.Object(
  {
    slug: Type.String({ minLength: 1, maxLength: 64, description: 'a problem: see /api/problems' }),
    version: Type.Optional(
      Type.String({ minLength: 1, maxLength: 128, description: 'the present one when it is left out' }),
    ),
    points: Type.Number({ exclusiveMinimum: 0, maximum: 100_000 }),
  },
  { additionalProperties: false },
);

const edit = {
  title: Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\r\\n]*\\S[^\\r\\n]*$' }),
  instructions: Type.String({ maxLength: 65_536, description: 'Markdown, at most 64 KiB' }),
  problems: Type.Array(ProblemChoice, { minItems: 1, maxItems: 50, description: 'in order' }),
  durationMinutes: Type.Integer({ minimum: 1, maximum: 1440 }),
  runtimes: orNull(
    Type.Array(Type.String({ minLength: 1, maxLength: 50 }), { minItems: 1, maxItems: 50 }),
    'ids of those that may be used; null: all that a problem takes',
  ),
  passMarkPercent: orNull(Type.Number({ minimum: 0, maximum: 100 }), 'of the points; null: there is none'),
  feedback: Type.Enum(Feedback.enum, {
    description:
      'what candidates see of secret groups: `samples` nothing, `groups` verdict and score; never their data',
  }),
  submissionLimit: orNull(
    Type.Integer({ minimum: 1, maximum: 1000 }),
    'submissions of each problem; null: as many as one likes',
  ),
  opensAt: orNull(InstantText, 'attempts can be started from then on; null: there is no bound'),
  closesAt: orNull(
    InstantText,
    'attempts can be started until then, and then have their full time; null: there is no bound',
  ),
  rubric: Type.Array(Criterion, { maxItems: 50, description: 'what reviewers rate by hand, from 1 to 5' }),
  blind: Type.Boolean({ description: 'name and e-mail are hidden from whoever rates' }),
};

const {
  title,
  problems,
  durationMinutes,
  instructions,
  runtimes,
  passMarkPercent,
  feedback,
  submissionLimit,
  opensAt,
  closesAt,
  rubric,
  blind,
} = edit;

/** What an assessment can do without. */
const choices = {
  instructions: Type.Optional(instructions),
  runtimes: Type.Optional(runtimes),
  passMarkPercent: Type.Optional(passMarkPercent),
  feedback: Type.Optional(feedback),
  submissionLimit: Type.Optional(submissionLimit),
  opensAt: Type.Optional(opensAt),
  closesAt: Type.Optional(closesAt),
  rubric: Type.Optional(rubric),
  blind: Type.Optional(blind),
};

export const CreateAssessmentBody = Type.Object(
  {
    ...{ title, problems, durationMinutes },
    ...choices,
  },
  {
    additionalProperties: false,
    examples: [
      {
        title: 'Backend engineer',
        instructions: 'Read all of it first. **Good luck!**',
        problems: [{ slug: 'brackets', points: 100 }],
        durationMinutes: 90,
        passMarkPercent: 60,
        feedback: 'groups',
        rubric: [{ key: 'readability', title: 'Can others read it?', weight: 2 }],
      },
    ],
  },
);

export const ChangeAssessmentBody = Type.Object(
  {
    title: Type.Optional(title),
    problems: Type.Optional(problems),
    durationMinutes: Type.Optional(durationMinutes),
    ...choices,
    archived: Type.Optional(
      Type.Boolean({ description: 'true: nobody can be invited to it or start it any more; who has started goes on' }),
    ),
  },
  { additionalProperties: false, minProperties: 1, examples: [{ closesAt: '2026-12-24T18:00:00Z' }] },
);
type ChangeBody = Static<typeof ChangeAssessmentBody>;

/** The body with its instants in UTC and its instructions within 64 KiB. Throws BAD_REQUEST, TOO_LARGE. */
export function editIn<T extends ChangeBody>(body: T): T {
  if (body.instructions !== undefined && Buffer.byteLength(body.instructions) > 65_536) {
    throw new AppError('TOO_LARGE', 'The instructions are larger than 64 KiB.', { field: '/instructions' });
  }
  return {
    ...body,
    ...(body.opensAt !== undefined && { opensAt: instantIn(body.opensAt, '/opensAt') }),
    ...(body.closesAt !== undefined && { closesAt: instantIn(body.closesAt, '/closesAt') }),
  };
}

export const assessmentDefaults = {
  instructions: '',
  runtimes: null,
  passMarkPercent: null,
  feedback: 'samples',
  submissionLimit: null,
  opensAt: null,
  closesAt: null,
  rubric: [],
  blind: false,
} satisfies Partial<AssessmentEdit>;

export const AssessmentsQuery = Type.Object(
  {
    archived: Type.Optional(
      Type.Enum(['false', 'true', 'all'], { description: 'those that are, are not, or both; false when left out' }),
    ),
    ...paging,
  },
  { additionalProperties: false },
);

const head = {
  id: Type.String(),
  version: Type.Integer({ description: 'grows when rules change; attempts are compared within one' }),
  ...{ title, durationMinutes, runtimes, passMarkPercent, feedback, submissionLimit, rubric, blind },
  problems: Type.Array(AssessmentProblem),
  opensAt: orNull(Instant, 'null: there is no bound'),
  closesAt: orNull(Instant, 'null: there is no bound'),
  archived: Type.Boolean(),
  createdAt: Instant,
  createdBy: Type.String({ description: '`staff:<id>` or `key:<id>`' }),
};

const example = {
  id: '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10',
  version: 1,
  title: 'Backend engineer',
  problems: [{ slug: 'brackets', version: '6b1f2f10c9a4', name: 'Brackets', points: 100 }],
  durationMinutes: 90,
  runtimes: null,
  passMarkPercent: 60,
  feedback: 'groups',
  submissionLimit: null,
  opensAt: null,
  closesAt: '2026-12-24T18:00:00.000Z',
  rubric: [{ key: 'readability', title: 'Can others read it?', weight: 2 }],
  blind: false,
  archived: false,
  createdAt: '2026-11-24T06:00:00.000Z',
  createdBy: 'staff:019a51d0-6f7c-7c3e-9d0a-4f1f6b1f2f10',
};

export const AssessmentSummary = Type.Object(head, { examples: [example] });

export const AssessmentView = Type.Object(
  { ...head, instructions },
  { examples: [{ ...example, instructions: 'Read all of it first. **Good luck!**' }] },
);

export const AssessmentList = Type.Object(
  {
    items: Type.Array(AssessmentSummary),
    next: Next,
  },
  { examples: [{ items: [example], next: null }] },
);

/** Without its instructions, as a list has it. */
export function assessmentSummaryOf(assessment: Assessment): Static<typeof AssessmentSummary> {
  const { id, version, rules, opensAt, closesAt, rubric, blind, archived, createdAt, createdBy } = assessment;
  const { instructions: _, ...shown } = rules;
  return { id, version, ...shown, opensAt, closesAt, rubric, blind, archived, createdAt, createdBy };
}

export function assessmentViewOf(assessment: Assessment): Static<typeof AssessmentView> {
  return { ...assessmentSummaryOf(assessment), instructions: assessment.rules.instructions };
}
