import { beforeAll, expect, test } from 'vitest';
import { type Api, createApi } from '../../support/api.ts';
import { endOfFile } from '../../support/assay.ts';

/** The API's description as a stranger's tools read it: OpenAPI 3.1 that says the same of the same things everywhere. */

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: { type?: string; maximum?: number };
}
interface Response {
  description: string;
  headers?: Record<string, unknown>;
  content?: Record<string, { schema: Record<string, unknown> }>;
}
interface Operation {
  operationId: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema?: unknown }> };
  responses: Record<string, Response>;
}
interface Document {
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, unknown> };
}

const atEnd = endOfFile();
let api: Api;
let document: Document;
let operations: { name: string; method: string; path: string; operation: Operation }[];

beforeAll(async () => {
  api = await createApi({ atEnd });
  document = (await api.get('/docs/json')).json();
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, method, path, operation })),
  );
});

/** Names of the operations that are not as said. */
const not = (isRight: (one: (typeof operations)[number]) => boolean) =>
  operations.filter((one) => !isRight(one)).map(({ name }) => name);
const parametersIn = ({ parameters = [] }: Operation, place: Parameter['in']) =>
  parameters.filter((parameter) => parameter.in === place);
const namesIn = (operation: Operation, place: Parameter['in']) =>
  parametersIn(operation, place).map(({ name }) => name);

test('all that it points to is there', () => {
  const everything = JSON.stringify(document);
  for (const [, ref = ''] of everything.matchAll(/"\$ref":"([^"]*)"/g)) {
    const found = ref
      .replace('#/', '')
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
    expect(found, ref).toBeDefined();
  }
  expect(everything).not.toContain('x-rest');
});

test('what it says of parameters is what OpenAPI 3.1 allows', () => {
  for (const { name, path, operation } of operations) {
    const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, parameter]) => parameter);
    expect(namesIn(operation, 'path').sort(), name).toEqual(inPath.sort());
    for (const parameter of operation.parameters ?? []) {
      expect(parameter.schema, `${name} ${parameter.name}`).toBeTypeOf('object');
      if (parameter.in === 'path') expect(parameter.required, `${name} ${parameter.name}`).toBe(true);
    }
    const keys = (operation.parameters ?? []).map((parameter) => `${parameter.in} ${parameter.name}`);
    expect(new Set(keys).size, name).toBe(keys.length);
  }
});

test('every answer has a schema, unless it has nothing in it', () => {
  for (const { name, operation } of operations) {
    const statuses = Object.keys(operation.responses);
    expect(statuses.filter((status) => status.startsWith('2')).length, name).toBeGreaterThan(0);
    for (const [status, { content }] of Object.entries(operation.responses)) {
      if (status === '204') expect(content, name).toBeUndefined();
      else expect(Object.values(content ?? {})[0]?.schema, `${name} ${status}`).toBeTypeOf('object');
      const isError = Number(status) >= 400;
      // Of /ready the reasons are the answer.
      if (isError && name !== 'get /ready') expect(content, name).toHaveProperty(['application/problem+json']);
    }
  }
});

test('its tags are those that it explains', () => {
  const used = new Set(operations.flatMap(({ operation }) => operation.tags));
  expect([...used].sort()).toEqual(document.tags.map(({ name }) => name).sort());
});

test('an operation is called by a verb and in one style', () => {
  const odd = not(({ operation }) => /^[a-z]+([A-Z][a-z]*)*$/.test(operation.operationId));
  expect(odd).toEqual([]);
});

test('who may ask is said as the route has it', () => {
  const schemes = Object.keys(document.components.securitySchemes);
  for (const { name, method, path, operation } of operations) {
    const holders = operation.security.flatMap((one) => Object.keys(one));
    expect(holders.filter((holder) => !schemes.includes(holder))).toEqual([]);
    const url = path.replace('{*}', '*').replace(/\{(\w+)\}/g, ':$1');
    const route = api.routes.find((one) => one.url === url && one.method === method.toUpperCase());
    expect(holders.length === 0, name).toBe(route?.config?.permission === 'public');
    expect(holders.includes('candidate'), name).toBe(route?.config?.permission === 'attempt:own');
  }
});

test('what is made or begun says where it is', () => {
  // Links and sessions are nowhere to be read again.
  const nowhere = ['post /api/setup', 'post /api/staff/{id}/link'];
  const silent = not(({ name, operation: { responses } }) => {
    const made = responses[201] ?? responses[202];
    return made === undefined || nowhere.includes(name) || made.headers?.location !== undefined;
  });
  expect(silent).toEqual([]);
});

test('a change that needs If-Match has it as a parameter, and what is changed can be read with its ETag', () => {
  for (const { name, path, operation } of operations) {
    const { responses } = operation;
    const ifMatch = parametersIn(operation, 'header').find(({ name }) => name === 'if-match');
    // Without one a published working copy is what it is at that time.
    if (ifMatch === undefined) expect(responses, name).not.toHaveProperty('428');
    else if (responses[428]) expect(ifMatch.required ?? false, name).toBe(responses[201] === undefined);
    else expect(ifMatch.required ?? false, name).toBe(false);
    if (!responses[428]) continue;
    const candidates = path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
    const readable = candidates.map((one) => document.paths[one]?.get?.responses[200]?.headers?.etag);
    expect(readable.some(Boolean), name).toBe(true);
  }
});

test('lists are paged in one way', () => {
  for (const { name, operation } of operations) {
    const query = parametersIn(operation, 'query');
    const limit = query.find((parameter) => parameter.name === 'limit');
    expect(query.some((parameter) => parameter.name === 'after') === (limit !== undefined), name).toBe(true);
    if (limit === undefined) continue;
    // A timeline is played back as a whole: its entries are small.
    expect(limit.schema.maximum, name).toBe(name === 'get /api/attempts/{id}/timeline' ? 1000 : 100);
    const [content] = Object.values(operation.responses[200]?.content ?? {});
    const properties = content?.schema.properties as Record<string, { properties?: object }>;
    // A rejudge's matrix has the list beside its figures.
    const list = properties.changed?.properties ?? properties;
    expect(Object.keys(list), name).toEqual(expect.arrayContaining(['items', 'next']));
    expect(operation.responses, name).toHaveProperty('400');
  }
});

test('a query that no route knows is refused by every route', async () => {
  for (const { method, url, schema, config } of api.routes) {
    if (config?.permission === undefined) continue;
    const { querystring } = schema as { querystring?: { additionalProperties?: unknown } };
    expect(querystring?.additionalProperties, `${method} ${url}`).toBe(false);
  }
  for (const url of ['/api/problems', '/api/session', '/health']) {
    const response = await api.get(`${url}?depth=2`);
    expect([response.statusCode, response.json().field], url).toEqual([400, '/query/depth']);
  }
});
