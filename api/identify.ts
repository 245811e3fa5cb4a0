import type { FastifyRequest } from 'fastify';
import { AppError } from '../engine/errors.ts';
import type { Principal } from '../engine/model/permission.ts';
import type { Principals } from '../engine/people/principal.ts';
import type { Cookies } from './cookies.ts';
import type { Identify } from './plugins/access.ts';
import { attemptHeader } from './schemas/candidate/attempt.ts';

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
    return sameAttempt(request, (await found) ?? anonymous);
  };
}

/** A page of one candidate must not go on with the cookie of the next one in the same browser: it says whose page it is. */
function sameAttempt({ headers }: FastifyRequest, principal: Principal): Principal {
  const meant = headers[attemptHeader];
  if (principal.kind !== 'candidate' || meant === undefined || meant === principal.attemptId) return principal;
  throw new AppError(
    'UNAUTHENTICATED',
    'Another invitation was opened in this browser since. Open the link of yours again to go on.',
  );
}

function bearerOf({ headers }: FastifyRequest): string | null {
  const [, secret] = /^bearer +(.*)$/is.exec(headers.authorization ?? '') ?? [];
  return secret ?? null;
}

function isCandidates({ routeOptions }: FastifyRequest): boolean {
  return /^\/api\/attempt(\/|$)/.test(routeOptions.url ?? '');
}
