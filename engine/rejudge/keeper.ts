import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { createLoop, type Loop } from '../loop.ts';
import type { Rejudge } from '../model/rejudge.ts';
import { pagesOf } from '../pages.ts';
import { type ApplyingDeps, applyAll } from './applying.ts';
import { type ListingDeps, listSome, unfinished } from './listing.ts';
import { makePreview, type PreviewDeps } from './preview.ts';

/*
 * Theory of operation. A rejudge is driven on from what is stored, step by step: shadows are made in batches, graded by the
 * workers as any submission, folded into a preview; once somebody says so, results are put in place. Every step may be
 * done again or by several processes at once, for ids are fixed and states change by compare-and-set.
 */

export type KeeperDeps = ListingDeps &
  PreviewDeps &
  ApplyingDeps & {
    store: ListingDeps['store'] & PreviewDeps['store'] & ApplyingDeps['store'];
    log: Log;
    lookEveryMs: number;
  };

export const keeperDefaults = { mostOpen: 100, lookEveryMs: 1_000 };

export function createKeeper(deps: KeeperDeps): Loop {
  return createLoop(deps, async (signal) => {
    await driveAll(deps, signal);
    return false;
  });
}

/** One step of each rejudge that is not waiting for somebody. What fails is tried again with the next look. */
export async function driveAll(deps: KeeperDeps, signal: AbortSignal): Promise<void> {
  try {
    for await (const page of pagesOf(deps.store.rejudges.find, { state: { in: ['computing', 'applying'] } })) {
      for (const rejudge of page) {
        if (signal.aborted) return;
        await drive(deps, rejudge).catch((error) => {
          // Another keeper, or whoever dropped it, was faster.
          if (isAppError(error, 'CONFLICT')) return;
          deps.log.error({ err: error, rejudgeId: rejudge.id }, 'A rejudge was held up: will try again');
        });
      }
    }
  } catch (error) {
    deps.log.error({ err: error }, 'Could not look for rejudges: will try again');
  }
}

async function drive(deps: KeeperDeps, rejudge: Rejudge): Promise<void> {
  const { id, rev } = rejudge;
  const { rejudges, submissions } = deps.store;
  if (rejudge.state === 'applying') {
    if (await applyAll(deps, rejudge)) await rejudges.update(id, rev, { state: 'applied', open: null });
    return;
  }
  if (!rejudge.listed) return listSome(deps, rejudge);
  if ((await submissions.count({ where: { rejudgeId: id, state: unfinished } })) > 0) return;
  await rejudges.update(id, rev, { preview: await makePreview(deps, rejudge), state: 'ready' });
}
