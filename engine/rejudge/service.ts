import { type AnnouncerDeps, createAnnouncer } from '../assess/announce.ts';
import { settleAttempt } from '../assess/settle.ts';
import type { Store } from '../ports.ts';
import { createKeeper, type KeeperDeps } from './keeper.ts';
import { createRejudges, type Rejudges, type RejudgesDeps } from './rejudges.ts';

/** Rejudges, and what drives them on in this process. */
export interface RejudgeService {
  rejudges: Rejudges;
  start(): void;
  /** May be called more than once. */
  close(): Promise<void>;
}

export type RejudgeServiceDeps = Omit<KeeperDeps, 'settleAttempt' | 'announceRescore'> &
  Omit<RejudgesDeps, 'wake'> &
  AnnouncerDeps & { store: Pick<Store, 'submissions' | 'attempts'> };

export function createRejudgeService(deps: RejudgeServiceDeps): RejudgeService {
  const { announceRescore } = createAnnouncer(deps);
  const keeper = createKeeper({ ...deps, announceRescore, settleAttempt: (id) => settleAttempt(deps.store, id) });
  const rejudges = createRejudges({ ...deps, wake: keeper.wake });
  return { rejudges, start: keeper.start, close: keeper.close };
}
