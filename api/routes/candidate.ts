import type { App, RouteDeps } from '../app.ts';
import { attemptRoutes } from './candidate/attempt.ts';
import { attemptDraftRoutes } from './candidate/drafts.ts';
import { attemptEventRoutes } from './candidate/events.ts';
import { pageEventRoutes } from './candidate/page-events.ts';
import { attemptSubmissionRoutes } from './candidate/submissions.ts';
import { takeRoutes } from './candidate/take.ts';

/** What a candidate may ask for: all below /api/attempt, and the way into it. */
export function candidateRoutes(app: App, deps: RouteDeps): void {
  takeRoutes(app, deps);
  attemptRoutes(app, deps);
  attemptDraftRoutes(app, deps);
  attemptSubmissionRoutes(app, deps);
  attemptEventRoutes(app, deps);
  pageEventRoutes(app, deps);
}
