import cookie from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../../engine/errors.ts';
import { may, type Principal } from '../../engine/model/permission.ts';
import type { App } from '../app.ts';
import type { Site } from '../site.ts';
import { countRequests, createLimiters, type Limits } from './limits.ts';
import { checkOrigin } from './origin.ts';

/** Says who asks. Throws UNAUTHENTICATED for credentials that are no good; without any it is `anonymous`. */
export type Identify = (request: FastifyRequest) => Promise<Principal>;

/** Routes of plugins that we do not write, below these paths, are public. */
const publicPaths = ['/docs'];

export interface AccessDeps {
  identify: Identify;
  limits: Limits;
  site: Site;
}

/** Default deny: a route that names no permission does not start, and a request without it is refused. */
export function guardAccess(app: App, deps: AccessDeps): void {
  app.decorateRequest('principal');
  app.decorateRequest('audited');
  app.addHook('onRoute', (route) => {
    if (route.config?.permission !== undefined || publicPaths.some((path) => isBelow(route.url, path))) return;
    throw new Error(`The route ${route.method} ${route.url} names no permission: see api/access.ts.`);
  });
  app.addHook('onRequest', async (request) => {
    request.principal = { kind: 'anonymous' };
    request.audited = { target: null, detail: {} };
  });
  app.register(cookie);
  countRequests(app);
  // When those two are there: before any route is.
  app.after(() => {
    const limiters = createLimiters(app, deps.limits);
    app.addHook('onRequest', async (request, reply) => {
      await limiters.ofAddress(request, reply);
      // Neither a path that is not there nor a plugin's page needs to know who asks.
      if (request.routeOptions.config.permission !== undefined) request.principal = await deps.identify(request);
      await limiters.ofPrincipal(request, reply);
      checkOrigin(request, deps.site);
      checkPermission(request);
    });
  });
}

function isBelow(url: string, path: string): boolean {
  return url === path || url.startsWith(`${path}/`);
}

function checkPermission(request: FastifyRequest): void {
  const { permission } = request.routeOptions.config;
  if (permission === undefined || permission === 'public' || may(request.principal, permission)) return;
  if (request.principal.kind === 'anonymous') {
    throw new AppError('UNAUTHENTICATED', 'Sign in first, or send an API key as `Authorization: Bearer`.');
  }
  throw new AppError('FORBIDDEN', `This needs the permission ${permission}, which you do not have.`);
}
