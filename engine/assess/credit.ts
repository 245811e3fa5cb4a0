import type { Attempt, ClockStop } from '../model/attempt.ts';
import type { Clock, Store } from '../ports.ts';
import { changeAttempt } from './change-attempt.ts';
import { clockOf } from './clock.ts';
import { milestonesOf } from './milestones.ts';

/** A time that is given back: it is over, and by us. */
export type Credit = Pick<ClockStop, 'kind' | 'reason' | 'key'> & { from: string; to: string };

/**
 * Gives an attempt time back while its clock runs or is paused. The same key again is the same credit, which may have
 * become longer and never becomes shorter. Does nothing for what began after the attempt was closed.
 */
export async function creditAttempt(
  { store, clock }: { store: Pick<Store, 'attempts' | 'timeline'>; clock: Pick<Clock, 'now'> },
  id: string,
  credit: Credit,
): Promise<void> {
  const attempt = await changeAttempt(store, id, (current) => {
    const stops = stopsWith(current, credit, clock.now());
    return stops === null ? null : { stops, endsAt: clockOf({ ...current, stops }, clock.now()).endsAt };
  });
  const entries = milestonesOf({ ...attempt, stops: attempt.stops.filter(({ key }) => key === credit.key) });
  await store.timeline.put(...entries);
}

/** `null` when there is nothing to give. */
function stopsWith(attempt: Attempt, credit: Credit, now: Date): ClockStop[] | null {
  const { state, startedAt, stops } = attempt;
  if ((state !== 'running' && state !== 'paused') || startedAt === null || credit.to <= startedAt) return null;
  const known = stops.find(({ kind, key }) => kind === credit.kind && key === credit.key);
  if (known) {
    if (known.to === null || known.to >= credit.to) return null;
    return stops.map((stop) => (stop === known ? { ...stop, to: credit.to } : stop));
  }
  const { closesAt } = clockOf(attempt, now);
  if (closesAt !== null && credit.from >= closesAt) return null;
  const from = credit.from < startedAt ? startedAt : credit.from;
  return [...stops, { ...credit, from, by: 'system' }];
}
