import type { Log } from '../log.ts';
import { type Attempt, cohortOf } from '../model/attempt.ts';
import type { Clock, Store } from '../ports.ts';
import type { Announcer } from './announce.ts';
import { changeAttempt } from './change-attempt.ts';
import { clockOf } from './clock.ts';
import { type FinalDraftsDeps, handInDrafts } from './final-drafts.ts';
import { milestone, milestonesOf } from './milestones.ts';
import { scoreOf, withoutProblems } from './standings.ts';

/*
 * Theory of operation. An attempt ends in steps, and each leaves a state from which the next one is found again, by whoever
 * comes by: `ending` (nothing more is taken; its last drafts are handed in, under keys that make it once), `grading` (waits
 * until each of its submissions is done and counted), `finished` (with something to announce). Every step may be done
 * twice, at once or after a crash. The keeper drives on what stopped on the way.
 */

export interface Ending {
  /** Closes the attempt now and does what can be done at once. Ended already, it is as it is. Throws NOT_FOUND. */
  end(id: string, by: 'candidate' | 'reviewer' | 'time'): Promise<Attempt>;
  /** Drives an attempt on that is `ending` or `grading`. */
  drive(id: string): Promise<void>;
}

export interface EndingDeps extends FinalDraftsDeps {
  store: Pick<Store, 'attempts' | 'drafts' | 'submissions' | 'timeline'>;
  announcer: Announcer;
  clock: Pick<Clock, 'now'>;
  log: Log;
}

export function createEnding(deps: EndingDeps): Ending {
  const { store, clock, log } = deps;
  const drive = async (id: string) => {
    const attempt = await store.attempts.get(id);
    if (attempt?.state === 'ending') await handInAll(deps, attempt);
    if (attempt?.state === 'ending' || attempt?.state === 'grading') await finishGraded(deps, id);
  };
  return {
    async end(id, by) {
      const now = clock.now();
      const attempt = await changeAttempt(store, id, (current) => closing(current, { by, now }));
      // It is closed, whatever becomes of the next steps: the keeper takes them again.
      await drive(id).catch((error) =>
        log.warn({ err: error, attemptId: id }, 'Ending an attempt will be tried again'),
      );
      return (await store.attempts.get(id)) ?? attempt;
    },
    drive,
  };
}

/** `null` when there is nothing to close, or when time is not up after all. */
function closing(attempt: Attempt, { by, now }: { by: 'candidate' | 'reviewer' | 'time'; now: Date }) {
  if (attempt.state !== 'running' && attempt.state !== 'paused') return null;
  const { closesAt, endsAt } = clockOf(attempt, now);
  const isOver = closesAt !== null && Date.parse(closesAt) <= now.getTime();
  if (by === 'time' && !isOver) return null;
  // Who ends what is over was later than the time.
  const isTimeUp = endsAt !== null && Date.parse(endsAt) <= now.getTime();
  const endedAt = isTimeUp && endsAt !== null ? endsAt : now.toISOString();
  const stops = attempt.stops.map((stop) => (stop.to === null ? { ...stop, to: endedAt } : stop));
  return { state: 'ending' as const, endedAt, endedBy: isTimeUp ? ('time' as const) : by, endsAt: endedAt, stops };
}

async function handInAll(deps: EndingDeps, attempt: Attempt): Promise<void> {
  await deps.store.timeline.put(...milestonesOf(attempt));
  const missing = await handInDrafts(deps, attempt);
  if (missing.length > 0) await tellMissing(deps, attempt, missing);
  await changeAttempt(deps.store, attempt.id, ({ state, standings }) =>
    state === 'ending' ? { state: 'grading', standings: withoutProblems(standings, missing) } : null,
  );
}

/** Staff has to look: what was typed is there, and no machine can say what it is worth. */
async function tellMissing({ store, log }: EndingDeps, { id, endedAt }: Attempt, missing: string[]): Promise<void> {
  const problems = missing.join(', ');
  log.error({ attemptId: id, problems }, 'An attempt ends without a problem whose fixed version cannot be had');
  const text = `The fixed version of ${problems} could not be had when the attempt ended: mend it, then rejudge with it.`;
  if (endedAt !== null) await store.timeline.put(milestone(id, endedAt, 'missing', { kind: 'note', text }));
}

async function finishGraded({ store, clock, announcer }: EndingDeps, id: string): Promise<void> {
  const attempt = await changeAttempt(store, id, async (current) => {
    // Counted behind the read: whoever is taken after it moves the revision (hand-in.ts), and it is counted anew.
    if (current.state !== 'grading' || (await isBeingGraded(store, id))) return null;
    const { standings, rules } = current;
    const finished = { state: 'finished' as const, finishedAt: clock.now().toISOString(), cohort: cohortOf(current) };
    return { ...finished, unannounced: true, ...scoreOf(standings, { rules, isOver: true }) };
  });
  if (attempt.unannounced) await announcer.announceAttempt(id);
}

/** Whether a submission of it is not done, or does not count yet. */
async function isBeingGraded({ submissions }: Pick<Store, 'submissions'>, attemptId: string): Promise<boolean> {
  const where = { attemptId, kind: 'submit' as const };
  const open = { ...where, state: { in: ['queued', 'compiling', 'running'] } };
  return (
    (await submissions.count({ where: open })) + (await submissions.count({ where: { ...where, unsettled: true } })) > 0
  );
}
