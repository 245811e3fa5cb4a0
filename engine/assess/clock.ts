import type { Attempt, ClockStop } from '../model/attempt.ts';

/*
 * Theory of operation. The clock of an attempt is a function of what is stored and of now. It runs for the duration plus
 * extra time from the start on, and stands still during stops: pauses, our outages, waits of the queue's making. Stops
 * may overlap, and a moment counts once; so no two reasons give the same time twice.
 */

export type ClockFacts = Pick<
  Attempt,
  'state' | 'startedAt' | 'endsAt' | 'endedAt' | 'extraTimePercent' | 'addedMs' | 'stops'
> & { rules: Pick<Attempt['rules'], 'durationMinutes'> };

export interface AttemptClock {
  /** Time for the whole attempt, without stops. */
  allowedMs: number;
  usedMs: number;
  /** Never below 0. */
  remainingMs: number;
  /** Of all stops so far, a moment that several share counts once. */
  stoppedMs: number;
  standing: boolean;
  /** `null` before the start and while it stands. */
  endsAt: string | null;
}

export function clockOf(attempt: ClockFacts, now: Date): AttemptClock {
  const allowedMs =
    Math.round(attempt.rules.durationMinutes * 60_000 * (1 + attempt.extraTimePercent / 100)) + attempt.addedMs;
  if (attempt.startedAt === null) {
    return { allowedMs, usedMs: 0, remainingMs: allowedMs, stoppedMs: 0, standing: false, endsAt: null };
  }
  const startMs = Date.parse(attempt.startedAt);
  const nowMs = Math.max(startMs, attempt.endedAt === null ? now.getTime() : Date.parse(attempt.endedAt));
  const stoppedMs = lengthOf(attempt.stops, { fromMs: startMs, toMs: nowMs });
  const standing = attempt.stops.some(({ to }) => to === null);
  const usedMs = nowMs - startMs - stoppedMs;
  const endsAt = standing ? null : new Date(startMs + allowedMs + stoppedMs).toISOString();
  return { allowedMs, usedMs, remainingMs: Math.max(0, allowedMs - usedMs), stoppedMs, standing, endsAt };
}

/** Of the union of the stops, within these bounds. */
function lengthOf(stops: readonly ClockStop[], { fromMs, toMs }: { fromMs: number; toMs: number }): number {
  const spans = stops
    .map(
      ({ from, to }) =>
        [Math.max(fromMs, Date.parse(from)), Math.min(toMs, to === null ? toMs : Date.parse(to))] as const,
    )
    .filter(([from, to]) => to > from)
    .sort(([a], [b]) => a - b);
  let lengthMs = 0;
  let reachedMs = fromMs;
  for (const [from, to] of spans) {
    lengthMs += Math.max(0, to - Math.max(from, reachedMs));
    reachedMs = Math.max(reachedMs, to);
  }
  return lengthMs;
}
