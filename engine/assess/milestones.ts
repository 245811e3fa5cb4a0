import { createHash } from 'node:crypto';
import type { Attempt, ClockStop, TimelineData, TimelineEntry } from '../model/attempt.ts';

/*
 * Theory of operation. What the clock did stands in the attempt itself; the timeline tells it again, in order with what the
 * candidate did. Each entry's id is made of its instant and of what it is about, so writing it twice is writing it once:
 * after every change, and all of them again when the attempt ends, in case a crash kept one away.
 */

/** The entries that follow from the attempt as it is. */
export function milestonesOf(attempt: Attempt): TimelineEntry[] {
  const { id, startedAt, endedAt, endedBy, stops } = attempt;
  return [
    ...(startedAt === null ? [] : [milestone(id, startedAt, 'started', { kind: 'started' })]),
    ...stops.flatMap((stop) => stopMilestones(id, stop)),
    ...(endedAt === null || endedBy === null ? [] : [milestone(id, endedAt, 'ended', { kind: 'ended', by: endedBy })]),
  ];
}

function stopMilestones(attemptId: string, { kind, from, to, reason, by, resumedBy, key }: ClockStop): TimelineEntry[] {
  if (kind === 'pause') {
    const paused = milestone(attemptId, from, `paused ${key}`, { kind: 'paused', reason, by });
    if (to === null || resumedBy === undefined) return [paused];
    return [paused, milestone(attemptId, to, `resumed ${key}`, { kind: 'resumed', reason, by: resumedBy })];
  }
  if (to === null) return [];
  const ms = Date.parse(to) - Date.parse(from);
  // At its beginning: a credit that grows is still one.
  return [milestone(attemptId, from, `credited ${key}`, { kind: 'credited', ms, reason })];
}

export function milestone(attemptId: string, at: string, about: string, data: TimelineData): TimelineEntry {
  const id = uuidOf(at, { rank: order.indexOf(data.kind), about: `${attemptId} ${about}` });
  return { id: `${attemptId}/${id}`, rev: 1, attemptId, at, problem: null, data };
}

/** Of what happened at one instant. */
const order: readonly TimelineData['kind'][] = ['started', 'paused', 'credited', 'resumed', 'ended', 'note'];

/** A UUID of version 7: behind those that `createIds` makes in its millisecond, by rank; the rest follows from `about`. */
function uuidOf(at: string, { rank, about }: { rank: number; about: string }): string {
  const time = Date.parse(at).toString(16).padStart(12, '0');
  const digest = createHash('sha256').update(about).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7f0${rank}-a${digest.slice(3, 6)}-${digest.slice(6, 18)}`;
}
