import { AppError } from '../../../engine/errors.ts';
import { renderStatement } from '../../../engine/markdown/render.ts';
import type { App, RouteDeps } from '../../app.ts';
import { samplesOf } from '../../samples-of.ts';
import { ProblemList, ProblemParams, ProblemView, problemSummaryOf } from '../../schemas/grading/problem.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';

export function problemRoutes(app: App, { problems, runtimes }: RouteDeps): void {
  const runtimeIds = [...runtimes.values()].filter(({ candidates }) => candidates).map(({ id }) => id);
  const listSchema = {
    tags: ['problems'],
    operationId: 'listProblems',
    summary: 'The problems',
    description: 'Every problem that can be submitted for, without its statement.',
    response: { 200: answer('The problems', ProblemList), ...errorResponses('INTERNAL') },
  };
  app.get('/api/problems', { schema: listSchema, config: { permission: 'problems:read' } }, async () => {
    const all = await problems.list();
    return {
      items: all.map((problem) => problemSummaryOf(problem, { runtimeIds, source: problems.originOf(problem) })),
    };
  });

  const oneSchema = {
    tags: ['problems'],
    operationId: 'getProblem',
    summary: 'A problem with its statement and samples',
    description: 'Of the secret groups only names, scores and numbers of cases.',
    params: ProblemParams,
    response: { 200: answer('The problem', ProblemView), ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'INTERNAL') },
  };
  app.get('/api/problems/:slug', { schema: oneSchema, config: { permission: 'problems:read' } }, async (request) => {
    const problem = await problems.get(request.params.slug);
    if (problem === null) throw new AppError('NOT_FOUND', `There is no problem ${request.params.slug}.`);
    return {
      ...problemSummaryOf(problem, { runtimeIds, source: problems.originOf(problem) }),
      statement: problem.statement,
      statementHtml: renderStatement(problem),
      samples: await samplesOf(problem),
    };
  });
}
