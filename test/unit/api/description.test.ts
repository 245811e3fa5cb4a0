import { Errors } from 'typebox/value';
import { beforeAll, expect, test } from 'vitest';
import { type Api, createApi } from '../../support/api.ts';
import { endOfFile } from '../../support/assay.ts';

/** The API's description: every route is in it. That every answer is as it says, test/support/responses.ts checks. */

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

const atEnd = endOfFile();
let api: Api;
let paths: Record<string, Record<string, Operation>>;

beforeAll(async () => {
  api = await createApi({ atEnd });
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
    .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}').replace(/\*$/, '{*}')}`);
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
  expect(page.headers['content-security-policy']).not.toContain('unsafe');
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
