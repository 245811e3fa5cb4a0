import type { Intake } from '../intake/intake.ts';
import type { Clock, Queue, Store } from '../ports.ts';
import type { AllowedDeps } from './allowed.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { createHandIn, type HandIn } from './hand-in.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { createWaiting } from './waiting.ts';

/** What a candidate does in an attempt that is open. */
export interface CandidateSide {
  drafts: Drafts;
  timeline: Timeline;
  handIn: HandIn;
  waitingOf: ReturnType<typeof createWaiting>;
}

export interface CandidateDeps extends AllowedDeps {
  store: Store;
  queue: Pick<Queue, 'stats'>;
  intake: Intake;
  clock: Clock;
  newId(): string;
}

export function createCandidateSide(deps: CandidateDeps): CandidateSide {
  const drafts = createDrafts(deps);
  const timeline = createTimeline({ ...deps, drafts });
  return { drafts, timeline, handIn: createHandIn({ ...deps, timeline }), waitingOf: createWaiting(deps) };
}
