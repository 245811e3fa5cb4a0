import { createKeeper, type KeeperDeps } from './keeper.ts';
import { createRejudges, type Rejudges, type RejudgesDeps } from './rejudges.ts';

/** Rejudges, and what drives them on in this process. */
export interface RejudgeService {
  rejudges: Rejudges;
  start(): void;
  /** May be called more than once. */
  close(): Promise<void>;
}

export type RejudgeServiceDeps = KeeperDeps & Omit<RejudgesDeps, 'wake'>;

export function createRejudgeService(deps: RejudgeServiceDeps): RejudgeService {
  const keeper = createKeeper(deps);
  const rejudges = createRejudges({ ...deps, wake: keeper.wake });
  return { rejudges, start: keeper.start, close: keeper.close };
}
