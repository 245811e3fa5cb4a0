import type { FastifyRequest } from 'fastify';
import { AppError } from '../../engine/errors.ts';
import type { Site } from '../site.ts';

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses what another site's page makes a browser send: browsers put the cookie on it, and say where it comes from.
 * A key is not put on by a browser. Throws FORBIDDEN.
 */
export function checkOrigin(request: FastifyRequest, site: Site): void {
  if (safeMethods.includes(request.method) || request.principal.kind === 'key') return;
  const { origin, 'sec-fetch-site': fetchSite } = request.headers;
  const isOurs = origin === undefined || origin === (site.configured ?? `${request.protocol}://${request.host}`);
  const isDirect = fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none';
  if (isOurs && isDirect) return;
  throw new AppError(
    'FORBIDDEN',
    'This came from a page of another site: use the pages of this server, or an API key.',
  );
}
