import Type, { type Static } from 'typebox';
import { Feedback } from '../../../engine/model/assessment.ts';
import { AttemptState } from '../../../engine/model/attempt.ts';
import { defaultLimits, Limits } from '../../../engine/model/limits.ts';
import { orNull } from '../../../engine/model/or-null.ts';
import { SourceFile } from '../../../engine/model/submission.ts';
import { Verdict } from '../../../engine/model/verdict.ts';
import { ProblemView } from '../grading/problem.ts';
import { RuntimeView } from '../grading/runtime.ts';
import { clockFacts, stopFacts } from '../parts/clock.ts';
import { Instant } from '../parts/instant.ts';

/** The server's clock: a page shows it, and never counts by itself for long. */
const ClockView = Type.Object({
  ...clockFacts,
  addedMs: Type.Integer({ description: 'given during the attempt' }),
  stops: Type.Array(Type.Object(stopFacts), { description: 'times that were not counted, and why' }),
});

const ProblemEntry = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  points: Type.Number(),
  available: Type.Boolean({
    description:
      'false: we cannot give it at the moment, which is our fault; drafts of it are saved, and it costs no points',
  }),
  runtimes: Type.Array(Type.String(), { description: 'that may be used' }),
  state: Type.Enum(['untouched', 'draft', 'submitted']),
  submissions: Type.Integer({ description: 'so far; a canceled one does not count' }),
  verdict: orNull(Verdict, 'of the best submission; null where the feedback rule does not tell it'),
  score: orNull(Type.Number(), 'points for the best submission; null where the feedback rule does not tell it'),
});

/** The id of the attempt that a page shows: it is refused where the cookie is for another one by now. */
export const attemptHeader = 'x-assay-attempt';

export const AttemptView = Type.Object(
  {
    id: Type.String({ description: `a page sends it as ${attemptHeader}, and is then answered for no other attempt` }),
    state: AttemptState,
    title: Type.String(),
    instructions: Type.String({ description: 'Markdown' }),
    instructionsHtml: Type.String({ description: 'the same, sanitised' }),
    name: Type.String({ description: 'whose attempt it is' }),
    opensAt: orNull(Instant, 'it can be started from then on; null: there is no bound'),
    closesAt: orNull(Instant, 'it can be started until then, and then has its full time; null: there is no bound'),
    feedback: Feedback,
    feedbackSays: Type.String({ description: 'the same in words' }),
    recorded: Type.Array(Type.String(), { description: 'what is recorded, in sentences to be shown before the start' }),
    submissionLimit: orNull(Type.Integer(), 'of each problem; null: there is none'),
    problemCount: Type.Integer(),
    runtimes: Type.Array(RuntimeView, { description: 'that one problem or another takes' }),
    problems: Type.Array(ProblemEntry, { description: 'in order; empty before the start' }),
    clock: ClockView,
    accepts: Type.Object({
      drafts: Type.Boolean({ description: 'whether a draft would be saved now' }),
      submissions: Type.Boolean({ description: 'whether a run or a submission would be taken now' }),
      why: orNull(Type.String(), 'why a submission would not be taken, in words'),
    }),
  },
  {
    examples: [
      {
        id: '019a51d0-6f7c-7c3e-9d0a-4f1f6b1f2f10',
        state: 'running',
        title: 'Backend engineer',
        instructions: 'Take your *time*.',
        instructionsHtml: '<p>Good luck!</p>',
        name: 'Ada',
        opensAt: null,
        closesAt: '2026-12-01T00:00:00.000Z',
        feedback: 'samples',
        feedbackSays: 'You see what the samples say.',
        recorded: ['What you type.'],
        submissionLimit: 10,
        problemCount: 1,
        runtimes: [
          {
            ...{ id: 'python', title: 'Python 3.13', version: '3.13', extensions: ['.py'] },
            ...{ mainFile: 'main.py', timeFactor: 1 },
          },
        ],
        problems: [
          {
            ...{ slug: 'brackets', name: 'Template Check', points: 100, available: true, runtimes: ['python'] },
            ...{ state: 'submitted', submissions: 2, verdict: null, score: null },
          },
        ],
        clock: {
          now: '2026-11-24T08:10:00.000Z',
          startedAt: '2026-11-24T08:00:00.000Z',
          endsAt: '2026-11-24T09:02:00.000Z',
          endedAt: null,
          allowedMs: 3_600_000,
          usedMs: 480_000,
          remainingMs: 3_120_000,
          stoppedMs: 120_000,
          standing: false,
          extraTimePercent: 0,
          addedMs: 0,
          stops: [
            {
              kind: 'outage',
              from: '2026-11-24T08:05:00.000Z',
              to: '2026-11-24T08:07:00.000Z',
              reason: 'The server was down.',
            },
          ],
        },
        accepts: { drafts: true, submissions: true, why: null },
      },
    ],
  },
);
export type AttemptView = Static<typeof AttemptView>;

export const AttemptProblem = Type.Object(
  {
    slug: Type.String(),
    name: Type.String(),
    points: Type.Number(),
    statement: Type.String({ description: 'Markdown' }),
    statementHtml: Type.String({ description: 'the same, sanitised' }),
    statementPdf: ProblemView.properties.statementPdf,
    limits: Limits,
    samples: ProblemView.properties.samples,
    runtimes: Type.Array(
      Type.Object({
        ...RuntimeView.properties,
        starter: Type.Array(SourceFile, { description: 'what to begin with; empty where the author gave nothing' }),
      }),
    ),
  },
  {
    examples: [
      {
        ...{ slug: 'brackets', name: 'Template Check', points: 100, statement: '# Template Check\n' },
        ...{ statementHtml: '<h1>Template Check</h1>', statementPdf: null },
        limits: { ...defaultLimits, wallTimeLimitMs: 6000 },
        samples: [
          {
            name: 'sample/1',
            input: { text: '([])\n', sizeBytes: 5, cut: false },
            answer: { text: 'yes\n', sizeBytes: 4, cut: false },
            hint: null,
          },
        ],
        runtimes: [
          {
            ...{ id: 'python', title: 'Python 3.13', version: '3.13', extensions: ['.py'] },
            ...{ mainFile: 'main.py', timeFactor: 1 },
            starter: [{ name: 'main.py', content: 'text = input()\n' }],
          },
        ],
      },
    ],
  },
);
export type AttemptProblem = Static<typeof AttemptProblem>;

export const OpenBody = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 200, description: 'the last part of the link' }) },
  { additionalProperties: false, examples: [{ token: 'q3V0b2tlbg' }] },
);

export const StartBody = Type.Object(
  {
    agreed: Type.Literal(true, { description: 'the candidate was shown what is recorded, and wants to begin' }),
  },
  { additionalProperties: false, examples: [{ agreed: true }] },
);
