import type { InjectOptions, LightMyRequestResponse, RouteOptions } from 'fastify';
import { expect, onTestFinished } from 'vitest';
import { type App, createApp } from '../../api/app.ts';
import { createCookies } from '../../api/cookies.ts';
import { createIdentify } from '../../api/identify.ts';
import { createHttp } from '../../api/plugins/http.ts';
import type { Limits } from '../../api/plugins/limits.ts';
import type { Pace } from '../../api/plugins/slow-bodies.ts';
import type { Principal } from '../../engine/model/permission.ts';
import type { SandboxHealth } from '../../engine/ports.ts';
import { type Assay, type AssayOptions, createAssay, runtimes } from './assay.ts';
import { healthy } from './health.ts';
import { watchResponses } from './responses.ts';

/** A member of staff who may do everything that staff may. */
export const someone: Principal = {
  kind: 'staff',
  id: 'someone',
  name: 'Some One',
  email: 'some.one@example.com',
  roles: ['admin', 'author', 'reviewer'],
  sessionId: 'a session',
};

export interface Api extends Assay {
  app: App;
  /** Every route that the app has. */
  routes: RouteOptions[];
  /** The lines of the server's own log. */
  log: string[];
  sandboxHealth: SandboxHealth;
  /** How many read the life of a submission now. */
  listeners(id: string): number;
  /** Who asks from now on, whatever the request says; `someone` at first. With `null` it is as the request says. */
  as(principal: Principal | null): void;
  ask(request: InjectOptions): Promise<LightMyRequestResponse>;
  post(body: unknown, headers?: Record<string, string>, query?: string): Promise<LightMyRequestResponse>;
  get(path: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
}

export interface ApiOptions extends AssayOptions {
  /** None when left out. */
  limits?: Limits;
  /** ASSAY_URL; as none was set when left out. */
  url?: string;
  trustProxy?: string[];
  /** As usual when left out. */
  pace?: Pace;
  /** Folder of the built pages; none when left out. */
  pages?: string;
}

const none = { anonymous: 1e9, candidate: 1e9, staff: 1e9, key: 1e9 };
const noLimits: Limits = { perMinute: { ...none, address: 1e9 }, atOnce: none };

/** The API on a real engine (see createAssay), whose worker is not started; asked without a socket. */
export async function createApi(options: ApiOptions = {}): Promise<Api> {
  const assay = await createAssay(options);
  const log: string[] = [];
  const sandboxHealth = { ...healthy };
  const http = createHttp({ level: 'info', stream: { write: (line) => log.push(line) } }, options);
  const site = { configured: options.url ?? null, url: () => options.url ?? 'http://localhost:80' };
  const asRequested = createIdentify({ principals: assay.people.principals, cookies: createCookies(site) });
  let principal: Principal | null = someone;
  const routes: RouteOptions[] = [];
  http.addHook('onRoute', (route) => {
    routes.push(route);
  });
  const wrongAnswers = watchResponses(http);
  const listening = new Map<string, number>();
  const app = createApp(http, {
    ...assay,
    ...{ pages: options.pages ?? null, storeKind: 'SQLite' },
    identify: async (request) => principal ?? asRequested(request),
    limits: options.limits ?? noLimits,
    site,
    events: {
      past: assay.events.past,
      subscribe(id, listener) {
        const unsubscribe = assay.events.subscribe(id, listener);
        const count = (change: number) => listening.set(id, (listening.get(id) ?? 0) + change);
        let ended = false;
        count(1);
        return () => {
          if (!ended) count(-1);
          ended = true;
          unsubscribe();
        };
      },
    },
    runtimes,
    sandbox: { health: async () => sandboxHealth },
    async *doctor() {
      yield {
        name: 'Docker',
        ok: sandboxHealth.ok,
        detail: 'looked at',
        cure: sandboxHealth.ok ? null : 'Start Docker.',
      };
    },
    version: '1.2.3',
  });
  (options.atEnd ?? onTestFinished)(async () => app.close());
  const ask = async (request: InjectOptions) => {
    const response = await app.inject(request);
    expect(wrongAnswers, 'answers that are not as declared').toEqual([]);
    return response;
  };
  return {
    ...assay,
    ...{ app, routes, log, sandboxHealth },
    as(next) {
      principal = next;
    },
    listeners: (id) => listening.get(id) ?? 0,
    ask,
    post: (body, headers = {}, query = '') =>
      ask({
        method: 'POST',
        url: `/api/submissions${query}`,
        headers: { 'content-type': 'application/json', ...headers },
        payload: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    get: (url, headers = {}) => ask({ method: 'GET', url, headers }),
  };
}

export const aRequest = { problem: 'brackets', runtime: 'python', source: 'print(input())\n' };
