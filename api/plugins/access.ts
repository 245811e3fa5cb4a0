import type { FastifyRequest } from 'fastify';
import { AppError } from '../../engine/errors.ts';
import { may, type Principal } from '../../engine/model/permission.ts';
import type { App } from '../app.ts';

/** Says who asks. Throws UNAUTHENTICATED for credentials that are no good; without any it is `anonymous`. */
export type Identify = (request: FastifyRequest) => Promise<Principal>;

/** Routes of plugins that we do not write, below these paths, are public. */
const publicPaths = ['/docs'];

/** Default deny: a route that names no permission does not start, and a request without it is refused. */
export function guardAccess(app: App, identify: Identify): void {
  app.decorateRequest('principal');
  app.decorateRequest('audited');
  app.addHook('onRoute', (route) => {
    if (route.config?.permission !== undefined || publicPaths.some((path) => route.url.startsWith(path))) return;
    throw new Error(`The route ${route.method} ${route.url} names no permission: see api/access.ts.`);
  });
  app.addHook('onRequest', async (request) => {
    request.audited = { target: null, detail: {} };
    request.principal = await identify(request);
    const { permission } = request.routeOptions.config;
    if (permission === undefined || permission === 'public' || may(request.principal, permission)) return;
    if (request.principal.kind === 'anonymous') {
      throw new AppError('UNAUTHENTICATED', 'Sign in first, or send an API key as `Authorization: Bearer`.');
    }
    throw new AppError('FORBIDDEN', `This needs the permission ${permission}, which you do not have.`);
  });
}
