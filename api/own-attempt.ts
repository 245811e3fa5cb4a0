import type { FastifyRequest } from 'fastify';
import { AppError } from '../engine/errors.ts';
import type { Attempt } from '../engine/model/attempt.ts';
import type { Store } from '../engine/ports.ts';

/** The id of the attempt that the session is for: it never comes from the request. */
export function ownAttemptId({ principal }: FastifyRequest): string {
  if (principal.kind === 'candidate') return principal.attemptId;
  throw new AppError('FORBIDDEN', 'This is for the candidate of an attempt.');
}

/** Throws NOT_FOUND when the attempt is gone. */
export async function ownAttempt(
  { store }: { store: Pick<Store, 'attempts'> },
  request: FastifyRequest,
): Promise<Attempt> {
  const attempt = await store.attempts.get(ownAttemptId(request));
  if (attempt === null) throw new AppError('NOT_FOUND', 'The attempt is not there any more.');
  return attempt;
}
