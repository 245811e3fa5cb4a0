import type { Lease } from './submission.ts';
import type { Trial, Tried } from './trial.ts';
import type { VerifyReport } from './verify.ts';

/** One file of a package: its bytes are the chunks, one after the other. */
export interface PackageFile {
  /** Below the package, with `/`. */
  path: string;
  sizeBytes: number;
  /** SHA-256 (hex) of the content. */
  sha256: string;
  /** Ids of chunks. */
  chunks: string[];
  executable: boolean;
}

/** At most 1 MiB of a file. Its id is the SHA-256 (hex) of the bytes: they never change, and all that have them share it. */
export interface Chunk {
  id: string;
  rev: number;
  base64: string;
  /** The last time that somebody stored these bytes. */
  writtenAt: string;
}

/** A problem that is being worked on: the files of its package. Its id is the slug. */
export interface WorkingCopy {
  id: string;
  rev: number;
  files: PackageFile[];
  updatedAt: string;
  updatedBy: string;
}

/** A problem that was published here: which of its versions is the one of now. Its id is the slug. */
export interface AuthoredProblem {
  id: string;
  rev: number;
  /** Of the current version. */
  number: number;
  /** A withdrawn one is in no list and takes no new submissions; what points at its versions goes on. */
  withdrawn: boolean;
}

/** A published version, which never changes: id `<slug>@<number>`, or `<slug>@kept-<version>`. */
export interface ProblemVersion {
  id: string;
  rev: number;
  slug: string;
  /** `Problem.version`: of what grading depends on. Two numbers may share one, say where starter code alone was changed. */
  version: string;
  /** 1, 2, 3, … within the problem; 0 for a copy kept of a package in the problems folder. */
  number: number;
  files: PackageFile[];
  publishedAt: string;
  publishedBy: string;
  note: string;
  report: VerifyReport | null;
  /** The authoring job that published it, which does so once, however often it is begun; `null` for a kept copy. */
  jobId: string | null;
}

/** Work on a package that takes a while and can be followed: to publish or verify it, to measure its limits, to try a program. */
export interface AuthoringJob {
  id: string;
  rev: number;
  kind: 'verify' | 'publish' | 'measure' | 'try';
  slug: string;
  /**
   * `<slug>@<version>`, of which it gives the times of the accepted solutions: one job for each, ever. `null`, or missing
   * in older ones: of a working copy.
   */
  ofVersion: string | null;
  /** The files as they were when it was asked for. */
  files: PackageFile[];
  state: 'queued' | 'running' | 'done';
  /** `refused`: by the gate, or because the package is not valid; `failed`: for a reason of ours. `reasons` say why. */
  outcome: 'passed' | 'refused' | 'failed' | 'canceled' | null;
  reasons: string[];
  /** What is no reason to refuse, and should be looked at. */
  warnings: string[];
  report: VerifyReport | null;
  measured: MeasuredLimits | null;
  /** How to measure; `null` for the other kinds. */
  measure: { margin: number; runs: number } | null;
  /** What to run on what; `null` for the kinds but `try`. */
  trial: Trial | null;
  tried: Tried | null;
  /** Of the published version: its hash, and its number. */
  version: string | null;
  number: number | null;
  note: string;
  lease: Lease | null;
  /** Times that the work was begun. */
  attempts: number;
  createdAt: string;
  createdBy: string;
  doneAt: string | null;
}

/** What was measured of the accepted solutions, and the limits that follow from it. */
export interface MeasuredLimits {
  margin: number;
  runs: number;
  runtimes: {
    runtime: string;
    solution: string;
    slowestCase: string;
    /** CPU time of the slowest case, of each run. */
    timesMs: number[];
    slowestMs: number;
    /** (slowest - fastest) / fastest of `timesMs`: how much the machine itself varies. */
    spread: number;
    memoryPeakKb: number;
    /** memory limit / peak. */
    memoryHeadroom: number;
    /** For this runtime, its time factor applied. */
    proposedTimeLimitMs: number;
    currentTimeLimitMs: number;
    /** current limit / slowest. */
    headroom: number;
  }[];
  /** One for the problem: the largest of the runtimes, by their time factors. */
  proposedTimeLimitMs: number;
}
