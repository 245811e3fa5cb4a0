import type { Verdict } from '../../../engine/model/verdict.ts';

/** A verdict in words: what happened, whose fault it is, and what to try next. */

export interface Told {
  verdict: Verdict;
  /** As grading gives it, where it may be known. */
  reason?: string | null;
}

/** `null`: there is nothing to be done. */
export function adviceOf({ verdict, reason = null }: Told): string | null {
  switch (verdict) {
    case 'AC':
      return null;
    case 'PAC':
      return 'Some of the groups are not solved yet: look at the first that is not accepted.';
    case 'WA':
      return 'It ran to its end within the limits, but its output is not what is expected.';
    case 'TLE':
      return reason === 'wall' ? waited : 'It used up its time: look for an endless loop, or for a faster way.';
    case 'MLE':
      return 'It used up its memory: keep less at a time, or look for a recursion or a list that grows without end.';
    case 'OLE':
      return outputWords(reason);
    case 'RTE':
      return endWords(reason ?? '');
    case 'CE':
      return compileWords(reason);
    case 'IE':
      return 'This is our fault, not yours, and costs you no points. Hand it in again; if it comes back, write to who invited you.';
    case 'SK':
      return 'It was not run, since what comes before it had failed.';
    default:
      return verdict satisfies never;
  }
}

const waited = 'It waited too long without computing: for input that does not come, a lock, or a sleep.';

function outputWords(reason: string | null): string {
  if (reason === 'file') return 'It wrote too much into a file: look for a loop that writes without end.';
  const where = reason === 'stderr' ? 'to standard error' : 'as output';
  return `It wrote too much ${where}: look for a loop that prints without end, or printing that was left from debugging.`;
}

function compileWords(reason: string | null): string {
  if (reason === 'time')
    return 'It was not run: compiling took too long. Look for code that makes the compiler compute.';
  if (reason === 'memory')
    return 'It was not run: compiling used up its memory. Look for very large constants or tables.';
  return 'It was not run. Mend the first thing that the compiler says: the rest often follows from it.';
}

const signals: Readonly<Record<string, string>> = {
  SIGSEGV:
    'It crashed on an access to memory that is not its own: often a recursion that goes too deep, or a bad index.',
  SIGABRT: 'It ended itself by abort, often by a failed assertion or for want of memory.',
  SIGFPE: 'It crashed on arithmetic, such as a division by zero.',
  SIGKILL: 'It was killed while it ran.',
};

function endWords(reason: string): string {
  const signal = /^signal:(.*)$/.exec(reason)?.[1];
  if (signal !== undefined) return signals[signal] ?? `It was ended by the signal ${signal}.`;
  const status = /^exit:(\d+)$/.exec(reason)?.[1];
  const end = status === undefined ? 'It crashed' : `It ended with exit status ${status} instead of 0`;
  return `${end}: an error that was not caught. Standard error often says where.`;
}
