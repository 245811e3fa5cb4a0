import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClockFacts, clockOf, graceMs, reconnectMs } from '../../../engine/assess/clock.ts';
import type { ClockStop } from '../../../engine/model/attempt.ts';

const startMs = Date.parse('2026-03-02T12:00:00.000Z');
const at = (ms: number) => new Date(startMs + ms).toISOString();
const hour = 3_600_000;

function stop(fromMs: number, toMs: number | null, kind: ClockStop['kind'] = 'pause'): ClockStop {
  return { kind, from: at(fromMs), to: toMs === null ? null : at(toMs), reason: '', by: 'system', key: `${fromMs}` };
}

function facts(stops: ClockStop[], fields: Partial<ClockFacts> = {}): ClockFacts {
  const times = { startedAt: at(0), endsAt: null, endedAt: null, extraTimePercent: 0, addedMs: 0 };
  return { state: 'running', ...times, stops, rules: { durationMinutes: 60 }, ...fields };
}

const clock = (given: ClockFacts, ms: number) => clockOf(given, new Date(startMs + ms));

/** Second by second: what the sum of spans has to come to. */
function countedMs(stops: readonly ClockStop[], fromMs: number, toMs: number): number {
  let ms = 0;
  for (let t = fromMs; t < toMs; t += 1000) {
    const isIn = ({ from, to }: ClockStop) => from <= at(t) && (to === null || at(t) < to);
    if (stops.some(isIn)) ms += 1000;
  }
  return ms;
}

describe('examples', () => {
  test('half as much time again', () => {
    expect(clock(facts([], { extraTimePercent: 50 }), 10)).toMatchObject({
      allowedMs: 1.5 * hour,
      endsAt: at(1.5 * hour),
    });
  });

  test('it does not run before the start', () => {
    expect(clock(facts([], { startedAt: null }), hour)).toMatchObject({ usedMs: 0, remainingMs: hour, endsAt: null });
  });

  test('it stands while a stop is open, and goes on with what was left', () => {
    const paused = clock(facts([stop(50_000, null)]), 10 * hour);
    expect(paused).toMatchObject({ standing: true, endsAt: null, closesAt: null, usedMs: 50_000 });
    expect(clock(facts([stop(50_000, 10 * hour)]), 10 * hour)).toMatchObject({
      ...{ standing: false, remainingMs: hour - 50_000, endsAt: at(11 * hour - 50_000) },
    });
  });

  test('what was before the start, and a stop within another, count for nothing', () => {
    const stops = [stop(-hour, 1000), stop(2000, 9000), stop(3000, 4000, 'queue')];
    expect(clock(facts(stops), 10_000)).toMatchObject({ stoppedMs: 8000, usedMs: 2000 });
  });

  test('it stays open for a moment after the end, and for a while after an outage', () => {
    expect(clock(facts([]), 0).closesAt).toBe(at(hour + graceMs));
    const long = 2 * hour;
    expect(clock(facts([stop(hour - 1000, long, 'outage')]), long)).toMatchObject({
      endsAt: at(long + 1000),
      closesAt: at(long + reconnectMs),
    });
  });

  test('once it has ended it tells how it was then', () => {
    const ended = facts([stop(1000, 3000)], { state: 'finished', endedAt: at(10_000) });
    expect(clock(ended, 10 * hour)).toMatchObject({ usedMs: 8000, remainingMs: hour - 8000, stoppedMs: 2000 });
  });
});

describe('for all stops', () => {
  const seconds = fc.integer({ min: -60, max: 3600 }).map((s) => s * 1000);
  const closed = fc
    .tuple(seconds, seconds, fc.constantFrom('pause', 'outage', 'queue'))
    .map(([a, b, kind]) => stop(Math.min(a, b), Math.max(a, b), kind));
  const stops = fc.array(closed, { maxLength: 6 });
  const later = fc.integer({ min: 0, max: 7200 }).map((s) => s * 1000);

  test('a moment that several share counts once', () => {
    fc.assert(
      fc.property(stops, later, (given, nowMs) => {
        expect(clock(facts(given), nowMs).stoppedMs).toBe(countedMs(given, 0, nowMs));
      }),
      { numRuns: 60 },
    );
  });

  test('time is never negative, and used and remaining are all of it', () => {
    fc.assert(
      fc.property(stops, fc.integer({ min: -hour, max: 3 * hour }), (given, nowMs) => {
        const { usedMs, remainingMs, allowedMs, stoppedMs } = clock(facts(given), nowMs);
        expect(Math.min(usedMs, remainingMs, stoppedMs)).toBeGreaterThanOrEqual(0);
        expect(usedMs + remainingMs).toBe(allowedMs);
      }),
    );
  });

  test('as time goes by, less is left, and the end stays where it is', () => {
    fc.assert(
      fc.property(stops, later, later, (given, a, b) => {
        const [sooner, after] = [clock(facts(given), Math.min(a, b)), clock(facts(given), Math.max(a, b))];
        expect(after.remainingMs).toBeLessThanOrEqual(sooner.remainingMs);
        expect(after.endsAt).toBe(sooner.endsAt);
      }),
    );
  });

  test('one stop more never takes time, and gives at most its own length', () => {
    fc.assert(
      fc.property(stops, closed, (given, more) => {
        const [before, after] = [clock(facts(given), 0), clock(facts([...given, more]), 0)];
        const gainedMs = Date.parse(after.endsAt ?? '') - Date.parse(before.endsAt ?? '');
        expect(gainedMs).toBeGreaterThanOrEqual(0);
        expect(gainedMs).toBeLessThanOrEqual(Date.parse(more.to ?? '') - Date.parse(more.from));
      }),
    );
  });

  test('at the end all of it is used, and nothing sooner', () => {
    fc.assert(
      fc.property(stops, (given) => {
        const { endsAt } = clock(facts(given), 0);
        const endMs = Date.parse(endsAt ?? '') - startMs;
        const lastStop = Math.max(0, ...given.map(({ to }) => Date.parse(to ?? '') - startMs));
        // Where a stop reaches over the end, the end is after it.
        expect(clock(facts(given), Math.max(endMs, lastStop)).remainingMs).toBe(0);
      }),
    );
  });
});
