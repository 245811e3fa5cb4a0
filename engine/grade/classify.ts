/**
 * Theory of operation. The supervisor reports facts; here they become a verdict. Several can hold at once: a program
 * that runs out of memory may also be out of time, and be ended by a signal. So each rule names what it sees, and the
 * gravest wins, in one fixed order. What the supervisor recorded as the cause of its kill is a rule of its own, since
 * exit code and signal do not tell it: an out-of-memory kill, a time kill and a program that kills itself all look alike.
 */
import { AppError } from '../errors.ts';
import type { KillCause, RunFacts, RunLimits } from '../model/run.ts';
import type { CompileResult } from '../model/submission.ts';

/** How a run ended that did not end cleanly. */
export interface Ending {
  verdict: 'IE' | 'OLE' | 'MLE' | 'TLE' | 'RTE';
  reason: string;
}

const gravestFirst: readonly Ending['verdict'][] = ['IE', 'OLE', 'MLE', 'TLE', 'RTE'];

/** A program that fails with this much of its memory in use failed for want of more (its runtime gave up by itself). */
const nearlyAllMemory = 0.95;

/**
 * The verdict of a run, or `null` when it ended cleanly and the checker decides. IE says that the box died by itself,
 * or that the facts make no sense: ours, to be tried again in a fresh box.
 */
export function classify(facts: RunFacts, limits: RunLimits): Ending | null {
  return gravest([
    ofBox(facts),
    ofKill(facts.killedBy),
    ofOutput(facts, limits),
    ofMemory(facts, limits),
    ofTime(facts, limits),
    ofExit(facts),
  ]);
}

/**
 * Why compiling failed, or `null` when it did not. Throws AppError SANDBOX_FAULT when that is no fault of the source:
 * the box died by itself, or the compiler could not be started.
 */
export function classifyCompile(facts: RunFacts): CompileResult['reason'] {
  if (facts.startError !== null) {
    throw new AppError(
      'SANDBOX_FAULT',
      `The compiler could not be started: ${facts.startError}. Build the image again.`,
    );
  }
  const ending = gravest([ofBox(facts), ofKill(facts.killedBy), ofOomKill(facts), ofExit(facts)]);
  if (ending === null) return null;
  switch (ending.verdict) {
    case 'IE':
      throw new AppError('SANDBOX_FAULT', `While compiling: ${ending.reason}.`);
    case 'MLE':
      return 'memory';
    case 'TLE':
      return 'time';
    case 'OLE':
    case 'RTE':
      return 'error';
    default:
      return ending.verdict satisfies never;
  }
}

/** Of equally grave ones the first. */
function gravest(endings: readonly (Ending | null)[]): Ending | null {
  for (const verdict of gravestFirst) {
    const found = endings.find((ending) => ending?.verdict === verdict);
    if (found) return found;
  }
  return null;
}

function ofBox({ boxDied, oomKills }: RunFacts): Ending | null {
  return boxDied && oomKills === 0 ? { verdict: 'IE', reason: 'the box died' } : null;
}

function ofKill(cause: KillCause): Ending | null {
  switch (cause) {
    case 'none':
      return null;
    case 'stdout':
    case 'stderr':
      return { verdict: 'OLE', reason: cause };
    case 'memory':
      return { verdict: 'MLE', reason: 'memory' };
    case 'cpu':
    case 'wall':
      return { verdict: 'TLE', reason: cause };
    default:
      return { verdict: 'IE', reason: `unknown cause of a kill: ${JSON.stringify(cause satisfies never)}` };
  }
}

/** It wrote more than was kept, and ended before it could be killed. */
function ofOutput({ stdoutBytes, stderrBytes }: RunFacts, limits: RunLimits): Ending | null {
  if (stdoutBytes > limits.stdoutLimitBytes) return { verdict: 'OLE', reason: 'stdout' };
  if (stderrBytes > limits.stderrLimitBytes) return { verdict: 'OLE', reason: 'stderr' };
  return null;
}

function ofMemory(facts: RunFacts, { memoryLimitMb }: RunLimits): Ending | null {
  const limitKb = memoryLimitMb * 1024;
  const failedByItself = facts.killedBy === 'none' && ofExit(facts) !== null;
  const most = failedByItself ? limitKb * nearlyAllMemory : limitKb + 1;
  return facts.memoryPeakKb >= most ? { verdict: 'MLE', reason: 'memory' } : ofOomKill(facts);
}

function ofOomKill({ oomKills }: RunFacts): Ending | null {
  return oomKills > 0 ? { verdict: 'MLE', reason: 'memory' } : null;
}

/** It was over the limit, and ended before it could be killed. */
function ofTime({ cpuTimeMs, wallTimeMs }: RunFacts, limits: RunLimits): Ending | null {
  if (cpuTimeMs > limits.cpuTimeMs) return { verdict: 'TLE', reason: 'cpu' };
  if (wallTimeMs > limits.wallTimeMs) return { verdict: 'TLE', reason: 'wall' };
  return null;
}

/** How the main process ended. After a kill of ours that is not the cause, and less grave than the cause. */
function ofExit({ startError, signal, exitCode, killedBy, boxDied }: RunFacts): Ending | null {
  if (startError !== null) return { verdict: 'RTE', reason: `start:${startError}` };
  // The two limits that the kernel enforces by signal.
  if (signal === 'SIGXFSZ') return { verdict: 'OLE', reason: 'file' };
  if (signal === 'SIGXCPU') return { verdict: 'TLE', reason: 'cpu' };
  if (signal !== null) return { verdict: 'RTE', reason: `signal:${signal}` };
  if (exitCode === 0) return null;
  if (exitCode !== null) return { verdict: 'RTE', reason: `exit:${exitCode}` };
  return killedBy === 'none' && !boxDied ? { verdict: 'IE', reason: 'a run without an end' } : null;
}
