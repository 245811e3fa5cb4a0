import type { App, RouteDeps } from '../app.ts';
import { accountRoutes } from './people/account.ts';
import { auditRoutes } from './people/audit.ts';
import { keyRoutes } from './people/keys.ts';
import { sessionRoutes } from './people/session.ts';
import { setupRoutes } from './people/setup.ts';
import { staffRoutes } from './people/staff.ts';

/** Staff, their sessions and keys, and what they did. */
export function peopleRoutes(app: App, deps: RouteDeps): void {
  setupRoutes(app, deps);
  sessionRoutes(app, deps);
  accountRoutes(app, deps);
  staffRoutes(app, deps);
  keyRoutes(app, deps);
  auditRoutes(app, deps);
}
