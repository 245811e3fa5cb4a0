import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../engine/errors.ts';
import type { Principal } from '../../engine/model/permission.ts';
import { askerOf } from './asker.ts';

/** Open answers (event streams, and who waits for a result) of one principal, or of one address where nobody is signed in. */
export type AtOnce = Record<Principal['kind'], number>;

/** A function that counts a request until its answer is over; throws RATE_LIMITED for one too many. */
export function createOpenAnswers(most: AtOnce) {
  const open = new Map<string, number>();
  return function enter(request: FastifyRequest, reply: FastifyReply): void {
    const asker = askerOf(request);
    const before = open.get(asker) ?? 0;
    const limit = most[request.principal.kind];
    if (before >= limit) {
      throw new AppError('RATE_LIMITED', `At most ${limit} requests at once: close event streams that are not needed.`);
    }
    open.set(asker, before + 1);
    reply.raw.once('close', () => {
      const left = (open.get(asker) ?? 1) - 1;
      if (left === 0) open.delete(asker);
      else open.set(asker, left);
    });
  };
}
