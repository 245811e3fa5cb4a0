import { beforeEach, describe, expect, test } from 'vitest';
import type { StaffMember } from '../../../engine/model/people.ts';
import { type Api, createApi } from '../../support/api.ts';

/** Cookies and keys as a browser and a machine send them. */

const password = 'four plain words here';
let api: Api;
let jo: StaffMember;

async function hire(one: Api, email = 'jo@example.com'): Promise<StaffMember> {
  const { token } = await one.people.staff.invite({ email, name: 'Jo', roles: ['admin', 'reviewer'] }, 'setup');
  return one.people.join({ token, password });
}

beforeEach(async () => {
  api = await createApi();
  api.as(null);
  jo = await hire(api);
});

const send = (method: 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown, headers: Record<string, string> = {}) =>
  api.ask({
    method,
    url,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
const signIn = (body: unknown = { email: jo.email, password }, headers = {}) =>
  send('POST', '/api/session', body, headers);
const cookieOf = (response: { headers: Record<string, unknown> }) =>
  String(response.headers['set-cookie']).split(';')[0] ?? '';
const who = async (headers: Record<string, string>) => (await api.get('/api/session', headers)).json();

describe('a session of staff', () => {
  test('is a cookie that scripts cannot read and other sites do not send', async () => {
    const response = await signIn();
    expect(response.statusCode).toBe(200);
    const [name, ...attributes] = String(response.headers['set-cookie']).split('; ');
    expect(name).toMatch(/^assay=[\w-]{43}$/);
    expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=604800', 'Path=/', 'SameSite=Lax']);
    expect(response.json()).toMatchObject({ kind: 'staff', id: jo.id, email: jo.email, roles: ['admin', 'reviewer'] });
    expect(response.body).not.toContain(name?.split('=')[1]);
    expect(await who({ cookie: cookieOf(response) })).toEqual(response.json());
  });

  test('over https it is for this host alone, and never sent in the clear', async () => {
    api = await createApi({ url: 'https://assay.example.com' });
    api.as(null);
    await hire(api);
    const response = await signIn();
    const [name, ...attributes] = String(response.headers['set-cookie']).split('; ');
    expect(name).toMatch(/^__Host-assay=[\w-]{43}$/);
    expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=604800', 'Path=/', 'SameSite=Lax', 'Secure']);
    expect((await who({ cookie: cookieOf(response) })).kind).toBe('staff');
    expect((await who({ cookie: cookieOf(response).replace('__Host-', '') })).kind).toBe('anonymous');
  });

  test('signing out ends it, in the store too', async () => {
    const cookie = cookieOf(await signIn());
    const response = await send('DELETE', '/api/session', undefined, { cookie });
    expect([response.statusCode, response.headers['set-cookie']]).toEqual([204, expect.stringContaining('assay=;')]);
    expect((await who({ cookie })).kind).toBe('anonymous');
    expect((await api.get('/api/staff', { cookie })).statusCode).toBe(401);
    expect(await api.store.sessions.count({})).toBe(0);
  });

  test('signing out everywhere ends all of this member and none of another', async () => {
    const [one, other] = [cookieOf(await signIn()), cookieOf(await signIn())];
    const bo = await hire(api, 'bo@example.com');
    const theirs = cookieOf(await signIn({ email: bo.email, password }));
    expect((await send('DELETE', '/api/sessions', undefined, { cookie: one })).statusCode).toBe(204);
    for (const cookie of [one, other]) expect((await who({ cookie })).kind).toBe('anonymous');
    expect((await who({ cookie: theirs })).id).toBe(bo.id);
    const entries = await api.store.audit.find({ where: { action: 'session.close-all' }, limit: 9 });
    expect(entries.items).toMatchObject([{ target: `staff:${jo.id}`, outcome: 'done' }]);
  });

  test('a new password ends the others and keeps this one', async () => {
    const [one, other] = [cookieOf(await signIn()), cookieOf(await signIn())];
    const change = (current: string) =>
      send('PUT', '/api/account/password', { current, password: 'five other plain words' }, { cookie: one });
    const wrong = await change('not the current one');
    expect([wrong.statusCode, wrong.json().field]).toEqual([400, '/current']);
    expect((await change(password)).statusCode).toBe(204);
    expect((await who({ cookie: one })).kind).toBe('staff');
    expect((await who({ cookie: other })).kind).toBe('anonymous');
    expect((await signIn()).statusCode).toBe(401);
  });

  test('is over at once for who is deactivated', async () => {
    const cookie = cookieOf(await signIn());
    await hire(api, 'bo@example.com');
    const { rev } = await api.people.staff.get(jo.id);
    await api.people.staff.change(jo.id, rev, { state: 'deactivated' });
    expect((await api.get('/api/staff', { cookie })).statusCode).toBe(401);
  });

  test('that is forged is as none', async () => {
    const forged = [
      'assay=forged',
      'assay=',
      'assay=%00%ff',
      `assay=${'x'.repeat(5000)}`,
      '__proto__=1; constructor=2',
      ';;;=;',
    ];
    for (const cookie of forged) {
      expect((await who({ cookie })).kind, cookie).toBe('anonymous');
      expect((await api.get('/api/staff', { cookie })).statusCode, cookie).toBe(401);
    }
  });
});

describe('a candidate', () => {
  const attemptRoute = async () => {
    api = await createApi();
    api.as(null);
    jo = await hire(api);
    for (const url of ['/api/attempt/who-tests', '/api/attempts-who-tests']) {
      api.app.register(async (scope) => {
        scope.get(
          url,
          { config: { permission: 'public' }, schema: { hide: true } as never },
          async ({ principal }) => principal.kind,
        );
      });
    }
  };

  test('and a member of staff live in one browser: each is asked where they belong', async () => {
    await attemptRoute();
    const staff = cookieOf(await signIn());
    const { token } = await api.people.sessions.openCandidate('a1');
    const cookie = `${staff}; assay-attempt=${token}`;
    expect((await api.get('/api/attempt/who-tests', { cookie })).body).toBe('candidate');
    expect((await api.get('/api/attempts-who-tests', { cookie })).body).toBe('staff');
    expect((await who({ cookie })).kind).toBe('staff');
  });

  test('cannot use their token as staff, nor staff theirs as a candidate', async () => {
    await attemptRoute();
    const { token } = await api.people.sessions.openCandidate('a1');
    const staff = cookieOf(await signIn()).split('=')[1];
    expect((await who({ cookie: `assay=${token}` })).kind).toBe('anonymous');
    expect((await api.get('/api/attempt/who-tests', { cookie: `assay-attempt=${staff}` })).body).toBe('anonymous');
  });
});

describe('an API key', () => {
  const makeKey = async () => {
    const principal = { kind: 'staff', id: jo.id, name: 'Jo', email: jo.email, sessionId: '' } as const;
    const asked = { name: 'k', permissions: ['submissions:read' as const], expiresAt: null };
    return api.people.keys.create(asked, { ...principal, roles: ['author'] });
  };

  test('is sent as Bearer, and wins over a cookie', async () => {
    const { secret, key } = await makeKey();
    const cookie = cookieOf(await signIn());
    expect(await who({ authorization: `Bearer ${secret}`, cookie })).toMatchObject({
      kind: 'key',
      id: key.id,
      permissions: ['submissions:read'],
    });
    expect((await api.get('/api/submissions', { authorization: `bearer ${secret}` })).statusCode).toBe(200);
    expect((await api.get('/api/staff', { authorization: `Bearer ${secret}`, cookie })).statusCode).toBe(403);
  });

  test('that is no good is 401 everywhere, and says how to send one', async () => {
    const { secret, key } = await makeKey();
    await api.people.keys.revoke(key.id);
    for (const authorization of [`Bearer ${secret}`, 'Bearer x', 'Bearer ', 'Bearer \u00e9']) {
      const response = await api.get('/api/session', { authorization });
      expect([response.statusCode, response.headers['www-authenticate']]).toEqual([401, 'Bearer']);
      expect(response.body).not.toContain(secret);
    }
  });

  test('is not looked for in another scheme, which a proxy may have put there', async () => {
    const cookie = cookieOf(await signIn());
    expect((await who({ authorization: 'Basic YTpi', cookie })).kind).toBe('staff');
  });
});

describe('a page of another site', () => {
  const headersOf = (cookie: string, more: Record<string, string>) => ({ cookie, host: 'localhost:80', ...more });

  test('changes nothing, whichever header says that it is one', async () => {
    const cookie = cookieOf(await signIn());
    for (const more of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:81' },
      { origin: 'https://localhost:80' },
      { origin: 'http://localhost:80', 'sec-fetch-site': 'cross-site' },
    ]) {
      const shown = JSON.stringify(more);
      const headers = headersOf(cookie, more as Record<string, string>);
      expect((await send('DELETE', '/api/sessions', undefined, headers)).statusCode, shown).toBe(403);
      expect((await signIn(undefined, { ...headers, cookie: '' })).statusCode, shown).toBe(403);
    }
    expect((await who({ cookie })).kind).toBe('staff');
  });

  test('is not what sends our own origin, or none at all', async () => {
    const ours = { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:80' };
    for (const more of [{}, ours, { 'sec-fetch-site': 'none' }]) {
      const headers = headersOf(cookieOf(await signIn()), more as Record<string, string>);
      expect((await send('DELETE', '/api/sessions', undefined, headers)).statusCode).toBe(204);
    }
  });

  test('is told by ASSAY_URL where there is one, whatever Host says', async () => {
    api = await createApi({ url: 'https://assay.example.com' });
    api.as(null);
    const from = (origin: string) => signIn({ email: 'a', password: 'b' }, { origin, host: 'evil.example' });
    expect((await from('https://evil.example')).statusCode).toBe(403);
    expect((await from('http://evil.example')).statusCode).toBe(403);
    expect((await from('https://assay.example.com')).statusCode).toBe(401);
  });

  test('may read nothing either: no answer says that it may', async () => {
    const response = await api.get('/api/session', { origin: 'http://evil.example' });
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
    expect(response.headers['cross-origin-resource-policy']).toBe('same-origin');
  });
});

test('the first member is made over HTTP with the token of the link, and is signed in', async () => {
  api = await createApi();
  api.as(null);
  const token = await api.people.setup.firstLink();
  const body = { token, name: 'Ada', email: 'Ada@example.com', password };
  const response = await send('POST', '/api/setup', body);
  expect([response.statusCode, response.json().email]).toEqual([201, 'ada@example.com']);
  expect((await api.get('/api/audit', { cookie: cookieOf(response) })).statusCode).toBe(200);
  expect((await send('POST', '/api/setup', body)).statusCode).toBe(410);
  expect(response.body + JSON.stringify(api.log)).not.toMatch(new RegExp(`${token}|${password}`));
});
