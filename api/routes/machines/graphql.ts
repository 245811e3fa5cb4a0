import type { ExecutionResult, GraphQLError } from 'graphql';
import mercurius from 'mercurius';
import Type from 'typebox';
import { AppError, isAppError } from '../../../engine/errors.ts';
import type { App, RouteDeps } from '../../app.ts';
import { costRule, mostDepth } from '../../graphql/cost.ts';
import { resolversFor } from '../../graphql/resolvers.ts';
import { graph } from '../../graphql/schema.ts';
import { wordsBodyBytes } from '../../plugins/limits.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';

/** A query of more than this is no query of a person. */
const mostTokens = 2_000;
const mostChars = 20_000;

const Body = Type.Object(
  {
    query: Type.String({ minLength: 1, maxLength: mostChars }),
    variables: Type.Optional(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()])),
    operationName: Type.Optional(Type.Union([Type.String({ maxLength: 100 }), Type.Null()])),
  },
  {
    additionalProperties: false,
    examples: [
      {
        query:
          'query ($attempt: ID!) { scorecard(attempt: $attempt) { score maxScore problems { slug verdict points } } }',
        variables: { attempt: '019a51d0-6f7c-7c3e-9d0a-4f1f6b1f2f10' },
      },
    ],
  },
);

const FieldError = Type.Object({
  message: Type.String(),
  path: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Integer()]))),
  code: Type.String({ description: 'of the error table' }),
});

const Answer = Type.Object(
  {
    data: Type.Unknown({ description: 'by the fields of the query; null where it failed as a whole' }),
    errors: Type.Optional(Type.Array(FieldError, { description: 'of fields that could not be answered' })),
  },
  { examples: [{ data: { scorecard: { score: 40, maxScore: 100, problems: [] } } }] },
);

export function graphqlRoutes(app: App, deps: RouteDeps): void {
  app.register(mercurius, {
    schema: graph,
    resolvers: resolversFor(deps),
    routes: false,
    cache: false,
    // As they are: they become ours below.
    errorFormatter: (response) => ({ statusCode: 200, response }),
    queryDepth: mostDepth,
    graphql: { parseOptions: { maxTokens: mostTokens } },
    validationRules: ({ variables }) => [costRule(variables ?? {})],
  });
  const schema = {
    tags: ['graphql'],
    operationId: 'askGraph',
    summary: 'Read scorecards, attempts, problems and submissions by GraphQL',
    description: `Queries only. Each field needs the permission of what it shows; one that is refused is null, with an entry in \`errors\`. At most ${mostDepth} levels deep. The cost of a query, its fields counted as often as they may be answered, is bounded. The types are those of the REST answers: ask for \`__schema\`.`,
    body: Body,
    response: { 200: answer('What was asked for', Answer), ...errorResponses('BAD_REQUEST', 'UNSUPPORTED_MEDIA_TYPE') },
  };
  const config = { permission: 'graphql:ask', audit: false, perMinute: 300 } as const;
  app.post('/api/graphql', { schema, config, bodyLimit: wordsBodyBytes }, async (request) => {
    const { query, variables, operationName } = request.body;
    mustNotBeJson(query);
    const { principal } = request;
    const result = await ask(() =>
      app.graphql(query, { principal } as never, variables ?? {}, operationName ?? undefined),
    );
    return {
      data: result.data ?? null,
      ...(result.errors && { errors: result.errors.map((error) => fieldError(error, request.log)) }),
    };
  });
}

/** mercurius would take it for a parsed query, whose tokens nobody has counted. */
function mustNotBeJson(query: string): void {
  try {
    JSON.parse(query);
  } catch {
    return;
  }
  throw new AppError('BAD_REQUEST', 'The query is not valid: it is JSON, not GraphQL.', { field: '/query' });
}

/** A query that is not valid, too deep or too dear is a bad request, with all that is wrong in its words. */
async function ask(run: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
  try {
    return await run();
  } catch (error) {
    const { errors = [], code } = error as { errors?: readonly Error[]; code?: string };
    if (!code?.startsWith('MER_')) throw error;
    const words = errors.slice(0, 5).map(({ message }) => message);
    throw new AppError('BAD_REQUEST', `The query is not valid: ${words.join(' ')}`, { field: '/query', cause: error });
  }
}

function fieldError(error: GraphQLError, log: { error(details: object, message: string): void }) {
  const { originalError, path } = error;
  const place = path === undefined ? {} : { path: [...path] };
  if (isAppError(originalError) && originalError.code !== 'INTERNAL' && originalError.code !== 'STORE_UNAVAILABLE') {
    return { message: originalError.message, code: originalError.code, ...place };
  }
  log.error({ err: originalError ?? error }, 'A field of a GraphQL query failed');
  return { message: 'It is a fault of ours: the log has the cause.', code: 'INTERNAL', ...place };
}
