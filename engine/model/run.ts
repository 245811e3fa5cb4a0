import type { Content } from './content.ts';

/** One file of a program. `name` is flat (no directories); see `fileNamePattern` in submission.ts. */
export interface ProgramFile {
  name: string;
  content: Content;
}

export interface RunLimits {
  cpuTimeMs: number;
  wallTimeMs: number;
  memoryLimitMb: number;
  stdoutLimitBytes: number;
  stderrLimitBytes: number;
  processLimit: number;
  fileSizeLimitKb: number;
}

/** One execution of one program in a box. */
export interface RunRequest {
  argv: readonly string[];
  env: Readonly<Record<string, string>>;
  /** Piped to standard input; `null` is an empty input. */
  stdin: Content | null;
  limits: RunLimits;
  /** A file that the run left in /tmp, to be moved to /box (root-owned, executable), for the runs after it. */
  keep?: { from: string; to: string };
  /** Files that the run left below /tmp, relative to it, to be returned: at most 60 KiB of each. */
  collect?: readonly string[];
}

/** Which of our own limits made the supervisor kill the run; `none` when it ended by itself. */
export type KillCause = 'none' | 'cpu' | 'wall' | 'memory' | 'stdout' | 'stderr';

/** What the supervisor saw. Facts only: the verdict is decided from them in grade/classify.ts. */
export interface RunFacts {
  /** Of the main process; `null` when a signal ended it. */
  exitCode: number | null;
  /** Such as `SIGSEGV`; `null` when it exited. */
  signal: string | null;
  killedBy: KillCause;
  /** Processes that the kernel's out-of-memory killer ended during the run. */
  oomKills: number;
  /** Such as `ENOENT`, when the program could not be started at all; else `null`. */
  startError: string | null;
  cpuTimeMs: number;
  wallTimeMs: number;
  memoryPeakKb: number;
  /** Bytes written by the program, those beyond the limit (counted until the kill) included. */
  stdoutBytes: number;
  stderrBytes: number;
  /** Processes still alive when the main process had ended, and killed then. */
  leftoverProcesses: number;
  /** The box died under the run (the supervisor was killed, out of memory): what is known is in the other fields. */
  boxDied: boolean;
}

/** A program's standard output: in memory while small, else in a temporary file that disposing removes. */
export interface Output extends Content, AsyncDisposable {}

export interface RunResult {
  facts: RunFacts;
  stdout: Output;
  /** The first bytes of standard error, at most 64 KiB. */
  stderr: Uint8Array;
  /** By the names of `collect`; a file that was not there is absent. */
  collected: ReadonlyMap<string, Uint8Array>;
  /** Whether `keep` moved its file; false when there was none or it is no regular file within the limit. */
  kept: boolean;
}
