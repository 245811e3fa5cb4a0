import type { RouteOptions } from 'fastify';
import Type from 'typebox';
import type { App } from '../app.ts';
import { errorResponses } from '../schemas/parts/error.ts';

const NoQuery = Type.Object({}, { additionalProperties: false });

/** What any route may answer with, declared once: a route names only what is its own. One that names no query takes none. */
export function declareCommonErrors(app: App): void {
  app.addHook('onRoute', (route) => {
    if (!route.schema || route.config?.permission === undefined) return;
    const common = errorResponses(
      // Public routes too: for a key that is no good, and for what comes from another site.
      ...(['UNAUTHENTICATED', 'FORBIDDEN', 'RATE_LIMITED', 'INTERNAL', 'STORE_UNAVAILABLE'] as const),
      // For a query that is not known, at least.
      'BAD_REQUEST',
      // Whatever may be sent a body, wanted or not.
      ...(mayHaveBody(route) ? (['TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const) : []),
    );
    route.schema = {
      querystring: NoQuery,
      ...route.schema,
      response: { ...common, ...(route.schema.response as object) },
    };
  });
}

function mayHaveBody({ method }: Pick<RouteOptions, 'method'>): boolean {
  return [method].flat().some((one) => !['GET', 'HEAD'].includes(one));
}
