import type { App, RouteDeps } from '../app.ts';
import { deliveryRoutes } from './machines/deliveries.ts';
import { graphqlRoutes } from './machines/graphql.ts';
import { webhookRoutes } from './machines/webhooks.ts';

/** For other systems: webhooks, and the graph. */
export function machinesRoutes(app: App, deps: RouteDeps): void {
  webhookRoutes(app, deps);
  deliveryRoutes(app, deps);
  graphqlRoutes(app, deps);
}
