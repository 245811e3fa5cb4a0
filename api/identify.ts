import type { FastifyRequest } from 'fastify';
import { AppError } from '../engine/errors.ts';
import type { Principal } from '../engine/model/permission.ts';
import type { Principals } from '../engine/people/principal.ts';
import type { Cookies } from './cookies.ts';
import type { Identify } from './plugins/access.ts';

const anonymous: Principal = { kind: 'anonymous' };

/**
 * By `Authorization: Bearer`, which has to be good where it is sent; else by the cookie of staff, or below /api/attempt by
 * the candidate's. A cookie that is no good any more is as none.
 */
export function createIdentify({ principals, cookies }: { principals: Principals; cookies: Cookies }): Identify {
  return async (request) => {
    const secret = bearerOf(request);
    if (secret !== null) {
      const key = await principals.ofKey(secret);
      if (key !== null) return key;
      throw new AppError('UNAUTHENTICATED', 'The API key is unknown, revoked or expired.');
    }
    const kind = isCandidates(request) ? 'candidate' : 'staff';
    const token = cookies.read(request, kind);
    if (token === null) return anonymous;
    const found = kind === 'staff' ? principals.ofStaff(token) : principals.ofCandidate(token);
    return (await found) ?? anonymous;
  };
}

function bearerOf({ headers }: FastifyRequest): string | null {
  const [, secret] = /^bearer +(.*)$/is.exec(headers.authorization ?? '') ?? [];
  return secret ?? null;
}

function isCandidates({ routeOptions }: FastifyRequest): boolean {
  return /^\/api\/attempt(\/|$)/.test(routeOptions.url ?? '');
}
