import type { CaseResult } from './submission.ts';
import type { Verdict } from './verdict.ts';

export interface SolutionReport {
  /** Path below the package, such as `submissions/accepted/main.py`. */
  name: string;
  /** `not run`: there is no runtime for its language. */
  status: 'pass' | 'fail' | 'not run';
  runtime: string | null;
  /** Its rules in a few words. */
  expected: string;
  verdict: Verdict | null;
  /** Of the case that decided. */
  reason: string | null;
  score: number | null;
  /** The first case that was not accepted: it shows what is wrong with a solution that is meant to fail. */
  caughtBy: string | null;
  slowest: { name: string; cpuTimeMs: number; timeLimitMs: number } | null;
  /** All, in order; none where it did not run. */
  cases: readonly Pick<CaseResult, 'name' | 'verdict' | 'reason' | 'cpuTimeMs'>[];
  /** Every rule that is broken, or why it was not run. */
  remarks: readonly string[];
}

export interface VerifyReport {
  slug: string;
  version: string;
  ok: boolean;
  solutions: readonly SolutionReport[];
  /** What is wrong with the package as a whole. */
  remarks: readonly string[];
}
