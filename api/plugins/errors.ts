import type { FastifyError, FastifyReply, FastifyRequest, FastifySchemaValidationError } from 'fastify';
import { AppError, type ErrorCode, errorTable, isAppError } from '../../engine/errors.ts';
import type { App } from '../app.ts';
import { type ErrorBody, problemMediaType } from '../schemas/parts/error.ts';
import type { Pages } from './pages.ts';

/** Seconds after which a client may try again what could not be done now. */
const retryAfterS = 5;

/** Every error leaves as application/problem+json; what clients cannot mend is logged, and told without its inside. */
export function answerErrors(app: App, { noSuchPage }: Pick<Pages, 'noSuchPage'>): void {
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    const allowed = methodsOf(app, request);
    // A route may find nothing itself: a file, say.
    if (allowed.length === 0 || allowed.includes(request.method)) {
      const page = noSuchPage(request, reply);
      if (page !== null) return page;
      throw new AppError('NOT_FOUND', `Nothing is at ${pathOf(request)}: see /docs.`);
    }
    reply.header('allow', allowed.join(', '));
    throw new AppError(
      'METHOD_NOT_ALLOWED',
      `${request.method} is not for ${pathOf(request)}: use ${allowed.join(', ')}.`,
    );
  });
}

export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = asAppError(error, request);
  const { status, title } = errorTable[known.code];
  if (status >= 500) request.log.error({ err: error }, 'A request failed');
  if ((status === 503 || status === 429) && !reply.hasHeader('retry-after')) {
    reply.header('retry-after', String(retryAfterS));
  }
  // Nobody reads on what is still being sent, so nothing else can come by this connection.
  if (status === 413) reply.header('connection', 'close');
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  const body: ErrorBody = {
    ...known.more,
    type: `urn:assay:error:${known.code}`,
    title,
    status,
    detail: status >= 500 ? detailOfFault(known.code, request.id) : known.message,
    code: known.code,
    field: known.field,
    instance: pathOf(request),
  };
  // As bytes: to a text Fastify would add a charset, which JSON has not.
  return reply
    .code(status)
    .type(problemMediaType)
    .send(Buffer.from(JSON.stringify(body)));
}

function asAppError(error: unknown, request: FastifyRequest): AppError {
  if (isAppError(error)) return error;
  const { validation, validationContext, statusCode, message } = error as Partial<FastifyError>;
  if (validation?.[0]) return invalidInput(likeliest(validation), validationContext ?? 'body');
  if (statusCode === undefined || statusCode < 400 || statusCode >= 500) {
    return new AppError('INTERNAL', 'Unexpected error', { cause: error });
  }
  switch (statusCode) {
    case 413:
      return new AppError('TOO_LARGE', `The body is too large: at most ${mostOf(request)} are taken.`);
    case 415:
      return new AppError('UNSUPPORTED_MEDIA_TYPE', `The body is of ${typeOf(request)}: send application/json.`);
    default:
      return new AppError('BAD_REQUEST', `${message}`, { cause: error, ...(statusCode === 400 && { field: '' }) });
  }
}

function mostOf({ routeOptions }: FastifyRequest): string {
  const kib = (routeOptions.bodyLimit ?? 0) / 1024;
  return kib < 1024 ? `${kib} KiB` : `${kib / 1024} MiB`;
}

function typeOf({ headers }: FastifyRequest): string {
  const type = headers['content-type'];
  return type === undefined ? 'no type' : `type ${JSON.stringify(type)}`;
}

const areas: Record<string, string> = { body: '', querystring: '/query', params: '/params', headers: '/headers' };

/** Of a choice of shapes, which complain each: what is wrong with the one that is meant, or which there are. */
function likeliest(errors: FastifySchemaValidationError[]): FastifySchemaValidationError {
  const [first] = errors as [FastifySchemaValidationError];
  if (!first.schemaPath.startsWith('#/anyOf/')) return first;
  const meant = errors.find(({ keyword }) => !otherShape.includes(keyword));
  if (meant) return meant;
  const choices = errors.filter(({ keyword }) => keyword === 'enum' || keyword === 'const');
  const isOnly = errors.every(({ keyword }) => ['enum', 'const', 'anyOf'].includes(keyword));
  const depth = ({ instancePath }: FastifySchemaValidationError) => instancePath.split('/').length;
  const [deepest = first] = (isOnly ? choices : errors).toSorted((a, b) => depth(b) - depth(a));
  if (!isOnly) return deepest;
  const allowedValues = choices.flatMap(({ params }) => params.allowedValues ?? params.allowedValue);
  return { ...deepest, keyword: 'enum', params: { allowedValues } as typeof deepest.params };
}

/** That it is no such shape. */
const otherShape = ['boolean', 'additionalProperties', 'enum', 'const', 'anyOf'];

/** From what the schema said to a sentence and a pointer. */
function invalidInput(
  { keyword, instancePath, params, message }: FastifySchemaValidationError,
  area: string,
): AppError {
  const missing = keyword === 'required' ? (params.requiredProperties as string[])[0] : undefined;
  const field = `${areas[area]}${instancePath}${missing === undefined ? '' : `/${missing}`}`;
  return new AppError('BAD_REQUEST', `${field === '' ? 'The body' : field} ${wrong(keyword, params, message)}.`, {
    field,
  });
}

const kinds: Record<string, string> = {
  object: 'an object',
  array: 'an array',
  integer: 'a whole number',
  null: 'null',
};

/** What a schema found, as the end of a sentence. */
export function wrong(keyword: string, params: Record<string, unknown>, message: string | undefined): string {
  if (keyword === 'required') return 'is missing';
  // `false` stands for a property that the schema does not know.
  if (keyword === 'boolean' || keyword === 'additionalProperties') return 'is not known here: leave it out';
  if (keyword === 'enum') return `must be one of ${(params.allowedValues as unknown[]).join(', ')}`;
  return message?.replace(/^must be (\w+)$/, (_, kind) => `must be ${kinds[kind] ?? `a ${kind}`}`) ?? 'is not valid';
}

function detailOfFault(code: ErrorCode, requestId: string): string {
  const retry = 'Try again in a moment, with an Idempotency-Key lest it is stored twice';
  return `${errorTable[code].status === 503 ? retry : 'It is a fault of ours'}. The log has the cause, under request ${requestId}.`;
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '/';
}

/** The methods that other routes have at this path. */
function methodsOf(app: App, request: FastifyRequest): string[] {
  const path = pathOf(request);
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(
    (method) => app.findRoute({ method, url: path }) !== null,
  );
}
