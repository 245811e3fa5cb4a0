import { AppError, isAppError } from '../errors.ts';
import type { Attempt, Decision, DecisionEntry } from '../model/attempt.ts';
import type { Clock, Store } from '../ports.ts';
import { attemptOf } from './find.ts';

export interface Decisions {
  /**
   * Puts a decision into the attempt's log; the last one holds. The same by the same person again is the one that is there.
   * Throws NOT_FOUND, CONFLICT when the attempt is not finished, LIMIT_REACHED.
   */
  decide(attemptId: string, given: GivenDecision): Promise<{ attempt: Attempt; entry: DecisionEntry }>;
}

export type GivenDecision = Pick<DecisionEntry, 'reason' | 'by' | 'byName'> & { decision: Decision };

export interface DecisionsDeps {
  store: Pick<Store, 'attempts'>;
  clock: Pick<Clock, 'now'>;
  newId(): string;
}

const mostDecisions = 100;
const mostTries = 5;

export function createDecisions(deps: DecisionsDeps): Decisions {
  const { store } = deps;
  return {
    async decide(attemptId, given) {
      for (let tries = 0; tries < mostTries; tries += 1) {
        const attempt = await attemptOf(store, attemptId);
        const { entry, isNew } = nextEntry(attempt, given, deps);
        if (!isNew) return { attempt, entry };
        const decisions = [...attempt.decisions, entry];
        const patch = { decision: entry.decision, decisions, unannounced: true };
        const decided = await store.attempts.update(attempt.id, attempt.rev, patch).catch((error) => {
          if (isAppError(error, 'CONFLICT')) return null;
          throw error;
        });
        if (decided !== null) return { attempt: decided, entry };
      }
      throw new AppError('CONFLICT', 'The attempt changes too fast: try again.');
    },
  };
}

function nextEntry(attempt: Attempt, given: GivenDecision, { clock, newId }: DecisionsDeps) {
  if (attempt.state !== 'finished') {
    throw new AppError('CONFLICT', `The attempt is ${attempt.state}: a decision is made when it is finished.`);
  }
  const { decision, reason, by, byName } = given;
  const last = attempt.decisions.at(-1);
  if (last?.decision === decision && last.reason === reason && last.by === by) return { entry: last, isNew: false };
  if (attempt.decisions.length >= mostDecisions) {
    throw new AppError('LIMIT_REACHED', `${mostDecisions} decisions were made on this attempt: there can be no more.`);
  }
  return { entry: { id: newId(), decision, reason, by, byName, at: clock.now().toISOString() }, isNew: true };
}
