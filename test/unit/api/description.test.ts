import type { InjectOptions } from 'fastify';
import { Errors } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../../engine/errors.ts';
import { type Api, aRequest, createApi } from '../../support/api.ts';

/** The API's description: every route is in it, and every answer is as it says. */

interface Media {
  schema: Record<string, unknown>;
  example?: unknown;
  examples?: Record<string, unknown>;
}
interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters?: { name: string; in: string; description?: string; example?: unknown; required: boolean }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<
    string,
    { description: string; content?: Record<string, Media>; headers?: Record<string, unknown> }
  >;
}

let api: Api;
let paths: Record<string, Record<string, Operation>>;

beforeAll(async () => {
  api = await createApi({ atEnd: afterAll });
  const document = (await api.get('/docs/json')).json();
  expect(document.openapi).toBe('3.1.0');
  expect(document.info).toMatchObject({ title: 'Assay', version: '1.2.3' });
  paths = document.paths;
});

const operations = () =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );

test('every route is described, with words, tags and an id of its own', () => {
  expect(
    operations()
      .map(({ name }) => name)
      .sort(),
  ).toEqual([
    'DELETE /api/submissions/{id}',
    'GET /api/problems',
    'GET /api/problems/{slug}',
    'GET /api/runtimes',
    'GET /api/submissions',
    'GET /api/submissions/{id}',
    'GET /api/submissions/{id}/events',
    'GET /api/submissions/{id}/samples',
    'GET /health',
    'GET /ready',
    'POST /api/submissions',
  ]);
  for (const { operation } of operations()) {
    expect(operation.summary.length).toBeGreaterThan(5);
    expect(operation.description.length).toBeGreaterThan(10);
    expect(operation.tags).toHaveLength(1);
    for (const response of Object.values(operation.responses))
      expect(response.description).not.toBe('Default Response');
  }
  expect(new Set(operations().map(({ operation }) => operation.operationId)).size).toBe(operations().length);
});

test('no route of the server is missing in it', async () => {
  const routes = api.routes
    .filter(({ method, url, schema }) => {
      const hidden = Boolean((schema as { hide?: boolean } | undefined)?.hide) || url.startsWith('/docs');
      return !hidden && method !== 'HEAD';
    })
    .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`);
  expect(routes.sort()).toEqual(
    operations()
      .map(({ name }) => name)
      .sort(),
  );
});

test('every body and answer has an example, an error one of its own', () => {
  for (const { name, operation } of operations()) {
    for (const [status, { content }] of Object.entries(operation.responses)) {
      const [error] = (content?.['application/problem+json']?.schema.examples as { status: number }[]) ?? [];
      if (error) expect(String(error.status), name).toBe(status);
    }
    const bodies = Object.values(operation.requestBody?.content ?? {});
    const answers = Object.values(operation.responses).flatMap((response) => Object.values(response.content ?? {}));
    for (const { schema, example, examples } of [...bodies, ...answers]) {
      const shown =
        example !== undefined ? [example] : [...Object.values(examples ?? {}), ...((schema.examples as []) ?? [])];
      expect(shown, `${name}: ${JSON.stringify(schema).slice(0, 80)}`).not.toEqual([]);
      for (const one of shown) {
        const value = (one as { value?: unknown }).value ?? one;
        expect(Errors(schema, value), `${name}: ${JSON.stringify(value)}`).toEqual([]);
      }
    }
  }
});

test('a parameter that would change what a first try does has no example, for the page fills examples in', () => {
  for (const { name, operation } of operations()) {
    for (const parameter of operation.parameters ?? []) {
      const isHarmless = parameter.required || ['wait', 'limit'].includes(parameter.name);
      expect(parameter.example !== undefined, `${name}: ${parameter.name}`).toBe(isHarmless);
    }
  }
});

test('the pages at /docs come from this server and run nothing else', async () => {
  const page = await api.get('/docs');
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-security-policy']).toContain("script-src 'self';");
  expect(page.headers['content-security-policy']).toContain("default-src 'none';");
  const links = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? '');
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) {
    expect(link).toMatch(/^\/docs\/static\//);
    expect((await api.get(link)).statusCode).toBe(200);
  }
  expect((await api.get('/')).headers.location).toBe('/docs');
});

describe('each answer is as described', () => {
  /** What was answered, by operation and status. */
  const seen = new Set<string>();

  async function check(app: Api, operation: string, request: InjectOptions): Promise<void> {
    const [method = '', path = ''] = operation.split(' ');
    const response = await app.ask(request);
    const described = paths[path]?.[method.toLowerCase()]?.responses[response.statusCode];
    expect(described, `${operation} ${response.statusCode}`).toBeDefined();
    seen.add(`${operation} ${response.statusCode}`);
    for (const name of Object.keys(described?.headers ?? {})) {
      if (name !== 'idempotency-replayed') expect(response.headers[name]).toBeDefined();
    }
    if (response.body === '') return expect(described?.content).toBeUndefined();
    const type = String(response.headers['content-type']).split(';')[0] ?? '';
    const media = described?.content?.[type];
    expect(media, `${operation} ${response.statusCode} ${type}`).toBeDefined();
    const value = type === 'text/event-stream' ? response.body : response.json();
    expect(Errors(media?.schema ?? false, value)).toEqual([]);
    if (type !== 'text/event-stream') expect(unknownKeys(media?.schema, value)).toEqual([]);
  }

  test('for every status that a route may answer with, but 500', async () => {
    const broken = new AppError('STORE_UNAVAILABLE', 'away');
    const fail = async (): Promise<never> => {
      throw broken;
    };
    const away = await createApi({
      wrap: (store) => ({
        ...store,
        ping: fail,
        submissions: { ...store.submissions, insert: fail, get: fail, find: fail },
      }),
    });
    const payload = JSON.stringify(aRequest);
    const post = (body: string, headers = {}) => ({
      method: 'POST' as const,
      url: '/api/submissions',
      headers: { 'content-type': 'application/json', ...headers },
      payload: body,
    });
    const get = (url: string, headers = {}) => ({ method: 'GET' as const, url, headers });
    const remove = (url: string) => ({ method: 'DELETE' as const, url });
    await api.worker.start();
    const done = await api.finished((await api.submit()).id);
    const long = 'x'.repeat(101);

    await check(api, 'POST /api/submissions', post(payload));
    await check(api, 'POST /api/submissions', post(payload, { 'idempotency-key': 'a' }));
    await check(api, 'POST /api/submissions', post(payload, { 'idempotency-key': 'a' }));
    await check(
      api,
      'POST /api/submissions',
      post(JSON.stringify({ ...aRequest, runAll: true }), { 'idempotency-key': 'a' }),
    );
    await check(api, 'POST /api/submissions', post('{'));
    await check(api, 'POST /api/submissions', post(payload, { 'content-type': 'text/plain' }));
    await check(api, 'POST /api/submissions', post(JSON.stringify({ ...aRequest, source: 'x'.repeat(300_000) })));
    await check(away, 'POST /api/submissions', post(payload));
    await check(api, 'GET /api/submissions', get('/api/submissions'));
    await check(api, 'GET /api/submissions', get('/api/submissions?limit=0'));
    await check(away, 'GET /api/submissions', get('/api/submissions'));
    for (const [path, suffix] of [
      ['', ''],
      ['/samples', '/samples'],
      ['/events', '/events'],
    ]) {
      const name = `GET /api/submissions/{id}${suffix}`;
      await check(api, name, get(`/api/submissions/${done.id}${path}`));
      await check(api, name, get(`/api/submissions/nope${path}`));
      await check(api, name, get(`/api/submissions/${long}${path}`));
      await check(away, name, get(`/api/submissions/${done.id}${path}`));
    }
    await check(
      api,
      'GET /api/submissions/{id}/events',
      get(`/api/submissions/${done.id}/events`, { 'last-event-id': '7' }),
    );
    await api.worker.close();
    const waiting = await api.submit();
    await check(api, 'DELETE /api/submissions/{id}', remove(`/api/submissions/${waiting.id}`));
    await check(api, 'DELETE /api/submissions/{id}', remove(`/api/submissions/${done.id}`));
    await check(api, 'DELETE /api/submissions/{id}', remove('/api/submissions/nope'));
    await check(api, 'DELETE /api/submissions/{id}', remove(`/api/submissions/${long}`));
    await check(away, 'DELETE /api/submissions/{id}', remove(`/api/submissions/${done.id}`));
    await check(api, 'GET /api/problems', get('/api/problems'));
    await check(api, 'GET /api/problems/{slug}', get('/api/problems/brackets'));
    await check(api, 'GET /api/problems/{slug}', get('/api/problems/nope'));
    await check(api, 'GET /api/problems/{slug}', get(`/api/problems/${long}`));
    await check(api, 'GET /api/runtimes', get('/api/runtimes'));
    await check(api, 'GET /health', get('/health'));
    await check(api, 'GET /ready', get('/ready'));
    await check(away, 'GET /ready', get('/ready'));

    const described = operations().flatMap(({ name, operation }) =>
      Object.keys(operation.responses).map((status) => `${name} ${status}`),
    );
    expect([...seen].sort()).toEqual(described.filter((one) => !one.endsWith(' 500')).sort());
  });
});

/** Keys of a value that its schema does not name. */
function unknownKeys(schema: unknown, value: unknown, at = ''): string[] {
  const { properties, items, anyOf } = (schema ?? {}) as Record<string, unknown>;
  if (Array.isArray(anyOf)) {
    const fitting = anyOf.find((one) => Errors(one, value).length === 0);
    return unknownKeys(fitting, value, at);
  }
  if (Array.isArray(value)) return value.flatMap((one, index) => unknownKeys(items, one, `${at}/${index}`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = (properties as Record<string, unknown> | undefined)?.[key];
    return known === undefined ? [`${at}/${key}`] : unknownKeys(known, inner, `${at}/${key}`);
  });
}
