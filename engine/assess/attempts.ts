import { AppError } from '../errors.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Attempt, ClockStop, TimelineEntry } from '../model/attempt.ts';
import type { Clock, Store } from '../ports.ts';
import { type AttemptPatch, changeAttempt, mustHaveAttempt } from './change-attempt.ts';
import { clockOf } from './clock.ts';
import type { Ending } from './ending.ts';
import { milestonesOf } from './milestones.ts';
import { emptyStandings, maxScoreOf } from './standings.ts';

/** Who does something, and why. */
export interface Because {
  /** `actorOf` the principal. */
  by: string;
  reason: string;
}

export interface Attempts {
  /** Throws NOT_FOUND, as all of these do. */
  get(id: string): Promise<Attempt>;
  /**
   * Starts its clock; once started it is as it is. Throws ATTEMPT_CLOSED outside of the assessment's window, GONE when the
   * invitation is not valid any more.
   */
  start(id: string): Promise<Attempt>;
  /** By the candidate, before the time is up. Ended already, it is as it is. Throws ATTEMPT_CLOSED before the start. */
  finish(id: string): Promise<Attempt>;
  /** Throws ATTEMPT_CLOSED, as pause, resume and end do, when it is not in a state for it. */
  extend(id: string, change: Because & { minutes: number }): Promise<Attempt>;
  /** A paused one stays paused, with its first reason. */
  pause(id: string, because: Because): Promise<Attempt>;
  resume(id: string, by: string): Promise<Attempt>;
  /** Ends it for the candidate. Ended already, it is as it is. */
  end(id: string, because: Because): Promise<Attempt>;
}

export interface AttemptsDeps {
  store: Pick<Store, 'attempts' | 'assessments' | 'invitations' | 'timeline'>;
  ending: Pick<Ending, 'end'>;
  clock: Pick<Clock, 'now'>;
  newId(): string;
}

export function createAttempts(deps: AttemptsDeps): Attempts {
  const { store, ending, clock, newId } = deps;
  const told = async (attempt: Attempt): Promise<Attempt> => {
    await store.timeline.put(...milestonesOf(attempt));
    return attempt;
  };
  return {
    get: (id) => mustHaveAttempt(store, id),
    start: async (id) => told(await startAttempt(deps, id)),
    async finish(id) {
      const attempt = await mustHaveAttempt(store, id);
      if (attempt.state === 'ready') refuse('The attempt has not begun: there is nothing to finish.');
      return ending.end(id, 'candidate');
    },
    async extend(id, { minutes, ...because }) {
      const now = clock.now();
      const attempt = await changeAttempt(store, id, (current) => {
        mustGoOn(current, now);
        return withClock(current, { addedMs: current.addedMs + minutes * 60_000 }, now);
      });
      const data = { kind: 'extended' as const, minutes, ...because };
      await store.timeline.insert(entryOf(attempt, { id: newId(), at: now.toISOString(), data }));
      return attempt;
    },
    async pause(id, { by, reason }) {
      const now = clock.now();
      const stop: ClockStop = { kind: 'pause', from: now.toISOString(), to: null, reason, by, key: newId() };
      const attempt = await changeAttempt(store, id, (current) => {
        mustGoOn(current, now);
        if (current.state === 'paused') return null;
        return withClock(current, { state: 'paused', stops: [...current.stops, stop] }, now);
      });
      return told(attempt);
    },
    async resume(id, by) {
      const now = clock.now();
      const attempt = await changeAttempt(store, id, (current) => {
        mustGoOn(current, now);
        if (current.state === 'running') return null;
        const stops = current.stops.map((stop) =>
          stop.to === null ? { ...stop, to: now.toISOString(), resumedBy: by } : stop,
        );
        return withClock(current, { state: 'running', stops }, now);
      });
      return told(attempt);
    },
    async end(id, because) {
      const attempt = await mustHaveAttempt(store, id);
      if (attempt.state === 'ready') refuse('The attempt has not begun: cancel its invitation instead.');
      const ended = await ending.end(id, 'reviewer');
      if (ended.endedBy === 'reviewer' && ended.rev !== attempt.rev) {
        const data = { kind: 'note' as const, text: `Ended by a reviewer: ${because.reason}` };
        await store.timeline.insert(entryOf(ended, { id: newId(), at: clock.now().toISOString(), data }));
      }
      return ended;
    },
  };
}

async function startAttempt({ store, clock }: AttemptsDeps, id: string): Promise<Attempt> {
  return changeAttempt(store, id, async (attempt) => {
    if (attempt.state !== 'ready') return null;
    const now = clock.now();
    const assessment = await startable({ store }, attempt, now);
    return withClock(attempt, { ...ruledBy(assessment), state: 'running', startedAt: now.toISOString() }, now);
  });
}

/** The assessment, if an attempt can be started at this moment. */
async function startable(
  { store }: Pick<AttemptsDeps, 'store'>,
  { invitationId, assessmentId }: Attempt,
  now: Date,
): Promise<Assessment> {
  const assessment = await store.assessments.get(assessmentId);
  const invitation = await store.invitations.get(invitationId);
  const nowMs = now.getTime();
  if (assessment === null || assessment.archived) throw new AppError('GONE', 'This assessment is closed for good.');
  if (invitation === null || invitation.state === 'canceled') {
    throw new AppError('GONE', 'The invitation was withdrawn: ask whoever invited you.');
  }
  if (invitation.expiresAt !== null && Date.parse(invitation.expiresAt) <= nowMs) {
    throw new AppError('GONE', `The invitation was valid until ${invitation.expiresAt}: ask whoever invited you.`);
  }
  const { opensAt, closesAt } = assessment;
  if (opensAt !== null && nowMs < Date.parse(opensAt)) refuse(`The assessment opens at ${opensAt}.`);
  if (closesAt !== null && nowMs >= Date.parse(closesAt)) refuse(`The assessment closed at ${closesAt}.`);
  return assessment;
}

/** What a not yet started attempt has of its assessment. */
export function ruledBy({
  rules,
  version,
}: Assessment): Pick<Attempt, 'rules' | 'assessmentVersion' | 'standings' | 'maxScore'> {
  return { rules, assessmentVersion: version, standings: emptyStandings(rules), maxScore: maxScoreOf(rules) };
}

/** A change of the clock, with the end that follows from it. */
function withClock(attempt: Attempt, patch: AttemptPatch, now: Date): AttemptPatch {
  return { ...patch, endsAt: clockOf({ ...attempt, ...patch }, now).endsAt };
}

function mustGoOn(attempt: Attempt, now: Date): void {
  const { state } = attempt;
  if (state === 'ready') refuse('The attempt has not begun.');
  if (state !== 'running' && state !== 'paused') refuse(`The attempt has ended, at ${attempt.endedAt}.`);
  const { closesAt } = clockOf(attempt, now);
  if (closesAt !== null && Date.parse(closesAt) <= now.getTime()) refuse(`The attempt ended at ${attempt.endsAt}.`);
}

function entryOf(
  { id: attemptId }: Attempt,
  { id, at, data }: Pick<TimelineEntry, 'id' | 'at' | 'data'>,
): TimelineEntry {
  return { id: `${attemptId}/${id}`, rev: 1, attemptId, at, problem: null, data };
}

function refuse(message: string): never {
  throw new AppError('ATTEMPT_CLOSED', message);
}
