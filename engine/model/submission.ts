import Type, { type Static } from 'typebox';
import type { Receipt } from './receipt.ts';
import { Verdict } from './verdict.ts';

/** A file name that is safe everywhere: flat, no leading dot or dash, no separators. */
export const fileNamePattern = '^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$';

export const SubmissionState = Type.Enum(['queued', 'compiling', 'running', 'done', 'canceled']);
export type SubmissionState = Static<typeof SubmissionState>;

export const SourceFile = Type.Object(
  { name: Type.String({ pattern: fileNamePattern }), content: Type.String() },
  { additionalProperties: false },
);
export type SourceFile = Static<typeof SourceFile>;

const Count = Type.Integer({ minimum: 0 });
const MaxScore = Type.Union([Type.Number(), Type.Null()], { description: 'null: unbounded' });

/**
 * What a candidate may know of a case: facts, never its input, answer or output. Nor their sizes: a program could tell by
 * the length of its output what it has read.
 */
export const CaseResult = Type.Object({
  name: Type.String(),
  verdict: Verdict,
  reason: Type.Union([Type.Null(), Type.String()], {
    description:
      'TLE cpu|wall, RTE exit:<n>|signal:<NAME>|start:<ERRNO>, OLE stdout|stderr|file, MLE memory, IE and SK in words',
  }),
  score: Type.Union([Type.Number(), Type.Null()], { description: 'null where the group does not score its cases' }),
  cpuTimeMs: Type.Number(),
  wallTimeMs: Type.Number(),
  memoryPeakKb: Count,
  leftoverProcesses: Count,
});
export type CaseResult = Static<typeof CaseResult>;

export const GroupResult = Type.Object({
  name: Type.String(),
  verdict: Verdict,
  score: Type.Number(),
  maxScore: MaxScore,
  cases: Type.Array(CaseResult),
});
export type GroupResult = Static<typeof GroupResult>;

export const CompileResult = Type.Object({
  ok: Type.Boolean(),
  reason: Type.Union([Type.Null(), Type.Enum(['error', 'time', 'memory'])]),
  output: Type.String({ description: 'of the compiler, at most 64 KiB' }),
  cpuTimeMs: Type.Number(),
  wallTimeMs: Type.Number(),
});
export type CompileResult = Static<typeof CompileResult>;

/** What grading gives. */
export const GradeResult = Type.Object({
  verdict: Verdict,
  reason: Type.Union([Type.Null(), Type.String()], {
    description: 'of the case that decided, or of an internal error',
  }),
  score: Type.Number(),
  maxScore: MaxScore,
  compile: CompileResult,
  groups: Type.Array(GroupResult),
});
export type GradeResult = Static<typeof GradeResult>;

/** A worker's claim until an instant. `owner` is the process: see engine/owner.ts. */
export interface Lease {
  owner: string;
  until: string;
}

/**
 * `submit`: all cases, counts · `run`: samples or the candidate's own input, never scored · `rejudge`: with another version,
 * aside · `rerun`: once more the same, to see whether it drifts.
 */
export const SubmissionKind = Type.Enum(['submit', 'run', 'rejudge', 'rerun']);
export type SubmissionKind = Static<typeof SubmissionKind>;

/** As stored. `rev` counts the updates; every update names the rev that it saw. */
export interface Submission {
  id: string;
  rev: number;
  kind: SubmissionKind;
  state: SubmissionState;
  /** `null`: not of an attempt. */
  attemptId: string | null;
  /** The submission that a rejudge or rerun grades again. */
  of: string | null;
  rejudgeId: string | null;
  /** Of a `run`: the candidate's own input; `null` is the samples. */
  input: string | null;
  /** Whether it is graded with `problemVersion` and no other; else with the problem as it is then. */
  pinned: boolean;
  /** Higher goes first: see `priorities` in engine/priority.ts. */
  priority: number;
  /** Of one lane, one submission is graded at a time; `null` is no lane. */
  lane: string | null;
  /** Of an attempt whose submissions are counted: `<attempt>/<problem>/<n>`, n from 1; unique. A canceled one gives it back. */
  slot: string | null;
  /** It is done, and what follows from that (scores, webhooks) is not. */
  unsettled: boolean;
  /** `staff:<id>`, `key:<id>` or `candidate:<attempt id>`. */
  createdBy: string;
  problem: string;
  problemVersion: string;
  runtime: string;
  files: SourceFile[];
  runAll: boolean;
  /** Client's `Idempotency-Key` and a digest of the request that came with it. */
  idempotencyKey: string | null;
  requestDigest: string | null;
  lease: Lease | null;
  /** Times that grading was begun. */
  attempts: number;
  result: GradeResult | null;
  receipt: Receipt | null;
  queuedAt: string;
  startedAt: string | null;
  doneAt: string | null;
}

/** What fits in a line: without sources, and of the result without compiler output and cases. */
export type SubmissionBrief = Omit<Submission, 'files' | 'result'> & {
  result: Omit<GradeResult, 'compile' | 'groups'> | null;
};

/** Some bytes of something, exact, and how long the whole was. */
export interface Excerpt {
  base64: string;
  sizeBytes: number;
  /** Whether the whole is more than these. */
  cut: boolean;
  /** Where these begin, unless that is the beginning: the line counts from 1. `midLine`: they begin within it. */
  from?: { byte: number; line: number; midLine: boolean };
}

/** The bytes of one case of one submission: for staff, and for a candidate only where `sample`. */
export interface RunRecord {
  /** `<submission id>/<index of the case>`. */
  id: string;
  rev: number;
  submissionId: string;
  caseName: string;
  sample: boolean;
  input: Excerpt;
  answer: Excerpt;
  output: Excerpt;
  stderr: Excerpt;
  /** The checker's words, for staff: where the first difference is, or the output validator's judgemessage. */
  message: string | null;
  /** What an output validator has to say to who wrote the program. Without it `message` is for them too, of samples. */
  teamMessage?: string | null;
}
