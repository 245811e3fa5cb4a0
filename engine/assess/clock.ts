import type { Attempt, ClockStop } from '../model/attempt.ts';

/*
 * Theory of operation. The clock of an attempt is a function of what is stored and of now. It runs for the duration plus
 * extra time from the start on, and stands still during stops: pauses, our outages, waits of the queue's making. Stops
 * may overlap, and a moment counts once; so no two reasons give the same time twice.
 *
 * What was typed before the end may arrive after it: the attempt closes `graceMs` later. Where we were down it stays open
 * for `reconnectMs` after that, in which pages find us again and save what they kept.
 */

/** After the end, what is on its way is still taken. */
export const graceMs = 5_000;

/** After an outage, for pages that ask for us ever less often. */
export const reconnectMs = 15_000;

export type ClockFacts = Pick<
  Attempt,
  'state' | 'startedAt' | 'endsAt' | 'endedAt' | 'extraTimePercent' | 'addedMs' | 'stops'
> & { rules: Pick<Attempt['rules'], 'durationMinutes'> };

export interface AttemptClock {
  /** Time for the whole attempt, without stops. */
  allowedMs: number;
  /** Of the allowed time, and never more than that. */
  usedMs: number;
  /** Never below 0. */
  remainingMs: number;
  /** Of all stops so far, a moment that several share counts once. */
  stoppedMs: number;
  standing: boolean;
  /** `null` before the start and while it stands. */
  endsAt: string | null;
  /** Until when drafts are taken; `null` as `endsAt`. */
  closesAt: string | null;
}

export function clockOf(attempt: ClockFacts, now: Date): AttemptClock {
  const allowedMs =
    Math.round(attempt.rules.durationMinutes * 60_000 * (1 + attempt.extraTimePercent / 100)) + attempt.addedMs;
  if (attempt.startedAt === null) {
    const none = { usedMs: 0, stoppedMs: 0, standing: false, endsAt: null, closesAt: null };
    return { ...none, allowedMs, remainingMs: allowedMs };
  }
  const startMs = Date.parse(attempt.startedAt);
  const nowMs = Math.max(startMs, attempt.endedAt === null ? now.getTime() : Date.parse(attempt.endedAt));
  const stoppedMs = lengthOf(attempt.stops, { fromMs: startMs, toMs: nowMs });
  const standing = attempt.stops.some(({ to }) => to === null);
  const usedMs = Math.min(allowedMs, nowMs - startMs - stoppedMs);
  const ends = standing ? null : startMs + allowedMs + lengthOf(attempt.stops, { fromMs: startMs, toMs: Infinity });
  return {
    ...{ allowedMs, usedMs, remainingMs: allowedMs - usedMs, stoppedMs, standing },
    endsAt: ends === null ? null : new Date(ends).toISOString(),
    closesAt: ends === null ? null : new Date(Math.max(ends + graceMs, reconnectedMs(attempt.stops))).toISOString(),
  };
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

function reconnectedMs(stops: readonly ClockStop[]): number {
  const ends = stops.flatMap(({ kind, to }) =>
    kind === 'outage' && to !== null ? [Date.parse(to) + reconnectMs] : [],
  );
  return Math.max(0, ...ends);
}
