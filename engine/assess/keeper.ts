import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Attempt } from '../model/attempt.ts';
import { each } from '../pages.ts';
import type { Clock, Store } from '../ports.ts';
import type { Announcer } from './announce.ts';
import { clockOf, graceMs } from './clock.ts';
import type { Ending } from './ending.ts';
import type { Outages } from './outages.ts';
import type { QueueCredits } from './queue-credits.ts';
import type { Settler } from './settle.ts';

/*
 * Theory of operation. Whatever is to happen by itself stands in the store, and the keeper looks for it: outages first,
 * for they give time back; then attempts whose time is up; then what was left on its way by a process that was killed.
 * Several keepers may look at once. What fails is tried again, ever less often, and holds up nothing else.
 */

export interface Keeper {
  /** Looks once, then every second. */
  start(): Promise<void>;
  /** Rejects with STORE_UNAVAILABLE. */
  look(): Promise<void>;
  /** Resolves when nothing goes on any more. May be called more than once. */
  close(): Promise<void>;
}

export interface KeeperDeps {
  store: Pick<Store, 'attempts' | 'submissions'>;
  outages: Outages;
  credits: QueueCredits;
  ending: Ending;
  settler: Settler;
  announcer: Announcer;
  clock: Clock;
  log: Log;
}

const lookEveryMs = 1_000;
const sweepEveryMs = 10_000;
const longestPauseMs = 60_000;

export function createKeeper(deps: KeeperDeps): Keeper {
  const { store, clock, log } = deps;
  const closing = new AbortController();
  const failed = new Map<string, { times: number; untilMs: number }>();
  let going: Promise<void> = Promise.resolve();
  let sweptMs = Number.NEGATIVE_INFINITY;

  /** Does it, unless it failed a short while ago. */
  const attend = async (id: string, work: () => Promise<unknown>): Promise<void> => {
    const before = failed.get(id);
    if (closing.signal.aborted || (before && clock.now().getTime() < before.untilMs)) return;
    // There may be much to do, in which time we live all the same, and answer others.
    await nextTurn();
    await deps.outages.beat();
    try {
      await work();
      failed.delete(id);
    } catch (error) {
      const times = (before?.times ?? 0) + 1;
      const pauseMs = Math.min(longestPauseMs, 1_000 * 2 ** Math.min(times, 10));
      failed.set(id, { times, untilMs: clock.now().getTime() + pauseMs });
      log.error({ err: error, id, times }, 'What follows by itself was not done: will try again');
    }
  };

  /** Those that wait for results are many at times, and are driven on with their last result as a rule. */
  const unended = (nowMs: number) => {
    const isSweep = nowMs >= sweptMs + sweepEveryMs;
    if (isSweep) sweptMs = nowMs;
    return isSweep ? ['ending', 'grading'] : ['ending'];
  };

  const look = async () => {
    await deps.outages.beat();
    for await (const attempt of overdue(deps)) await attend(attempt.id, () => endForTime(deps, attempt));
    for await (const { id } of each(store.submissions.brief, { unsettled: true })) {
      await attend(id, () => deps.settler.settle(id));
    }
    for await (const { id } of each(store.attempts.find, { state: { in: unended(clock.now().getTime()) } })) {
      await attend(id, () => deps.ending.drive(id));
    }
    for await (const { id } of each(store.attempts.find, { unannounced: true })) {
      await attend(id, () => deps.announcer.announceAttempt(id));
    }
  };

  const lookSafely = () => look().catch((error) => log.error({ err: error }, 'Could not look after the attempts'));

  return {
    look,
    async start() {
      await lookSafely();
      going = (async () => {
        while (!closing.signal.aborted) {
          await clock.sleep(lookEveryMs, closing.signal).catch(() => undefined);
          if (!closing.signal.aborted) await lookSafely();
        }
      })();
    },
    async close() {
      closing.abort();
      await going;
    },
  };
}

/** Those that run and whose time seems to be up, the longest first. */
async function* overdue({ store, clock }: KeeperDeps): AsyncGenerator<Attempt> {
  // The one that closes at this moment is among them.
  const below = new Date(clock.now().getTime() - graceMs + 1).toISOString();
  yield* each(store.attempts.find, { state: 'running', endsAt: { below } }, { sort: 'endsAt' });
}

async function endForTime({ store, credits, ending, clock }: KeeperDeps, { id }: Attempt): Promise<void> {
  await credits.creditWaiting(id);
  const attempt = await store.attempts.get(id);
  const closesAt = attempt && clockOf(attempt, clock.now()).closesAt;
  if (closesAt && Date.parse(closesAt) <= clock.now().getTime()) await ending.end(id, 'time');
}
