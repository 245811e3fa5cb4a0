import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifySchema } from 'fastify';
import { keyPermissions } from '../../engine/model/permission.ts';
import type { Access } from '../access.ts';
import type { App } from '../app.ts';

/** The pages bring their own scripts and styles, and reach nothing but this server. */
const pagePolicy = {
  'default-src': "'none'",
  'script-src': "'self'",
  // The one style that Swagger UI adds by itself; where another version adds another, it is refused and hardly missed.
  'style-src': ["'self'", "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'", 'data:'],
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

/** OpenAPI 3.1 from the routes' schemas: read it at /docs, fetch it from /docs/json. */
export function describeApi(app: App, version: string): void {
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Assay',
        version,
        description:
          'Grades programs: submit source for a problem, follow the submission, read its verdict. Errors are `application/problem+json` and name the field at fault.',
      },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key' },
          staff: {
            type: 'apiKey',
            in: 'cookie',
            name: 'assay',
            description: 'A session of staff; `__Host-assay` over https',
          },
          candidate: {
            type: 'apiKey',
            in: 'cookie',
            name: 'assay-attempt',
            description: 'A session for one attempt; `__Host-assay-attempt` over https',
          },
        },
      },
      tags: [
        { name: 'account', description: 'Signing in, and one’s own password' },
        { name: 'people', description: 'Who is on the staff' },
        { name: 'keys', description: 'API keys for machines' },
        { name: 'audit', description: 'Who did what' },
        { name: 'assessments', description: 'Ordered problems with their rules' },
        { name: 'invitations', description: 'Who may take an assessment' },
        { name: 'attempts', description: 'Sittings, and their clocks' },
        { name: 'scorecards', description: 'What came of an attempt, for who decides' },
        { name: 'reviews', description: 'What people think of an attempt, and what they decide' },
        { name: 'similarity', description: 'Submissions that have much in common' },
        { name: 'exports', description: 'Results as files' },
        { name: 'submissions', description: 'Source sent for one problem, and what became of it' },
        { name: 'problems', description: 'What can be solved' },
        { name: 'authoring', description: 'Writing problems, and publishing them' },
        { name: 'rejudges', description: 'Grading again by another version of a problem, with a preview' },
        { name: 'runtimes', description: 'Languages that can be used' },
        { name: 'attempt', description: 'The one attempt that a candidate has been invited to' },
        { name: 'graphql', description: 'Reading what belongs together in one request' },
        { name: 'webhooks', description: 'Telling other systems what happened: see docs/webhooks.md' },
        { name: 'server', description: 'Whether it works' },
      ],
    },
    convertConstToEnum: false,
    transform: ({ schema, url, route }) => ({
      url,
      schema: { ...schema, ...restIn(schema), ...revisionIn(schema), ...needed(route.config?.permission) },
    }),
  });
  app.register(swaggerUi, { routePrefix: '/docs', staticCSP: pagePolicy, logLevel: 'warn' });
}

/** Who may use a route, as OpenAPI says it. */
function needed(permission: Access['permission'] | undefined) {
  if (permission === undefined || permission === 'public') return { security: [] };
  const holders = [
    ...(keyPermissions.includes(permission) ? ['key'] : []),
    permission === 'attempt:own' ? 'candidate' : 'staff',
  ];
  return { security: holders.map((holder) => ({ [holder]: [] })) };
}

/** `If-Match`, where a change without it is answered with 428: the handlers look at it, see api/etag.ts. */
function revisionIn(schema: FastifySchema | undefined): { headers?: unknown } {
  const answers = (schema?.response ?? {}) as Record<string, unknown>;
  if (!('428' in answers)) return {};
  const ifMatch = { type: 'string', description: 'the ETag of what is changed' };
  // What may be new has no revision yet.
  if ('201' in answers) return { headers: { type: 'object', properties: { 'if-match': ifMatch } } };
  const properties = { 'if-match': { ...ifMatch, examples: ['"1"'] } };
  return { headers: { type: 'object', properties, required: ['if-match'] } };
}

/** The parameter `*` of a URL that takes all that follows: see `pathParams`. */
function restIn(schema: FastifySchema | undefined): { params?: unknown } {
  const params = schema?.params as { properties?: object; required?: string[]; 'x-rest'?: unknown } | undefined;
  if (params?.['x-rest'] === undefined) return {};
  const { 'x-rest': rest, properties, required = [] } = params;
  return { params: { type: 'object', properties: { ...properties, '*': rest }, required: [...required, '*'] } };
}
