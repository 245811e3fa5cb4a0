import type { App, RouteDeps } from '../app.ts';
import { healthRoutes } from './service/health.ts';
import { systemRoutes } from './service/system.ts';

/** How the server itself is. */
export function serviceRoutes(app: App, deps: RouteDeps): void {
  healthRoutes(app, deps);
  systemRoutes(app, deps);
}
