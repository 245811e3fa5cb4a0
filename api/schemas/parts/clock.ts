import Type from 'typebox';
import { orNull } from '../../../engine/model/or-null.ts';
import { Instant } from './instant.ts';

/** What candidates and staff are told alike of the clock of an attempt. */

const Ms = (description: string) => Type.Integer({ description });

export const clockFacts = {
  now: Instant,
  startedAt: orNull(Instant, 'null before the start'),
  endsAt: orNull(Instant, 'when the time is up, as far as known; null before the start and while it stands'),
  endedAt: orNull(Instant, 'null until it is over'),
  allowedMs: Ms('for the whole attempt, with extra time'),
  usedMs: Ms('of it'),
  remainingMs: Ms('of it, never below 0'),
  stoppedMs: Ms('in which the clock stood still'),
  standing: Type.Boolean({ description: 'whether it stands still now' }),
  extraTimePercent: Type.Number(),
};

export const stopFacts = {
  kind: Type.Enum(['pause', 'outage', 'queue']),
  from: Instant,
  to: orNull(Instant, 'null: it stands still now'),
  reason: Type.String(),
};
