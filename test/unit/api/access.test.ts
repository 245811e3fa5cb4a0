import type { RouteOptions } from 'fastify';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Access } from '../../../api/access.ts';
import {
  keyPermissions,
  type Permission,
  type Principal,
  permissions,
  type Role,
} from '../../../engine/model/permission.ts';
import { type Api, createApi, someone } from '../../support/api.ts';
import { endOfFile } from '../../support/assay.ts';

/** Every route of the server × everybody who may ask, against the one table. */

const unsafe = ['POST', 'PUT', 'PATCH', 'DELETE'];
const names = Object.keys(permissions) as Permission[];

const staff = (role: 'admin' | 'author' | 'reviewer'): Principal => ({
  ...(someone as Principal & { kind: 'staff' }),
  roles: [role],
});
const key = (...held: Permission[]): Principal => ({ kind: 'key', id: held.join(), name: 'k', permissions: held });

/** Who they are in the table's words, for those who have a word there. */
const askers: { who: string; principal: Principal; role: Role | null; held: readonly Permission[] }[] = [
  { who: 'nobody', principal: { kind: 'anonymous' }, role: null, held: [] },
  { who: 'an admin', principal: staff('admin'), role: 'admin', held: [] },
  { who: 'an author', principal: staff('author'), role: 'author', held: [] },
  { who: 'a reviewer', principal: staff('reviewer'), role: 'reviewer', held: [] },
  { who: 'a candidate', principal: { kind: 'candidate', attemptId: 'a', sessionId: 's' }, role: 'candidate', held: [] },
  { who: 'a key with nothing', principal: key(), role: null, held: [] },
  { who: 'a key with all that is for keys', principal: key(...keyPermissions), role: null, held: keyPermissions },
  { who: 'a key that claims everything', principal: key(...names), role: null, held: keyPermissions },
  ...names.map((name) => ({
    who: `a key with ${name}`,
    principal: key(name),
    role: null,
    held: keyPermissions.filter((held) => held === name),
  })),
];

const atEnd = endOfFile();
let api: Api;
let routes: (RouteOptions & { config: Access })[];

beforeAll(async () => {
  api = await createApi({ atEnd });
  await api.app.ready();
  // What plugins bring with them is below /docs, and is public.
  routes = api.routes.filter(({ url }) => !/^\/docs(\/|$)/.test(url)) as typeof routes;
});

const titles = () => routes.map(({ method, url }) => `${method} ${url}`);

function allowed(permission: Access['permission'], { role, held }: (typeof askers)[number]): boolean {
  if (permission === 'public') return true;
  const roles: readonly Role[] = permissions[permission];
  return held.includes(permission) || (role !== null && roles.includes(role));
}

describe('the table', () => {
  test.each(askers)('$who may use the routes that it says, and no others', async (asker) => {
    const wrong: string[] = [];
    // Of their own, for the routes that count by address.
    const remoteAddress = `192.0.2.${askers.indexOf(asker)}`;
    for (const { method, url, config } of routes) {
      api.as(asker.principal);
      const path = url.replaceAll(/:\w+/g, 'nothing').replaceAll('*', 'nothing');
      const response = await api.ask({ method: method as 'GET', url: path, remoteAddress });
      const got = [401, 403, 429].includes(response.statusCode) ? response.statusCode : 'in';
      const refusal = asker.principal.kind === 'anonymous' ? 401 : 403;
      const expected = allowed(config.permission, asker) ? 'in' : refusal;
      if (got !== expected) wrong.push(`${method} ${url} (${config.permission}): ${got} instead of ${expected}`);
    }
    expect(wrong).toEqual([]);
  });

  test('is about routes that are there', () => {
    expect(titles()).toEqual(expect.arrayContaining(['POST /api/session', 'GET /api/audit', 'HEAD /api/audit']));
    expect(routes.length).toBeGreaterThan(20);
  });

  test('has the same permission for what is asked with HEAD', () => {
    for (const { method, url, config } of routes) {
      if (method !== 'HEAD') continue;
      const get = routes.find((route) => route.method === 'GET' && route.url === url);
      expect(config.permission, url).toBe(get?.config.permission);
    }
  });
});

test('every route that changes something says what it is called in the audit log, or that it is not worth it', () => {
  const silent = routes.filter(({ method, config }) => unsafe.includes(String(method)) && config.audit === undefined);
  expect(silent.map(({ method, url }) => `${method} ${url}`)).toEqual([]);
  for (const { config } of routes)
    if (config.audit) expect(config.audit).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
});

test('what is public is this and nothing else', () => {
  const open = routes.filter(({ config, method }) => config.permission === 'public' && method !== 'HEAD');
  const own = ['GET /', 'GET /api/session', 'GET /health', 'GET /ready', 'POST /api/session', 'POST /api/setup'];
  expect(open.map(({ method, url }) => `${method} ${url}`).sort()).toEqual(
    expect.arrayContaining([...own, 'POST /api/staff-invitation']),
  );
  // One more is a decision: put it here.
  const looks = ['POST /api/setup/look', 'POST /api/staff-invitation/look'];
  const decided = [...own, ...looks, 'POST /api/staff-invitation', 'GET /api/runtimes', 'POST /api/attempt/session'];
  expect(open.map(({ method, url }) => `${method} ${url}`).filter((route) => !decided.includes(route))).toEqual([]);
});

test("the API's description says of each route who may use it", async () => {
  const { paths } = (await api.app.inject('/docs/json')).json();
  const described = routes.filter(({ method, schema }) => method !== 'HEAD' && !(schema as { hide?: boolean })?.hide);
  for (const { method, url, config } of described) {
    const path = url.replaceAll(/:(\w+)/g, '{$1}').replace('*', '{*}');
    const security = paths[path]?.[String(method).toLowerCase()]?.security ?? [{ nobody: [] }];
    const holders = security.flatMap((one: object) => Object.keys(one));
    const expected =
      config.permission === 'public' ? [] : [config.permission === 'attempt:own' ? 'candidate' : 'staff'];
    expect(
      holders.filter((holder: string) => holder !== 'key'),
      url,
    ).toEqual(expected);
    expect(holders.includes('key'), url).toBe(keyPermissions.includes(config.permission as Permission));
  }
});

test('a server with a route that names no permission does not start', async () => {
  const other = await createApi();
  other.app.register(async (scope) => {
    scope.get('/docs-of-mine', async () => 'secret');
  });
  await expect(other.app.ready()).rejects.toThrow('names no permission');
});

test('a path that is not there tells nobody more than that', async () => {
  api.as({ kind: 'anonymous' });
  for (const url of [
    '/api/nothing',
    '/api/staff/',
    '/API/STAFF',
    '/api//staff',
    '/api/staff%2f',
    '/docs/../api/staff',
  ]) {
    expect([401, 404], url).toContain((await api.get(url)).statusCode);
  }
});
