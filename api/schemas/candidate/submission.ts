import Type, { type Static } from 'typebox';
import type { VisibleSubmission } from '../../../engine/assess/visible.ts';
import type { Waiting } from '../../../engine/assess/waiting.ts';
import { orNull } from '../../../engine/model/or-null.ts';
import { CompileResult, GroupResult, SourceFile, SubmissionState } from '../../../engine/model/submission.ts';
import { Verdict } from '../../../engine/model/verdict.ts';
import { mostFiles } from '../grading/submission.ts';
import { Instant } from '../parts/instant.ts';
import { Next, paging } from '../parts/page.ts';

/** Of own input: enough for what someone types or pastes. */
const mostInputChars = 256 * 1024;

const program = {
  problem: Type.String({ minLength: 1, maxLength: 64, description: 'of the attempt' }),
  runtime: Type.String({ minLength: 1, maxLength: 50, description: 'that the problem takes here' }),
  source: Type.Optional(Type.String({ description: 'the program as one text; instead of `files`' })),
  files: Type.Optional(
    Type.Array(SourceFile, { minItems: 1, maxItems: mostFiles, description: 'the program; instead of `source`' }),
  ),
};

const example = { problem: 'brackets', runtime: 'python', source: 'print(input())\n' };

export const RunBody = Type.Object(
  {
    ...program,
    input: Type.Optional(
      orNull(
        Type.String({ maxLength: mostInputChars }),
        'own input in place of the samples; null or left out: samples',
      ),
    ),
  },
  { additionalProperties: false, examples: [example, { ...example, input: '([)]\n' }] },
);

export const HandInBody = Type.Object(program, { additionalProperties: false, examples: [example] });

const SecretGroupView = Type.Object({
  name: Type.String(),
  verdict: Verdict,
  score: Type.Number(),
  maxScore: orNull(Type.Number(), 'null: unbounded'),
});

const WaitingView = Type.Object({
  aheadAtMost: Type.Integer({ description: 'how many may be graded before it; fewer when some of them must wait' }),
  estimateMs: orNull(Type.Integer(), 'until grading begins, at the pace of lately; null: not known'),
});

const head = {
  id: Type.String(),
  kind: Type.Enum(['run', 'submit']),
  ownInput: Type.Boolean({
    description: 'a run on own input, for which there is no answer: AC says that the program ended cleanly',
  }),
  state: SubmissionState,
  problem: Type.String(),
  runtime: Type.String(),
  queuedAt: Instant,
  startedAt: orNull(Instant, 'null while queued'),
  doneAt: orNull(Instant, 'null until it is done or canceled'),
  graded: Type.Boolean({ description: 'whether it is done, whatever came of it' }),
  verdict: orNull(Verdict, 'of a run; of a submission only where the feedback rule tells it'),
  score: orNull(Type.Number(), 'as verdict'),
  maxScore: orNull(Type.Number(), 'as verdict; null too where it is unbounded'),
};

export const OwnSubmission = Type.Object(
  {
    ...head,
    compile: orNull(CompileResult, 'null until done'),
    samples: Type.Array(GroupResult, { description: 'the sample cases, or the own input; empty until done' }),
    groups: Type.Array(SecretGroupView, { description: 'the secret groups, where the feedback rule tells of them' }),
    waiting: orNull(WaitingView, 'null when it does not wait'),
  },
  {
    examples: [
      {
        ...{
          id: '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10',
          kind: 'submit',
          ownInput: false,
          state: 'done',
          problem: 'brackets',
        },
        ...{ runtime: 'python', queuedAt: '2026-11-24T06:00:00.000Z', startedAt: '2026-11-24T06:00:00.012Z' },
        ...{ doneAt: '2026-11-24T06:00:00.160Z', graded: true, verdict: 'PAC', score: 40, maxScore: 100 },
        compile: { ok: true, reason: null, output: '', cpuTimeMs: 21, wallTimeMs: 24 },
        samples: [
          {
            ...{ name: 'sample', verdict: 'AC', score: 0, maxScore: 0 },
            cases: [
              {
                ...{ name: 'sample/1', verdict: 'AC', reason: null, score: null, cpuTimeMs: 12, wallTimeMs: 13 },
                ...{ memoryPeakKb: 9120, leftoverProcesses: 0 },
              },
            ],
          },
        ],
        groups: [{ name: 'secret/small', verdict: 'AC', score: 40, maxScore: 40 }],
        waiting: null,
      },
    ],
  },
);
export type OwnSubmission = Static<typeof OwnSubmission>;

const Summary = Type.Object(head);

export const OwnSubmissionList = Type.Object(
  {
    items: Type.Array(Summary),
    next: Next,
  },
  {
    examples: [
      {
        items: [
          {
            ...{
              id: '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10',
              kind: 'run',
              ownInput: false,
              state: 'done',
              problem: 'brackets',
            },
            ...{ runtime: 'python', queuedAt: '2026-11-24T06:00:00.000Z', startedAt: '2026-11-24T06:00:00.012Z' },
            ...{ doneAt: '2026-11-24T06:00:00.160Z', graded: true, verdict: 'AC', score: 0, maxScore: 0 },
          },
        ],
        next: null,
      },
    ],
  },
);

export const OwnListQuery = Type.Object(
  {
    problem: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    kind: Type.Optional(Type.Enum(['run', 'submit'])),
    ...paging,
  },
  { additionalProperties: false },
);

export function ownSubmissionOf(seen: VisibleSubmission, waiting: Waiting | null): OwnSubmission {
  return { ...seen, waiting };
}
