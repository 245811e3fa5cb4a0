import type { App, RouteDeps } from '../app.ts';
import { assessmentRoutes } from './review/assessments.ts';
import { attemptTableRoutes } from './review/attempt-table.ts';
import { attemptTimelineRoutes } from './review/attempt-timeline.ts';
import { attemptsRoutes } from './review/attempts.ts';
import { decisionRoutes } from './review/decisions.ts';
import { exportRoutes } from './review/exports.ts';
import { invitationRoutes } from './review/invitations.ts';
import { reviewsRoutes } from './review/reviews.ts';
import { scorecardRoutes } from './review/scorecards.ts';
import { similarityRoutes } from './review/similarity.ts';

/** Assessments, who takes them, and what reviewers read and say of it. */
export function reviewRoutes(app: App, deps: RouteDeps): void {
  assessmentRoutes(app, deps);
  invitationRoutes(app, deps);
  attemptsRoutes(app, deps);
  attemptTimelineRoutes(app, deps);
  similarityRoutes(app, deps);
  scorecardRoutes(app, deps);
  attemptTableRoutes(app, deps);
  reviewsRoutes(app, deps);
  decisionRoutes(app, deps);
  exportRoutes(app, deps);
}
