/** When candidates are told that the end comes near. */

const marksMs = [2 * 60_000, 10 * 60_000] as const;
export type Mark = (typeof marksMs)[number];
export const lastMarkMs: Mark = marksMs[0];
const backMs = 30_000;

export interface TimeLeft {
  remainingMs: number;
  allowedMs: number;
  /** That were read, and closed. */
  closed: readonly number[];
}

/** The mark that is passed and not yet closed; `null`: nothing is to be said. One that holds from the start is none. */
export function warningOf({ remainingMs, allowedMs, closed }: TimeLeft): Mark | null {
  if (remainingMs <= 0) return null;
  const mark = marksMs.find((one) => remainingMs <= one && one < allowedMs);
  return mark === undefined || closed.includes(mark) ? null : mark;
}

/** Those that are still behind: who is given time is warned again, but not because the clock was set by a moment. */
export function stillClosed({ remainingMs, closed }: Pick<TimeLeft, 'remainingMs' | 'closed'>): readonly number[] {
  return closed.filter((mark) => remainingMs <= mark + backMs);
}
