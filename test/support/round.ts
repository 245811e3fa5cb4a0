import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Assessment, AssessmentRules } from '../../engine/model/assessment.ts';
import { hashOf } from '../../engine/people/token.ts';
import { type Api, type ApiOptions, createApi } from './api.ts';
import { handClock, noon, someRules } from './attempt.ts';

/** An assessment to which people are invited, over the real API; what candidates do goes through their own cookies. */
export interface Round extends Api {
  clock: ReturnType<typeof handClock>;
  /** Stores an invitation; its token is `token <name>`, and its attempt will have the name as its id. */
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
  const { store } = api;
  await store.assessments.insert({
    ...{ id: 'backend', rev: 1, version: 1, rules: someRules(rules), opensAt: null, closesAt: null, rubric: [] },
    ...{ blind: false, archived: false, createdAt: noon, createdBy: 'staff:eve' },
    ...assessment,
  });
  api.as(null);
  const round: Round = {
    ...api,
    clock,
    async invite(name, fields = {}) {
      await store.invitations.insert({
        ...{ id: name, rev: 1, assessmentId: 'backend', name, email: `${name}@example.com`, extraTimePercent: 0 },
        ...{ expiresAt: null, tokenHash: hashOf(`token ${name}`), state: 'sent', delivery: 'shown' },
        ...{
          attemptId: name,
          createdAt: noon,
          createdBy: 'staff:eve',
          replaces: null,
          openKey: `backend/${name}@example.com`,
        },
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
