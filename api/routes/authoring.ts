import type { App, RouteDeps } from '../app.ts';
import { authoringDataRoutes } from './authoring/data.ts';
import { authoringEditRoutes } from './authoring/edits.ts';
import { authoringFileRoutes } from './authoring/files.ts';
import { authoringJobRoutes } from './authoring/jobs.ts';
import { markdownRoutes } from './authoring/markdown.ts';
import { problemVersionRoutes } from './authoring/problem-versions.ts';
import { rejudgeRoutes } from './authoring/rejudges.ts';
import { authoringTrialRoutes } from './authoring/trials.ts';
import { workingCopyRoutes } from './authoring/working-copies.ts';

/** Working copies, versions, and what is done with them. */
export function authoringRoutes(app: App, deps: RouteDeps): void {
  problemVersionRoutes(app, deps);
  workingCopyRoutes(app, deps);
  authoringEditRoutes(app, deps);
  authoringDataRoutes(app, deps);
  authoringFileRoutes(app, deps);
  authoringJobRoutes(app, deps);
  authoringTrialRoutes(app, deps);
  markdownRoutes(app, deps);
  rejudgeRoutes(app, deps);
}
