import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { createCookies } from '../../api/cookies.ts';
import { takeRoutes } from '../../api/routes/take.ts';
import { createAttempts } from '../../engine/assess/attempts.ts';
import { createEnding } from '../../engine/assess/ending.ts';
import { openInvitation } from '../../engine/assess/open-invitation.ts';
import { createIds } from '../../engine/ids.ts';
import type { Assessment, AssessmentRules } from '../../engine/model/assessment.ts';
import { hashOf } from '../../engine/people/token.ts';
import { type Api, type ApiOptions, createApi } from './api.ts';
import { runtimes } from './assay.ts';
import { handClock, noon, someRules } from './attempt.ts';

/** An assessment to which people are invited, over the real API; what candidates do goes through their own cookies. */
export interface Round extends Api {
  clock: ReturnType<typeof handClock>;
  attempts: ReturnType<typeof createAttempts>;
  /** Stores an invitation; its token is `token <name>`. */
  invite(name: string, fields?: { extraTimePercent?: number; expiresAt?: string | null }): Promise<void>;
  /** A browser that opens the link. */
  open(name: string): Promise<Browser>;
  /** A browser that has begun. */
  begin(name: string): Promise<Browser>;
}

export interface Browser {
  cookie: string;
  opened: LightMyRequestResponse;
  get(path: string): Promise<LightMyRequestResponse>;
  send(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: object,
  ): Promise<LightMyRequestResponse>;
}

export interface RoundOptions extends Omit<ApiOptions, 'clock'> {
  rules?: Partial<AssessmentRules>;
  assessment?: Partial<Assessment>;
}

export async function createRound({ rules, assessment, ...options }: RoundOptions = {}): Promise<Round> {
  const clock = handClock();
  const api = await createApi({ ...options, clock });
  const { store, intake, app, people, problems } = api;
  const newId = createIds(clock);
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const announcer = { announceAttempt: async () => {}, announceSubmission: async () => {} };
  const ending = createEnding({ ...{ store, intake, clock, log, announcer }, problems } as Parameters<
    typeof createEnding
  >[0]);
  const attempts = createAttempts({ store, ending, clock, newId });
  const invitations = { open: (token: string) => openInvitation({ store, clock, newId }, token) };
  const cookies = createCookies({ configured: options.url ?? null });
  app.register(async (scope) => {
    const closing = new AbortController().signal;
    takeRoutes(scope as typeof app, { ...api, runtimes, attempts, invitations, cookies, people, closing } as never);
  });
  await store.assessments.insert({
    ...{ id: 'backend', rev: 1, version: 1, rules: someRules(rules), opensAt: null, closesAt: null, rubric: [] },
    ...{ blind: false, archived: false, createdAt: noon, createdBy: 'staff:eve' },
    ...assessment,
  });
  api.as(null);
  const round: Round = {
    ...api,
    ...{ clock, attempts },
    async invite(name, fields = {}) {
      await store.invitations.insert({
        ...{ id: name, rev: 1, assessmentId: 'backend', name, email: `${name}@example.com`, extraTimePercent: 0 },
        ...{ expiresAt: null, tokenHash: hashOf(`token ${name}`), state: 'sent', delivery: 'shown' },
        ...{ createdAt: noon, createdBy: 'staff:eve', replaces: null, openKey: `backend/${name}@example.com` },
        ...fields,
      });
    },
    async open(name) {
      const browser = browserOf(api, '');
      const opened = await browser.send('POST', '/api/attempt/session', { token: `token ${name}` });
      const cookie = String(opened.headers['set-cookie'] ?? '').split(';')[0] ?? '';
      return { ...browserOf(api, cookie), opened };
    },
    async begin(name) {
      if ((await store.invitations.get(name)) === null) await round.invite(name);
      const browser = await round.open(name);
      await browser.send('POST', '/api/attempt/start', { agreed: true });
      return browser;
    },
  };
  return round;
}

function browserOf({ ask }: Api, cookie: string): Omit<Browser, 'opened'> {
  const headers = cookie === '' ? {} : { cookie };
  return {
    cookie,
    get: (url) => ask({ method: 'GET', url, headers }),
    send(method, url, body, more = {}) {
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const request: InjectOptions = { method, url, headers: { ...headers, ...json, ...more } };
      return ask(body === undefined ? request : { ...request, payload: JSON.stringify(body) });
    },
  };
}
