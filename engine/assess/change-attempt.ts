import { AppError, isAppError } from '../errors.ts';
import type { Attempt } from '../model/attempt.ts';
import type { Store } from '../ports.ts';

/** Losing the race more often than this is a fault. */
const changeTries = 50;

export type AttemptPatch = Partial<Omit<Attempt, 'id' | 'rev'>>;

/**
 * Changes an attempt by compare-and-set: `patchOf` gets it as it is, again after each lost race, and says what to change;
 * `null` is nothing, and then the attempt is returned as it is. Throws NOT_FOUND, CONFLICT, and what `patchOf` throws.
 */
export async function changeAttempt(
  { attempts }: Pick<Store, 'attempts'>,
  id: string,
  patchOf: (attempt: Attempt) => AttemptPatch | null | Promise<AttemptPatch | null>,
): Promise<Attempt> {
  for (let tries = 0; tries < changeTries; tries++) {
    const attempt = await mustHaveAttempt({ attempts }, id);
    const patch = await patchOf(attempt);
    if (patch === null) return attempt;
    try {
      return await attempts.update(id, attempt.rev, patch);
    } catch (error) {
      if (!isAppError(error, 'CONFLICT')) throw error;
    }
  }
  throw new AppError('CONFLICT', 'The attempt changes too fast: try again.');
}

export async function mustHaveAttempt({ attempts }: Pick<Store, 'attempts'>, id: string): Promise<Attempt> {
  const attempt = await attempts.get(id);
  if (attempt === null) throw new AppError('NOT_FOUND', `There is no attempt ${JSON.stringify(id)}.`);
  return attempt;
}
