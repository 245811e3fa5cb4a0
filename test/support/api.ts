import { onTestFinished } from 'vitest';
import { type App, createApp } from '../../api/app.ts';
import { createHttp } from '../../api/plugins/http.ts';
import type { SandboxHealth } from '../../engine/ports.ts';
import { type Assay, type AssayOptions, createAssay, runtimes } from './assay.ts';

export interface Api extends Assay {
  app: App;
  /** The lines of the server's own log. */
  log: string[];
  sandboxHealth: SandboxHealth;
  /** How many read the life of a submission now. */
  listeners(id: string): number;
  post(body: unknown, headers?: Record<string, string>, query?: string): ReturnType<typeof inject>;
  get(path: string, headers?: Record<string, string>): ReturnType<typeof inject>;
}

/** The API on a real engine (see createAssay), whose worker is not started; asked without a socket. */
export async function createApi(options: AssayOptions = {}): Promise<Api> {
  const assay = await createAssay(options);
  const log: string[] = [];
  const sandboxHealth: SandboxHealth = { ok: true, problems: [], ready: {}, inUse: 0, quarantined: 0 };
  const http = createHttp({ level: 'info', stream: { write: (line) => log.push(line) } });
  const listening = new Map<string, number>();
  const app = createApp(http, {
    ...assay,
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
    version: '1.2.3',
  });
  (options.atEnd ?? onTestFinished)(async () => app.close());
  return {
    ...assay,
    ...{ app, log, sandboxHealth },
    listeners: (id) => listening.get(id) ?? 0,
    post: (body, headers = {}, query = '') =>
      inject(app, {
        method: 'POST',
        url: `/api/submissions${query}`,
        headers: { 'content-type': 'application/json', ...headers },
        payload: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    get: (url, headers = {}) => inject(app, { method: 'GET', url, headers }),
  };
}

function inject(
  app: App,
  request: { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; payload?: string },
) {
  return app.inject(request);
}

export const aRequest = { problem: 'brackets', runtime: 'python', source: 'print(input())\n' };
