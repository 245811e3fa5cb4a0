import { AppError } from '../errors.ts';
import type { Attempt } from '../model/attempt.ts';
import { clockOf } from './clock.ts';

/*
 * Theory of operation. What a candidate may still do is decided here from what is stored and from now, not from whether
 * a sweep has come by. Runs and submissions end with the time. Drafts are taken for a moment longer, and for that moment
 * after a pause began, since what was typed before is on its way then.
 */

/** Throws ATTEMPT_CLOSED, in words, unless the clock runs. */
export function mustRun(attempt: Attempt, now: Date): void {
  const why = whyClosed(attempt, { now, graceMs: 0 });
  if (why !== null) throw new AppError('ATTEMPT_CLOSED', why);
}

/** Throws ATTEMPT_CLOSED, in words, when what is typed cannot be saved any more. */
export function mustTakeDrafts(attempt: Attempt, at: { now: Date; graceMs: number }): void {
  const why = whyClosed(attempt, at);
  if (why !== null) throw new AppError('ATTEMPT_CLOSED', why);
}

function whyClosed(attempt: Attempt, { now, graceMs }: { now: Date; graceMs: number }): string | null {
  const late = (instant: string) => now.getTime() >= Date.parse(instant) + graceMs;
  const inGrace = (instant: string) => graceMs > 0 && !late(instant);
  switch (attempt.state) {
    case 'ready':
      return 'The attempt has not begun: start it first.';
    case 'running': {
      const { endsAt } = clockOf(attempt, now);
      return endsAt !== null && late(endsAt) ? timeUp(endsAt) : null;
    }
    case 'paused': {
      const stop = attempt.stops.find(({ to }) => to === null);
      if (stop !== undefined && inGrace(stop.from)) return null;
      const reason = stop === undefined || stop.reason === '' ? '' : ` (${stop.reason})`;
      return `The attempt is paused${reason}, and its clock stands still: keep the text in the page, and save it when the clock goes on.`;
    }
    case 'ending':
    case 'grading':
    case 'finished':
      return ended(attempt, inGrace);
    default:
      return attempt.state satisfies never;
  }
}

function ended({ state, endedAt, endedBy }: Attempt, inGrace: (instant: string) => boolean): string | null {
  const at = endedAt ?? 'an earlier time';
  switch (endedBy) {
    case 'candidate':
      return `You finished the attempt at ${at}: what was saved until then counts.`;
    case 'reviewer':
      return `The attempt was ended by its reviewer at ${at}: what was saved until then counts.`;
    case 'time':
    case null:
      // While its drafts are not handed in yet, one more save is in time.
      return state === 'ending' && endedAt !== null && inGrace(endedAt) ? null : timeUp(at);
    default:
      return endedBy satisfies never;
  }
}

function timeUp(at: string): string {
  return `The time was up at ${at}: what was saved until then counts.`;
}
