import { beforeEach, expect, test } from 'vitest';
import { AppError } from '../../../engine/errors.ts';
import type { AuditEntry } from '../../../engine/model/people.ts';
import { type Api, createApi, someone } from '../../support/api.ts';

/** What is written down of a request, and what is not. */

const password = 'four plain words here';
let api: Api;

beforeEach(async () => {
  api = await createApi();
});

const entries = async (where = {}): Promise<AuditEntry[]> =>
  (await api.people.audit.list({ limit: 100, ...where })).items;
const post = (url: string, body: object, headers = {}) =>
  api.ask({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(body),
  });
const invite = (email = 'jo@example.com') => post('/api/staff', { email, name: 'Jo', roles: ['author'] });

test('an entry says who, what, to what, when, from where and how it went', async () => {
  const { member } = (await invite()).json();
  expect(await entries()).toEqual([
    {
      ...{ id: expect.any(String), rev: 1, at: expect.any(String) },
      ...{ actor: 'staff:someone', actorName: 'Some One', from: '127.0.0.1' },
      ...{ action: 'staff.invite', target: `staff:${member.id}`, outcome: 'done' },
      detail: { email: 'jo@example.com', roles: 'author' },
    },
  ]);
});

test('it is there before the answer is, also when the thing was refused or failed', async () => {
  await invite();
  expect((await invite()).statusCode).toBe(409);
  expect((await entries())[0]).toMatchObject({ action: 'staff.invite', outcome: 'refused', detail: { status: 409 } });
  api.as({ kind: 'key', id: 'k', name: 'bot', permissions: [] });
  expect((await invite()).statusCode).toBe(403);
  expect((await entries())[0]).toMatchObject({ actor: 'key:k', actorName: 'bot', outcome: 'refused', target: null });
  api.as(someone);
  api.store.staff.insert = async () => {
    throw new AppError('STORE_UNAVAILABLE', 'away');
  };
  expect((await invite()).statusCode).toBe(503);
  expect((await entries())[0]).toMatchObject({ outcome: 'failed', detail: { status: 503, path: '/api/staff' } });
});

test('a sign-in is on the account of who signed in; a failed one keeps the address as typed, and never the password', async () => {
  const { token } = await api.people.staff.invite({ email: 'jo@example.com', name: 'Jo', roles: ['author'] }, 'setup');
  const { id } = await api.people.join({ token, password });
  api.as({ kind: 'anonymous' });
  await post('/api/session', { email: 'JO@example.com', password });
  await post('/api/session', { email: 'JO@example.com', password: 'a wrong secret' });
  await post('/api/session', { email: 'x'.repeat(900), password: 'a wrong secret' });
  const [long, wrong, right] = await entries({ action: 'session.open' });
  expect(right).toMatchObject({ actor: `staff:${id}`, actorName: 'Jo', target: `staff:${id}`, outcome: 'done' });
  expect(wrong).toMatchObject({
    actor: 'anonymous',
    outcome: 'refused',
    detail: { email: 'JO@example.com', status: 401 },
  });
  expect(long?.detail.email).toBe('x'.repeat(200));
  expect(JSON.stringify(await entries())).not.toMatch(/four plain words|a wrong secret/);
});

test('nobody floods it: neither strangers at closed doors, nor whoever is over a limit', async () => {
  api.as({ kind: 'anonymous' });
  for (let n = 0; n < 5; n += 1) expect((await invite()).statusCode).toBe(401);
  expect(await entries()).toEqual([]);
  const codes = [];
  for (let n = 0; n < 15; n += 1) {
    codes.push((await post('/api/session', { email: 'a', password: 'b' })).statusCode);
  }
  expect(codes.filter((code) => code === 429)).toHaveLength(5);
  expect(await entries()).toHaveLength(10);
});

test('what is only read leaves no entry', async () => {
  await api.get('/api/staff');
  await api.get('/api/audit');
  expect(await entries()).toEqual([]);
});

test('no token, key or link is in it', async () => {
  const link: string = (await invite()).json().link;
  const { key } = (await post('/api/keys', { name: 'k', permissions: ['audit:read'] })).json();
  const token = link.split('#')[1] ?? '';
  await post('/api/staff-invitation', { token, password: 'short' });
  await post('/api/staff-invitation', { token, password });
  const text = JSON.stringify(await entries());
  for (const secret of [token, key, password, 'short']) expect(text).not.toContain(secret);
  expect(api.log.join('')).not.toMatch(new RegExp([token, key, password].join('|')));
});

test('a log that cannot be written is said in the server’s own, and the answer goes out', async () => {
  api.store.audit.insert = async () => {
    throw new AppError('STORE_UNAVAILABLE', 'away');
  };
  expect((await invite()).statusCode).toBe(201);
  expect(api.log.join('')).toContain('An entry of the audit log could not be written');
});

test('admins read it newest first, filtered, a page at a time', async () => {
  for (let n = 0; n < 5; n += 1) await invite(`jo${n}@example.com`);
  await post('/api/keys', { name: 'k', permissions: [] });
  const all = (await api.get('/api/audit')).json();
  expect(all.items.map(({ action }: AuditEntry) => action)).toEqual(['key.create', ...Array(5).fill('staff.invite')]);
  const first = (await api.get('/api/audit?action=staff.invite&actor=staff:someone&limit=3')).json();
  const rest = (await api.get(`/api/audit?action=staff.invite&actor=staff:someone&limit=3&after=${first.next}`)).json();
  expect([...first.items, ...rest.items].map(({ detail }) => detail.email)).toEqual(
    [4, 3, 2, 1, 0].map((n) => `jo${n}@example.com`),
  );
  expect(rest.next).toBeNull();
  const { target } = all.items[0];
  expect((await api.get(`/api/audit?target=${target}`)).json().items).toHaveLength(1);
  expect((await api.get('/api/audit?actor=nobody')).json().items).toEqual([]);
});

test('it is read of a time, from an instant on and before another, whatever its offset', async () => {
  await invite('a@example.com');
  const [first] = await entries();
  const at = Date.parse(first?.at ?? '');
  const iso = (ms: number) => new Date(at + ms).toISOString();
  const count = async (query: string) => (await api.get(`/api/audit?${query}`)).json().items.length;
  expect(await count(`since=${iso(0)}&until=${iso(1)}`)).toBe(1);
  expect(await count(`since=${iso(1)}`)).toBe(0);
  expect(await count(`until=${iso(0)}`)).toBe(0);
  const elsewhere = iso(3_600_000).replace('Z', '%2B01:00');
  expect(await count(`since=${elsewhere}&until=${iso(1)}`)).toBe(1);
  expect((await api.get('/api/audit?since=yesterday')).json()).toMatchObject({ field: '/query/since', status: 400 });
});
