/**
 * Theory of operation. A session is what one box does from READY to its end: files, then runs, one call at a time.
 * A run that neither ends nor is killed in time, and any broken rule, ends the box: it is never used again.
 */
import type { ProgramFile, RunFacts, RunRequest, RunResult } from '../model/run.ts';
import type { Connection } from './connection.ts';
import { withDeadline } from './deadline.ts';
import { converse, sendFile } from './exchange.ts';
import type { Spool } from './spool.ts';

/** Beyond a run's own wall time limit: for cleaning, and for a busy machine. */
const graceMs = 15_000;
/** The supervisor does not count what a busy machine takes from a program, up to so many times the limit. */
const wallAtMost = 4;
const putTimeoutMs = 20_000;

export interface Session {
  put(files: readonly ProgramFile[]): Promise<void>;
  run(request: RunRequest, signal?: AbortSignal): Promise<RunResult>;
  /** False once the connection has ended or the box could not be cleaned. */
  readonly usable: boolean;
}

export interface SessionDeps {
  connection: Connection;
  createSpool(): Spool;
  /** Whether the kernel ended the whole box for want of memory; asked when the connection ends during a run. */
  wasOutOfMemory(): Promise<boolean>;
}

export function createSession({ connection, createSpool, wasOutOfMemory }: SessionDeps): Session {
  let lastSeq = 0;
  let dirty = false;

  return {
    async put(files) {
      try {
        for (const file of files) {
          lastSeq += 1;
          await withDeadline('Writing a file', putTimeoutMs, sendFile(connection, lastSeq, file));
        }
      } catch (error) {
        connection.end(error as Error);
        throw error;
      }
    },

    async run(request, signal) {
      const spool = createSpool();
      const startedAt = performance.now();
      lastSeq += 1;
      try {
        const conversation = converse(connection, lastSeq, request, spool);
        const timeoutMs = request.limits.wallTimeMs * wallAtMost + graceMs;
        const {
          facts,
          kept,
          dirty: dirt,
          stderr,
          collected,
        } = await withDeadline('The end of a run', timeoutMs, conversation, signal);
        dirty = dirt !== 0;
        return { facts, stdout: spool.finish(), stderr: Buffer.concat(stderr), collected, kept };
      } catch (error) {
        connection.end(error as Error);
        if (signal?.aborted || !(await wasOutOfMemory())) {
          await spool.discard();
          throw error;
        }
        const facts = outOfMemoryFacts(performance.now() - startedAt);
        return { facts, stdout: spool.finish(), stderr: new Uint8Array(), collected: new Map(), kept: false };
      }
    },

    get usable() {
      return connection.ended === null && !dirty;
    },
  };
}

/** What is known of a run when the kernel has killed the supervisor along with it. */
function outOfMemoryFacts(wallTimeMs: number): RunFacts {
  return {
    exitCode: null,
    signal: 'SIGKILL',
    killedBy: 'none',
    oomKills: 1,
    startError: null,
    cpuTimeMs: 0,
    wallTimeMs: Math.round(wallTimeMs),
    memoryPeakKb: 0,
    stdoutBytes: 0,
    stderrBytes: 0,
    leftoverProcesses: 0,
    boxDied: true,
  };
}
