import { beforeEach, expect, test } from 'vitest';
import { type Api, createApi, someone } from '../../support/api.ts';

const password = 'four plain words here';
let api: Api;

beforeEach(async () => {
  api = await createApi({ url: 'https://assay.example.com' });
});

const send = (method: 'POST' | 'PATCH' | 'DELETE', url: string, body?: object, headers: Record<string, string> = {}) =>
  api.ask({
    method,
    url,
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { payload: JSON.stringify(body) }),
  });
const invite = (body: object = {}) =>
  send('POST', '/api/staff', { email: 'jo@example.com', name: 'Jo', roles: ['author'], ...body });

test('an invitation has a link on our own address, whose token is behind a #', async () => {
  const response = await invite();
  expect(response.statusCode).toBe(201);
  const { link, member } = response.json();
  expect(link).toMatch(/^https:\/\/assay\.example\.com\/join#[\w-]{43}$/);
  expect(response.headers.location).toBe(`/api/staff/${member.id}`);
  const joined = await send('POST', '/api/staff-invitation', { token: link.split('#')[1], name: 'Jo D.', password });
  expect([joined.statusCode, joined.json().name]).toEqual([200, 'Jo D.']);
});

test('a link says whose it is until it was used, and then that it is gone', async () => {
  const { link } = (await invite()).json();
  const token = link.split('#')[1];
  api.as({ kind: 'anonymous' });
  const look = (what: string, asked = token) => send('POST', `/api/${what}/look`, { token: asked });
  expect((await look('staff-invitation')).json()).toEqual({ name: 'Jo', email: 'jo@example.com' });
  expect((await look('setup')).json().code).toBe('GONE');
  await send('POST', '/api/staff-invitation', { token, password });
  for (const asked of [token, 'x']) expect((await look('staff-invitation', asked)).statusCode).toBe(410);
});

test('a link that makes an admin says so until it was used', async () => {
  api.as({ kind: 'anonymous' });
  const look = async (token: string) => (await send('POST', '/api/setup/look', { token })).statusCode;
  const first = (await api.people.setup.firstLink()) ?? '';
  expect(await look(first)).toBe(200);
  await send('POST', '/api/setup', { token: first, name: 'Ada', email: 'ada@example.com', password });
  expect(await look(first)).toBe(410);
  expect(await look(await api.people.setup.adminLink())).toBe(200);
});

test('no answer but that one has the link, and none a hash', async () => {
  const { link, member } = (await invite()).json();
  const { inviteHash } = await api.people.staff.get(member.id);
  for (const url of ['/api/staff', `/api/staff/${member.id}`, '/api/audit']) {
    const { body } = await api.get(url);
    expect(body).toContain(member.id);
    expect(body).not.toMatch(new RegExp(`${link.split('#')[1]}|${inviteHash}|argon2|Hash`));
  }
});

test('a member is changed from the revision that was read', async () => {
  const { member } = (await invite()).json();
  const url = `/api/staff/${member.id}`;
  const { etag = '' } = (await api.get(url)).headers;
  expect((await send('PATCH', url, { name: 'Joe' })).statusCode).toBe(428);
  const changed = await send('PATCH', url, { name: 'Joe', roles: ['reviewer'] }, { 'if-match': etag });
  expect([changed.statusCode, changed.json().name, changed.json().roles]).toEqual([200, 'Joe', ['reviewer']]);
  expect((await send('PATCH', url, { name: 'Jon' }, { 'if-match': etag })).statusCode).toBe(412);
  const again = await send('PATCH', url, { state: 'deactivated' }, { 'if-match': String(changed.headers.etag) });
  expect(again.json().state).toBe('deactivated');
  expect((await send('POST', `${url}/link`)).statusCode).toBe(409);
});

test('the last active admin stays one', async () => {
  const { token } = await api.people.staff.invite({ email: 'a@example.com', name: 'A', roles: ['admin'] }, 'setup');
  const { id, rev } = await api.people.join({ token, password });
  const response = await send('PATCH', `/api/staff/${id}`, { roles: ['author'] }, { 'if-match': `"${rev}"` });
  expect([response.statusCode, response.json().code]).toEqual([409, 'LIMIT_REACHED']);
});

test.each([
  [{ roles: [] }, '/roles'],
  [{ roles: ['candidate'] }, '/roles/0'],
  [{ roles: ['root'] }, '/roles/0'],
  [{ email: 'jo' }, '/email'],
  [{ state: 'active' }, '/state'],
  [{ passwordHash: 'x' }, '/passwordHash'],
])('an invitation with %j is refused', async (body, field) => {
  const response = await invite(body);
  expect([response.statusCode, response.json().field]).toEqual([400, field]);
});

test('a list goes page by page, by state', async () => {
  for (let n = 0; n < 3; n += 1) await invite({ email: `jo${n}@example.com` });
  const first = (await api.get('/api/staff?state=invited&limit=2')).json();
  expect(first.items).toHaveLength(2);
  const rest = (await api.get(`/api/staff?state=invited&limit=2&after=${first.next}`)).json();
  expect([rest.items.length, rest.next]).toEqual([1, null]);
  expect((await api.get('/api/staff?state=active')).json().items).toEqual([]);
  expect((await api.get('/api/staff/nope')).statusCode).toBe(404);
});

test('a key is shown once, listed without it, and revoked', async () => {
  const { link, member } = (await invite({ roles: ['admin'] })).json();
  await send('POST', '/api/staff-invitation', { token: link.split('#')[1], password });
  api.as({ ...someone, id: member.id } as typeof someone);
  const made = await send('POST', '/api/keys', { name: 'ats', permissions: ['audit:read'], expiresAt: null });
  expect(made.statusCode).toBe(201);
  const { key, id, hint } = made.json();
  const listed = await api.get('/api/keys');
  expect(listed.json().items).toMatchObject([{ id, hint, name: 'ats', revokedAt: null }]);
  expect(listed.body).not.toMatch(new RegExp(`${key}|Hash`));
  api.as(null);
  const headers = { authorization: `Bearer ${key}` };
  expect((await api.get('/api/audit', headers)).statusCode).toBe(200);
  expect((await api.get('/api/keys', headers)).statusCode).toBe(403);
  api.as(someone);
  expect((await send('DELETE', `/api/keys/${id}`)).json().revokedAt).not.toBeNull();
  api.as(null);
  expect((await api.get('/api/audit', headers)).statusCode).toBe(401);
  api.as(someone);
  expect((await send('DELETE', '/api/keys/nope')).statusCode).toBe(404);
});

test.each([
  [{ permissions: ['people:manage'] }, 400, '/permissions/0'],
  [{ permissions: ['everything'] }, 400, '/permissions/0'],
  [{ permissions: ['audit:read', 'audit:read'] }, 400, '/permissions'],
  [{ name: '' }, 400, '/name'],
  [{ expiresAt: 'tomorrow' }, 400, '/expiresAt'],
  [{ expiresAt: '2020-01-01T00:00:00Z' }, 400, '/expiresAt'],
])('a key with %j is refused', async (body, status, field) => {
  const response = await send('POST', '/api/keys', { name: 'k', permissions: [], ...body });
  expect([response.statusCode, response.json().field]).toEqual([status, field]);
});

test('an admin who is nothing else gives a key no more than they have', async () => {
  api.as({ ...someone, roles: ['admin'] } as typeof someone);
  const response = await send('POST', '/api/keys', { name: 'k', permissions: ['problems:write'] });
  expect([response.statusCode, response.json().field]).toEqual([403, '/permissions']);
});
