import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { CandidateSide } from '../engine/assess/candidate.ts';
import type { AssessService } from '../engine/assess/service.ts';
import type { Archive } from '../engine/authoring/archive.ts';
import type { Authoring } from '../engine/authoring/authoring.ts';
import type { Workshop } from '../engine/authoring/workshop.ts';
import type { Finding } from '../engine/doctor.ts';
import type { Intake } from '../engine/intake/intake.ts';
import type { Reruns } from '../engine/intake/rerun.ts';
import type { Runtime } from '../engine/model/runtime.ts';
import type { People } from '../engine/people/people.ts';
import type { Clock, EventBus, Queue, Sandbox, Store } from '../engine/ports.ts';
import type { Rejudges } from '../engine/rejudge/rejudges.ts';
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
import { createPages } from './plugins/pages.ts';
import { authoringRoutes } from './routes/authoring.ts';
import { candidateRoutes } from './routes/candidate.ts';
import { gradingRoutes } from './routes/grading.ts';
import { machinesRoutes } from './routes/machines.ts';
import { peopleRoutes } from './routes/people.ts';
import { reviewRoutes } from './routes/review.ts';
import { serviceRoutes } from './routes/service.ts';
import type { Site } from './site.ts';

export type App = FastifyInstance<Server, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider>;

export interface AppDeps extends Pick<AssessService, 'assessments' | 'invitations' | 'attempts'> {
  identify: Identify;
  limits: Limits;
  site: Site;
  people: People;
  store: Store;
  storeKind: 'SQLite' | 'MongoDB';
  queue: Pick<Queue, 'stats'>;
  events: Pick<EventBus, 'subscribe' | 'past'>;
  intake: Intake;
  reruns: Reruns;
  workshop: Pick<Workshop, 'jobs' | 'events'>;
  rejudges: Rejudges;
  candidate: CandidateSide;
  problems: Archive;
  authoring: Authoring;
  runtimes: ReadonlyMap<string, Runtime>;
  sandbox: Pick<Sandbox, 'health'>;
  /** Yields what it finds on this machine. */
  doctor(signal: AbortSignal): AsyncIterable<Finding>;
  clock: Clock;
  webhooks: Webhooks;
  review: ReviewRoom;
  similarity: Similarity;
  /** Folder of the built pages; `null` without pages. */
  pages: string | null;
  /** Of the product, for the API's description. */
  version: string;
}

/** What the routes get: the app's own dependencies, and the signal that ends open answers when the server closes. */
export type RouteDeps = AppDeps & { closing: AbortSignal; cookies: Cookies };

/** Adds the API to what `createHttp` made. Not listening yet. */
export function createApp(app: App, deps: AppDeps): App {
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());
  const pages = createPages(deps.pages);
  answerErrors(app, pages);
  sendSafeHeaders(app, deps.site);
  guardAccess(app, deps);
  recordAudit(app, deps.people.audit);
  declareCommonErrors(app);
  describeApi(app, deps.version);
  app.register(async (scope: App) => {
    const routeDeps = { ...deps, closing: closing.signal, cookies: createCookies(deps.site) };
    peopleRoutes(scope, routeDeps);
    reviewRoutes(scope, routeDeps);
    candidateRoutes(scope, routeDeps);
    gradingRoutes(scope, routeDeps);
    authoringRoutes(scope, routeDeps);
    machinesRoutes(scope, routeDeps);
    serviceRoutes(scope, routeDeps);
    await pages.serve(scope);
  });
  return app;
}
