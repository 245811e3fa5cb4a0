import { AppError } from '../../../engine/errors.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import type { App, RouteDeps } from '../../app.ts';
import { samplesOf } from '../../samples-of.ts';
import { ProblemList, ProblemParams, ProblemView, problemSummaryOf } from '../../schemas/grading/problem.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { pdfAnswer, sendPdf, statementOf } from '../../statement.ts';

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
    const problem = await problemAt(request.params.slug);
    return {
      ...problemSummaryOf(problem, { runtimeIds, source: problems.originOf(problem) }),
      ...statementOf(problem),
      samples: await samplesOf(problem),
    };
  });

  const pdfSchema = {
    tags: ['problems'],
    operationId: 'getProblemPdf',
    summary: 'The statement of a problem as a PDF',
    description: 'Where it is one: see `statementPdf`.',
    params: ProblemParams,
    response: { 200: pdfAnswer, ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'INTERNAL') },
  };
  app.get(
    '/api/problems/:slug/statement.pdf',
    { schema: pdfSchema, config: { permission: 'problems:read' } },
    async (request, reply) => sendPdf(reply, await problemAt(request.params.slug)),
  );

  async function problemAt(slug: string): Promise<Problem> {
    const problem = await problems.get(slug);
    if (problem === null) throw new AppError('NOT_FOUND', `There is no problem ${slug}.`);
    return problem;
  }
}
