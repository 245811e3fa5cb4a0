import type { FastifyReply, FastifyRequest } from 'fastify';
import { Errors } from 'typebox/value';
import type { App } from '../../api/app.ts';

/** Every answer that a test gets is held against what its route declares: status, media type, schema, and no key more. */

type Declared = { content?: Record<string, { schema?: unknown }>; type?: string };

/** Returns the list that grows with each answer that is not as declared. */
export function watchResponses(app: App): string[] {
  const wrong: string[] = [];
  app.addHook('onSend', async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
    if (request.is404 || request.method === 'HEAD' || request.url.startsWith('/docs')) return;
    for (const fault of faultsOf(request, reply, payload)) {
      wrong.push(`${request.method} ${request.routeOptions.url} ${reply.statusCode}: ${fault}`);
    }
  });
  return wrong;
}

function faultsOf(request: FastifyRequest, reply: FastifyReply, payload: unknown): string[] {
  const { schema } = request.routeOptions;
  if ((schema as { hide?: boolean } | undefined)?.hide) return [];
  const declared = (schema?.response as Record<string, Declared> | undefined)?.[reply.statusCode];
  if (declared === undefined) return [`is not declared: ${shown(payload)}`];
  const type = String(reply.getHeader('content-type') ?? '').split(';')[0] ?? '';
  const body = declared.content ? declared.content[type]?.schema : declared;
  if (body === undefined) return [`has the type ${type}, which is not declared`];
  if (payload === undefined || payload === null || payload === '') return [];
  if (!/json$/.test(type)) return declared.content ? [] : [`has the type ${type}, which is not declared`];
  if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return [];
  const value = JSON.parse(payload.toString());
  const errors = Errors(body as never, value).map(({ instancePath, message }) => `${instancePath} ${message}`);
  return [...errors, ...unknownKeys(body, value).map((key) => `${key} is not declared`)];
}

function shown(payload: unknown): string {
  return typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.toString().slice(0, 300) : 'a stream';
}

/** Keys of a value that its schema does not name. */
function unknownKeys(schema: unknown, value: unknown, at = ''): string[] {
  const { type, properties, items, anyOf, patternProperties, additionalProperties } = (schema ?? {}) as Record<
    string,
    never
  >;
  if (Array.isArray(anyOf)) {
    const fitting = (anyOf as unknown[]).filter((one) => Errors(one as never, value).length === 0);
    const unknown = fitting.map((one) => unknownKeys(one, value, at));
    return unknown.find((keys) => keys.length === 0) ?? unknown[0] ?? [];
  }
  if (Array.isArray(value)) return value.flatMap((one, index) => unknownKeys(items, one, `${at}/${index}`));
  if (typeof value !== 'object' || value === null) return [];
  // A record, or anything at all.
  if (patternProperties || additionalProperties || (!properties && !type)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = (properties as Record<string, unknown> | undefined)?.[key];
    return known === undefined ? [`${at}/${key}`] : unknownKeys(known, inner, `${at}/${key}`);
  });
}
