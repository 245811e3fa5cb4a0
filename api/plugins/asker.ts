import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { actorOf } from '../access.ts';

/** Whom limits count: the principal, or the network where nobody is signed in. */
export function askerOf(request: FastifyRequest): string {
  return request.principal.kind === 'anonymous' ? networkOf(request) : actorOf(request.principal);
}

/** An IPv6 customer has a /64, so that is one address. */
export function networkOf({ ip }: FastifyRequest): string {
  return normalizeIP(ip, 64);
}
