import { setImmediate as nextTurn } from 'node:timers/promises';
import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { each } from '../pages.ts';
import type { Clock, Store } from '../ports.ts';
import { type Credit, creditAttempt } from './credit.ts';

/*
 * Theory of operation. As long as any process lives and reaches the store, it notes the time there every two seconds. Who
 * finds the last note too old knows that nobody was there: the whole gap is given back to every attempt that was running,
 * and only then is the time noted again. So a crash in the middle begins anew at the same gap, which is known by its
 * beginning; several processes that find it give it once. Nothing may be ended for time before `beat` was called.
 */

const beatEveryMs = 2_000;
/**
 * A gap that is no outage yet: three beats, so that one slow write or a busy second is none. A longer one is a time in
 * which nobody was answered, whatever its cause, and giving it back without need harms nobody.
 */
export const longestGapMs = 6_000;

const heartbeatId = 'heartbeat';
const attemptsAtOnce = 100;

export interface Outages {
  /** Notes that we live, where the last note is old; gives back the time of a gap before. Throws STORE_UNAVAILABLE. */
  beat(): Promise<void>;
}

export interface OutagesDeps {
  store: Pick<Store, 'settings' | 'attempts' | 'timeline'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
}

export function createOutages(deps: OutagesDeps): Outages {
  const { store, clock, log } = deps;

  /** Whether the note was written, or another process was faster. */
  const note = async (rev: number | null, at: string): Promise<void> => {
    const value = { at };
    try {
      if (rev === null) await store.settings.insert({ id: heartbeatId, rev: 1, value });
      else await store.settings.update(heartbeatId, rev, { value });
    } catch (error) {
      if (!isAppError(error, 'CONFLICT') && !isAppError(error, 'DUPLICATE')) throw error;
    }
  };

  return {
    async beat() {
      const last = await store.settings.get(heartbeatId);
      const nowMs = clock.now().getTime();
      const from = (last?.value as { at: string } | undefined)?.at;
      if (last === null || from === undefined) return note(null, new Date(nowMs).toISOString());
      const gapMs = nowMs - Date.parse(from);
      if (gapMs < beatEveryMs) return;
      if (gapMs > longestGapMs) {
        const credited = await creditAll(deps, from);
        log.warn(
          { from, gapMs, credited },
          'Assay was away: the time was given back to the attempts that were running',
        );
      }
      await note(last.rev, clock.now().toISOString());
    },
  };
}

/** Returns to how many attempts. */
async function creditAll(deps: OutagesDeps, from: string): Promise<number> {
  const { store, clock } = deps;
  let count = 0;
  const going = { state: { in: ['running', 'paused'] } };
  for await (const { id } of each(store.attempts.find, going, { size: attemptsAtOnce })) {
    await creditAttempt(deps, id, outageOf(from, clock.now()));
    await nextTurn();
    count++;
  }
  return count;
}

function outageOf(from: string, now: Date): Credit {
  const to = now.toISOString();
  return { kind: 'outage', from, to, reason: 'Assay could not be reached.', key: `outage/${from}` };
}
