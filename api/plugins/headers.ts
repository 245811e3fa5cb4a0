import helmet from '@fastify/helmet';
import type { App } from '../app.ts';
import { isHttps, type Site } from '../site.ts';

const yearS = 365 * 24 * 3600;

/** An answer of the API is no page, and is kept by nobody. Pages, such as /docs, set a policy of their own. */
const policy = {
  useDefaults: false,
  directives: {
    'default-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  },
};

export function sendSafeHeaders(app: App, site: Site): void {
  app.register(helmet, {
    contentSecurityPolicy: policy,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isHttps(site) && { maxAge: yearS, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store');
  });
}
