import type { PackageFile } from './package.ts';
import type { CaseResult, CompileResult, GradeResult, RunRecord, SourceFile } from './submission.ts';

/** What an author wants to see run: a program of a working copy, or one that is in none, on some of its cases or on an input. */
export interface Trial {
  /** `solution` is a path below the package, such as `submissions/accepted/main.py`. */
  program: { solution: string } | { runtime: string; files: SourceFile[] };
  /** `unanswered`: those that have no answer yet. Names are those of cases, such as `secret/01`. */
  on: { cases: 'all' | 'samples' | 'unanswered' } | { names: string[] } | { input: string };
}

/** What is known of a trial when it begins. */
export interface TrialHead {
  /** Id of the runtime. */
  runtime: string;
  /** As they apply to this runtime. */
  limits: { timeLimitMs: number; wallTimeLimitMs: number; memoryLimitMb: number };
  /** How many cases are run. */
  cases: number;
}

/** What a trial comes to as a whole; its cases are stored one by one. */
export interface Tried extends TrialHead, Pick<GradeResult, 'verdict' | 'reason'> {
  /** `null` where not all cases were run, or some had no answer. */
  score: number | null;
  maxScore: number | null;
  compile: CompileResult;
}

/** How one case of a trial ended. */
export interface TriedCase {
  /** From 0, of those that are run. */
  index: number;
  group: string;
  /** Where there is no answer to compare with, AC says no more than that it ended by itself. */
  result: CaseResult;
  compared: boolean;
  /** Whether the whole output is kept: then it can be read, and be made the answer. */
  kept: boolean;
}

/** The same with its bytes, as stored. Its id is `<job id>/<index>`, in the order of the cases. */
export interface TrialRecord
  extends TriedCase,
    Pick<RunRecord, 'rev' | 'sample' | 'input' | 'answer' | 'output' | 'stderr' | 'message' | 'teamMessage'> {
  id: string;
  jobId: string;
  /** The whole output, as the answer file that it could be. Its bytes are there for a day. */
  whole: PackageFile | null;
  /** SHA-256 (hex) of the input file; `null` for an input that is no case's. */
  inputSha256: string | null;
}

/** Without what is long. */
export type TrialBrief = Omit<
  TrialRecord,
  'input' | 'answer' | 'output' | 'stderr' | 'message' | 'teamMessage' | 'whole'
>;
