import { AppError } from '../errors.ts';
import type { Attempt } from '../model/attempt.ts';
import { clockOf, graceMs } from './clock.ts';

/*
 * Theory of operation. What a candidate may still do is decided here from what is stored and from now, not from whether
 * a sweep has come by. Runs and submissions end with the time. Drafts are taken until the attempt closes, a moment later,
 * and for such a moment after a pause began, since what was typed before is on its way then.
 */

/** Throws ATTEMPT_CLOSED, in words, unless the clock runs. */
export function mustRun(attempt: Attempt, now: Date): void {
  const why = whyNotRunning(attempt, now);
  if (why !== null) throw new AppError('ATTEMPT_CLOSED', why);
}

/** Throws ATTEMPT_CLOSED, in words, when what is typed cannot be saved any more. */
export function mustTakeDrafts(attempt: Attempt, now: Date): void {
  const why = whyNoDrafts(attempt, now);
  if (why !== null) throw new AppError('ATTEMPT_CLOSED', why);
}

/** In words; `null` when runs and submissions are taken. */
export function whyNotRunning(attempt: Attempt, now: Date): string | null {
  const { state } = attempt;
  switch (state) {
    case 'ready':
      return 'The attempt has not begun: start it first.';
    case 'running': {
      const { endsAt } = clockOf(attempt, now);
      return endsAt !== null && isPast(endsAt, now) ? timeUp(endsAt) : null;
    }
    case 'paused':
      return paused(attempt);
    case 'ending':
    case 'grading':
    case 'finished':
      return ended(attempt);
    default:
      return state satisfies never;
  }
}

/** In words; `null` when drafts are taken. */
export function whyNoDrafts(attempt: Attempt, now: Date): string | null {
  const { closesAt } = clockOf(attempt, now);
  if (attempt.state === 'running' && closesAt !== null && !isPast(closesAt, now)) return null;
  const pausedAt = attempt.state === 'paused' ? standingStop(attempt)?.from : undefined;
  if (pausedAt !== undefined && !isPast(pausedAt, new Date(now.getTime() - graceMs))) return null;
  return whyNotRunning(attempt, now);
}

function isPast(instant: string, now: Date): boolean {
  return Date.parse(instant) <= now.getTime();
}

function standingStop({ stops }: Attempt) {
  return stops.find(({ to }) => to === null);
}

function paused(attempt: Attempt): string {
  const reason = standingStop(attempt)?.reason ?? '';
  return `The attempt is paused${reason === '' ? '' : ` (${reason})`}, and its clock stands still: keep the text in the page, and save it when the clock goes on.`;
}

function ended({ endedAt, endedBy }: Attempt): string {
  const at = endedAt ?? 'an earlier time';
  switch (endedBy) {
    case 'candidate':
      return `You finished the attempt at ${at}: what was saved until then counts.`;
    case 'reviewer':
      return `The attempt was ended by its reviewer at ${at}: what was saved until then counts.`;
    case 'time':
    case null:
      return timeUp(at);
    default:
      return endedBy satisfies never;
  }
}

function timeUp(at: string): string {
  return `The time was up at ${at}: what was saved until then counts.`;
}
