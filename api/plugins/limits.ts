import rateLimit from '@fastify/rate-limit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../engine/errors.ts';
import type { Principal } from '../../engine/model/permission.ts';
import type { App } from '../app.ts';
import { askerOf, networkOf } from './asker.ts';
import { type AtOnce, createOpenAnswers } from './at-once.ts';

const minuteMs = 60_000;

export interface Limits {
  /** Requests of each principal by kind (of an address where nobody is signed in), and of one address in all. */
  perMinute: Record<Principal['kind'] | 'address', number>;
  atOnce: AtOnce;
}

/** A room full of candidates may share an address; a page saves and asks every few seconds. */
export const usualLimits: Limits = {
  perMinute: { address: 30_000, anonymous: 600, candidate: 600, staff: 1200, key: 6000 },
  atOnce: { anonymous: 300, candidate: 30, staff: 60, key: 300 },
};

/** Of a body where the route says nothing: it is a few fields. */
export const bodyBytes = 16 * 1024;
/** For some paragraphs, with what JSON's escapes add. */
export const wordsBodyBytes = 64 * 1024;
/** Room for the largest sources that problems allow, with what JSON's escapes add. */
export const sourceBodyBytes = 4 * 1024 * 1024;

export interface Limiters {
  /** Before it is known who asks, so that guessing cannot load the store. Both throw RATE_LIMITED. */
  ofAddress(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** Once it is known: what is open at once, and the limit that the route names, counted for itself, or the general one. */
  ofPrincipal(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

/** Counts in bounded memory of this process, least recently seen first out. Call when @fastify/rate-limit is there. */
export function createLimiters(app: App, limits: Limits): Limiters {
  const limiter = (options: Pick<Parameters<App['createRateLimit']>[0] & object, 'max' | 'keyGenerator'>) =>
    app.createRateLimit({ timeWindow: minuteMs, ...options });
  const address = limiter({ max: limits.perMinute.address, keyGenerator: networkOf });
  const principal = limiter({ max: (request) => limits.perMinute[request.principal.kind], keyGenerator: askerOf });
  const enter = createOpenAnswers(limits.atOnce);
  const routes = new Map<string, ReturnType<typeof limiter>>();

  const check = async (check: ReturnType<typeof limiter>, request: FastifyRequest, reply: FastifyReply) => {
    const counted = await check(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    reply.header('retry-after', String(counted.ttlInSeconds));
    throw new AppError('RATE_LIMITED', `At most ${counted.max} in a minute: wait ${counted.ttlInSeconds} s.`);
  };
  return {
    ofAddress: (request, reply) => check(address, request, reply),
    async ofPrincipal(request, reply) {
      enter(request, reply);
      const { method, url, config } = request.routeOptions;
      if (config.perMinute === undefined) return check(principal, request, reply);
      const route = `${method} ${url}`;
      // Where anybody may come, a session or a key must not make one a second person.
      const keyGenerator = config.permission === 'public' ? networkOf : askerOf;
      const own = routes.get(route) ?? limiter({ max: config.perMinute, keyGenerator });
      routes.set(route, own);
      await check(own, request, reply);
    },
  };
}

export function countRequests(app: App): void {
  app.register(rateLimit, { global: false });
}
