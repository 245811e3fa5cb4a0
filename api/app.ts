import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { CandidateSide } from '../engine/assess/candidate.ts';
import type { Archive } from '../engine/authoring/archive.ts';
import type { Authoring } from '../engine/authoring/authoring.ts';
import type { Workshop } from '../engine/authoring/workshop.ts';
import type { Intake } from '../engine/intake/intake.ts';
import type { Runtime } from '../engine/model/runtime.ts';
import type { People } from '../engine/people/people.ts';
import type { Clock, EventBus, Sandbox, Store } from '../engine/ports.ts';
import type { ReviewRoom } from '../engine/review/room.ts';
import type { Similarity } from '../engine/similarity/similarity.ts';
import type { Webhooks } from '../engine/webhooks/webhooks.ts';
import { type Cookies, createCookies } from './cookies.ts';
import { guardAccess, type Identify } from './plugins/access.ts';
import { recordAudit } from './plugins/audit.ts';
import { declareCommonErrors } from './plugins/common-errors.ts';
import { describeApi } from './plugins/docs.ts';
import { answerErrors } from './plugins/errors.ts';
import { sendSafeHeaders } from './plugins/headers.ts';
import type { Limits } from './plugins/limits.ts';
import { accountRoutes } from './routes/account.ts';
import { attemptRoutes } from './routes/attempt.ts';
import { attemptDraftRoutes } from './routes/attempt-drafts.ts';
import { attemptEventRoutes } from './routes/attempt-events.ts';
import { attemptSubmissionRoutes } from './routes/attempt-submissions.ts';
import { attemptTableRoutes } from './routes/attempt-table.ts';
import { attemptTimelineRoutes } from './routes/attempt-timeline.ts';
import { auditRoutes } from './routes/audit.ts';
import { authoringRoutes } from './routes/authoring.ts';
import { authoringDataRoutes } from './routes/authoring-data.ts';
import { authoringEditRoutes } from './routes/authoring-edits.ts';
import { authoringFileRoutes } from './routes/authoring-files.ts';
import { authoringJobRoutes } from './routes/authoring-jobs.ts';
import { decisionRoutes } from './routes/decisions.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { exportRoutes } from './routes/exports.ts';
import { healthRoutes } from './routes/health.ts';
import { keyRoutes } from './routes/keys.ts';
import { problemVersionRoutes } from './routes/problem-versions.ts';
import { problemRoutes } from './routes/problems.ts';
import { reviewRoutes } from './routes/reviews.ts';
import { runtimeRoutes } from './routes/runtimes.ts';
import { scorecardRoutes } from './routes/scorecards.ts';
import { sessionRoutes } from './routes/session.ts';
import { setupRoutes } from './routes/setup.ts';
import { similarityRoutes } from './routes/similarity.ts';
import { staffRoutes } from './routes/staff.ts';
import { submissionEventRoutes } from './routes/submission-events.ts';
import { submissionSampleRoutes } from './routes/submission-samples.ts';
import { submissionRoutes } from './routes/submissions.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import type { Site } from './site.ts';

export type App = FastifyInstance<Server, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider>;

export interface AppDeps {
  identify: Identify;
  limits: Limits;
  site: Site;
  people: People;
  store: Store;
  events: Pick<EventBus, 'subscribe' | 'past'>;
  intake: Intake;
  workshop: Pick<Workshop, 'jobs' | 'events'>;
  candidate: CandidateSide;
  problems: Archive;
  authoring: Authoring;
  runtimes: ReadonlyMap<string, Runtime>;
  sandbox: Pick<Sandbox, 'health'>;
  clock: Clock;
  webhooks: Webhooks;
  review: ReviewRoom;
  similarity: Similarity;
  /** Of the product, for the API's description. */
  version: string;
}

/** What the routes get: the app's own dependencies, and the signal that ends open answers when the server closes. */
export type RouteDeps = AppDeps & { closing: AbortSignal; cookies: Cookies };

/** Adds the API to what `createHttp` made. Not listening yet. */
export function createApp(app: App, deps: AppDeps): App {
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());
  answerErrors(app);
  sendSafeHeaders(app, deps.site);
  guardAccess(app, deps);
  recordAudit(app, deps.people.audit);
  declareCommonErrors(app);
  describeApi(app, deps.version);
  app.register(async (scope: App) => {
    const routeDeps = { ...deps, closing: closing.signal, cookies: createCookies(deps.site) };
    setupRoutes(scope, routeDeps);
    sessionRoutes(scope, routeDeps);
    accountRoutes(scope, routeDeps);
    staffRoutes(scope, routeDeps);
    keyRoutes(scope, routeDeps);
    auditRoutes(scope, routeDeps);
    submissionRoutes(scope, routeDeps);
    submissionEventRoutes(scope, routeDeps);
    submissionSampleRoutes(scope, routeDeps);
    attemptRoutes(scope, routeDeps);
    attemptDraftRoutes(scope, routeDeps);
    attemptSubmissionRoutes(scope, routeDeps);
    attemptEventRoutes(scope, routeDeps);
    attemptTimelineRoutes(scope, routeDeps);
    problemRoutes(scope, routeDeps);
    problemVersionRoutes(scope, routeDeps);
    authoringRoutes(scope, routeDeps);
    authoringEditRoutes(scope, routeDeps);
    authoringDataRoutes(scope, routeDeps);
    authoringFileRoutes(scope, routeDeps);
    runtimeRoutes(scope, routeDeps);
    similarityRoutes(scope, routeDeps);
    webhookRoutes(scope, routeDeps);
    deliveryRoutes(scope, routeDeps);
    authoringJobRoutes(scope, routeDeps);
    scorecardRoutes(scope, routeDeps);
    attemptTableRoutes(scope, routeDeps);
    reviewRoutes(scope, routeDeps);
    decisionRoutes(scope, routeDeps);
    exportRoutes(scope, routeDeps);
    healthRoutes(scope, routeDeps);
  });
  return app;
}
