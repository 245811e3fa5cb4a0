import type { App } from '../app.ts';
import { errorResponses } from '../schemas/error.ts';

/** What any route may answer with, declared once: a route names only what is its own. */
export function declareCommonErrors(app: App): void {
  app.addHook('onRoute', (route) => {
    if (!route.schema || route.config?.permission === undefined) return;
    // Public routes too: for a key that is no good, and for what comes from another site.
    const common = errorResponses('UNAUTHENTICATED', 'FORBIDDEN', 'RATE_LIMITED', 'INTERNAL', 'STORE_UNAVAILABLE');
    route.schema = { ...route.schema, response: { ...common, ...(route.schema.response as object) } };
  });
}
