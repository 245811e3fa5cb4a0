import Type, { type Static } from 'typebox';
import type { Content } from './content.ts';
import type { Limits } from './limits.ts';
import type { SourceFile } from './submission.ts';
import type { Verdict } from './verdict.ts';

/** How a group's score comes from its members' scores. */
export const ScoreAggregation = Type.Enum(['sum', 'min', 'pass-fail']);
export type ScoreAggregation = Static<typeof ScoreAggregation>;

/** The options of the `tokens` checker, under Kattis's names. */
export interface TokensOptions {
  case_sensitive: boolean;
  space_change_sensitive: boolean;
  float_relative_tolerance: number | null;
  float_absolute_tolerance: number | null;
}

/**
 * How an output is decided: one of ours, or the package's own output validator with these arguments. `none` takes every
 * output, where there is no answer to hold it against: packages cannot name it.
 */
export type CheckerSpec =
  | { kind: 'none' }
  | { kind: 'exact' }
  | { kind: 'lines' }
  | { kind: 'tokens'; options: TokensOptions }
  | { kind: 'program'; args: readonly string[] };

/** A program that comes with a package: a reference solution or an output validator. Its runtime is known by the files. */
export interface PackageProgram {
  /** Path below the package, such as `submissions/accepted/main.py`. */
  name: string;
  runtimeId: string;
  /** Name of the entry file, one of `files`. */
  main: string;
  files: readonly { name: string; path: string }[];
}

export interface TestCase {
  /** Path below `data/` without extension, such as `secret/02-large/07`. */
  name: string;
  input: Content;
  answer: Content;
  /** Arguments to the submission. */
  args: readonly string[];
  checker: CheckerSpec;
  hint: string | null;
  /** What people see of a sample in place of its input and answer, where the package says so; never used in grading. */
  shown?: { input: Content; answer: Content };
}

export interface TestGroup {
  /** `sample`, `secret` (where it holds cases itself), or `secret/<group>`. */
  name: string;
  sample: boolean;
  aggregation: ScoreAggregation;
  /** `null`: unbounded. Samples, and groups of pass-fail problems, have 0. */
  maxScore: number | null;
  /** Names of earlier groups that must be accepted whole before this one is run. */
  requirePass: readonly string[];
  cases: readonly TestCase[];
}

/** A reference solution with what its folder (or submissions.yaml) promises. */
export interface ReferenceSolution {
  program: PackageProgram;
  rules: readonly ReferenceRule[];
}

/** Of the cases that match: each verdict must be in `permitted`, and at least one in `required`; a score in range. */
export interface ReferenceRule {
  /** Glob over names of groups and cases below `data/`; `null` is all of them. */
  cases: string | null;
  permitted: readonly Verdict[] | null;
  required: readonly Verdict[] | null;
  score: readonly [number, number] | null;
  message: string | null;
}

export interface Problem {
  /** Name of the package's folder. */
  slug: string;
  /** SHA-256 (hex) over the package's files: the version that a submission was graded against. */
  version: string;
  /** SHA-256 (hex) of what decides a verdict, each by itself. */
  digests: { testData: string; checker: string };
  type: 'pass-fail' | 'scoring';
  name: string;
  /** Markdown. */
  statement: string;
  /** The statement as a PDF, where the package has it in no text that can be set. */
  statementPdf: Content | null;
  /** What the statement may show, as `data:` URIs: see engine/problem/pictures.ts. */
  pictures: Readonly<Record<string, string>>;
  limits: Limits;
  /** Ids of the runtimes that may be used; `null` is all. */
  languages: readonly string[] | null;
  /** `sample` first, then the secret groups in order. */
  groups: readonly TestGroup[];
  /** Of the whole problem (`secret`): 1 for a pass-fail problem, `null` unbounded. */
  maxScore: number | null;
  aggregation: ScoreAggregation;
  validator: { program: PackageProgram; timeLimitMs: number; memoryLimitMb: number; outputLimitKb: number } | null;
  solutions: readonly ReferenceSolution[];
  /** By id of the runtime: the files that a candidate begins with. No part of `version`. */
  starters: Readonly<Record<string, readonly SourceFile[]>>;
}
