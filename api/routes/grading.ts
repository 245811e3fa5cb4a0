import type { App, RouteDeps } from '../app.ts';
import { problemRoutes } from './grading/problems.ts';
import { runtimeRoutes } from './grading/runtimes.ts';
import { submissionDetailRoutes } from './grading/submission-details.ts';
import { submissionEventRoutes } from './grading/submission-events.ts';
import { submissionRerunRoutes } from './grading/submission-reruns.ts';
import { submissionSampleRoutes } from './grading/submission-samples.ts';
import { submissionRoutes } from './grading/submissions.ts';

/** Problems and runtimes that there are, and programs graded with them. */
export function gradingRoutes(app: App, deps: RouteDeps): void {
  submissionRoutes(app, deps);
  submissionEventRoutes(app, deps);
  submissionSampleRoutes(app, deps);
  submissionDetailRoutes(app, deps);
  submissionRerunRoutes(app, deps);
  problemRoutes(app, deps);
  runtimeRoutes(app, deps);
}
