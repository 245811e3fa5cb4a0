import Type, { type Static } from 'typebox';
import { orNull } from '../../../engine/model/or-null.ts';
import { Receipt } from '../../../engine/model/receipt.ts';
import {
  CompileResult,
  GroupResult,
  SourceFile,
  type Submission,
  type SubmissionBrief,
  SubmissionKind,
  SubmissionState,
} from '../../../engine/model/submission.ts';
import { Verdict } from '../../../engine/model/verdict.ts';
import { instant } from '../parts/instant.ts';
import { Next, paging } from '../parts/page.ts';

const Slug = Type.String({ minLength: 1, maxLength: 100, description: 'a problem: see /api/problems' });
const RuntimeId = Type.String({ minLength: 1, maxLength: 50, description: 'a runtime: see /api/runtimes' });

export const mostFiles = 20;

export const SubmitBody = Type.Object(
  {
    problem: Slug,
    runtime: RuntimeId,
    source: Type.Optional(Type.String({ description: 'the program as one text; instead of `files`' })),
    files: Type.Optional(
      Type.Array(SourceFile, { minItems: 1, maxItems: mostFiles, description: 'the program; instead of `source`' }),
    ),
    runAll: Type.Optional(
      Type.Boolean({ description: 'go on behind the first failing case of a pass-fail problem; false when left out' }),
    ),
  },
  {
    additionalProperties: false,
    examples: [
      { problem: 'brackets', runtime: 'python', source: 'print(input())\n' },
      {
        problem: 'brackets',
        runtime: 'python',
        files: [{ name: 'main.py', content: 'print(input())\n' }],
        runAll: true,
      },
    ],
  },
);
export type SubmitBody = Static<typeof SubmitBody>;

export const SubmitQuery = Type.Object(
  {
    wait: Type.Optional(
      Type.Number({
        minimum: 0,
        description: 'hold the answer until the submission is done, for so many seconds at most; more than 60 is 60',
        examples: [10],
      }),
    ),
  },
  { additionalProperties: false },
);

export const SubmitHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      pattern: '^[!-~]{1,200}$',
      description:
        'a repeated request with the same key gives the first submission again; 1 to 200 visible ASCII characters',
    }),
  ),
});

const head = {
  id: Type.String(),
  kind: SubmissionKind,
  state: SubmissionState,
  attemptId: orNull(Type.String(), 'the attempt that it is part of'),
  of: orNull(Type.String(), 'the submission that a rerun or rejudge grades again'),
  problem: Type.String(),
  problemVersion: Type.String({ description: 'SHA-256 of the package that it is graded against' }),
  runtime: Type.String(),
  verdict: orNull(Verdict, 'null until done'),
  reason: orNull(Type.String(), 'of the case that decided, or of an internal error'),
  score: orNull(Type.Number(), 'null until done'),
  maxScore: orNull(Type.Number(), 'null until done, or unbounded'),
  queuedAt: instant('when it was accepted'),
  startedAt: orNull(instant('when grading began'), 'null while queued'),
  doneAt: orNull(instant('when it was done or canceled'), 'null until then'),
};

export const example = {
  id: '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10',
  kind: 'submit',
  state: 'done',
  attemptId: null,
  of: null,
  problem: 'brackets',
  problemVersion: '6b1f2f10c9a4',
  runtime: 'python',
  verdict: 'WA',
  reason: null,
  score: 0,
  maxScore: 1,
  queuedAt: '2026-11-24T06:00:00.000Z',
  startedAt: '2026-11-24T06:00:00.012Z',
  doneAt: '2026-11-24T06:00:00.160Z',
};

const exampleReceipt = {
  sourceSha256: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
  problem: 'brackets',
  problemVersion: '6b1f2f10c9a4',
  testDataSha256: 'fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9',
  checkerSha256: 'baa5a0964d3320fbc0c6a922140453c8513ea24ab8fd0577034804a967248096',
  limits: {
    ...{ timeLimitMs: 2000, wallTimeLimitMs: 6000, memoryLimitMb: 256, outputLimitKb: 8192, processLimit: 64 },
    ...{ fileSizeLimitKb: 32_768, sourceSizeLimitKb: 256, compileTimeLimitMs: 30_000, compileMemoryLimitMb: 1024 },
  },
  runtime: 'python',
  runtimeVersion: '3.13.5',
  image: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  engine: '0.2.0',
  worker: 'grader-1/4711/8f3a-4026531836-1234',
  gradedAt: '2026-11-24T06:00:00.158Z',
};

/** A submission without its cases, as a list has it. */
export const SubmissionSummary = Type.Object(head, { examples: [example] });
export type SubmissionSummary = Static<typeof SubmissionSummary>;

export const SubmissionView = Type.Object(
  {
    ...head,
    compile: orNull(CompileResult, 'null until done'),
    groups: Type.Array(GroupResult, { description: 'empty until done' }),
    receipt: orNull(Receipt, 'with what the score was made; null until done, and of runs and internal errors'),
  },
  {
    examples: [
      {
        ...example,
        compile: { ok: true, reason: null, output: '', cpuTimeMs: 21, wallTimeMs: 24 },
        groups: [
          {
            name: 'sample',
            verdict: 'WA',
            score: 0,
            maxScore: 0,
            cases: [
              {
                name: 'sample/1',
                verdict: 'WA',
                reason: null,
                score: null,
                cpuTimeMs: 12,
                wallTimeMs: 13,
                memoryPeakKb: 9120,
                leftoverProcesses: 0,
              },
            ],
          },
        ],
        receipt: exampleReceipt,
      },
    ],
  },
);
export type SubmissionView = Static<typeof SubmissionView>;

export function summaryOf(submission: SubmissionBrief): SubmissionSummary {
  const { id, kind, state, attemptId, of, problem, problemVersion, runtime, result } = submission;
  const { queuedAt, startedAt, doneAt } = submission;
  const { verdict = null, reason = null, score = null, maxScore = null } = result ?? {};
  return {
    ...{ id, kind, state, attemptId, of, problem, problemVersion, runtime },
    ...{ verdict, reason, score, maxScore, queuedAt, startedAt, doneAt },
  };
}

export function viewOf(submission: Submission): SubmissionView {
  const { result, receipt } = submission;
  return { ...summaryOf(submission), compile: result?.compile ?? null, groups: result?.groups ?? [], receipt };
}

/** As it was when it was accepted: what a repeated request is answered with. */
export function acceptedViewOf(submission: Submission): SubmissionView {
  return viewOf({ ...submission, state: 'queued', result: null, receipt: null, startedAt: null, doneAt: null });
}

export const ListQuery = Type.Object(
  {
    problem: Type.Optional(Slug),
    state: Type.Optional(SubmissionState),
    kind: Type.Optional(SubmissionKind),
    attemptId: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'what is part of this attempt' }),
    ),
    ...paging,
  },
  { additionalProperties: false },
);

export const SubmissionList = Type.Object(
  {
    items: Type.Array(SubmissionSummary),
    next: Next,
  },
  { examples: [{ items: [example], next: null }] },
);
