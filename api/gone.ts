import type { FastifyReply, FastifyRequest } from 'fastify';
import { isAppError } from '../engine/errors.ts';
import { may, type Principal } from '../engine/model/permission.ts';
import type { RouteDeps } from './app.ts';

/** How soon an open answer ends for who was signed out, deactivated or lost a role, or whose key was revoked. */
const askEveryMs = 3_000;

export type GoneDeps = Pick<RouteDeps, 'closing' | 'identify' | 'clock'>;

/**
 * A signal for an answer that stays open: it aborts when the answer is over, whether it was sent or its client left; when the
 * server closes; and soon after whoever asked may not ask any more. (Fastify's `request.signal` aborts as soon as a
 * request's body is read.)
 */
export function goneSignal(deps: GoneDeps, request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const { closing } = deps;
  const gone = new AbortController();
  const end = () => {
    closing.removeEventListener('abort', end);
    gone.abort();
  };
  if (closing.aborted) gone.abort();
  closing.addEventListener('abort', end, { once: true });
  reply.raw.once('close', end);
  void whenRefused(deps, request, gone.signal).then(end);
  return gone.signal;
}

/** Resolves when the request would be refused by now, or when the signal aborts. */
async function whenRefused({ identify, clock }: GoneDeps, request: FastifyRequest, signal: AbortSignal): Promise<void> {
  const { permission } = request.routeOptions.config;
  while (!signal.aborted) {
    await clock.sleep(askEveryMs, signal).catch(() => undefined);
    if (signal.aborted) return;
    const principal = await identify(request).catch(noneOr);
    if (principal === null || permission === undefined || permission === 'public') continue;
    if (!may(principal, permission)) return;
  }
}

/** `null` while it cannot be known, such as when the store is away. */
function noneOr(error: unknown): Principal | null {
  return isAppError(error, 'UNAUTHENTICATED') ? { kind: 'anonymous' } : null;
}
