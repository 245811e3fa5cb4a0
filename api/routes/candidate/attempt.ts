import { problemOf, ruledProblem, runtimesOf } from '../../../engine/assess/allowed.ts';
import { AppError } from '../../../engine/errors.ts';
import { renderStatement } from '../../../engine/markdown/render.ts';
import type { App, RouteDeps } from '../../app.ts';
import { attemptViewOf } from '../../attempt-view.ts';
import { ownAttempt } from '../../own-attempt.ts';
import { samplesOf } from '../../samples-of.ts';
import { AttemptProblem, AttemptView } from '../../schemas/candidate/attempt.ts';
import { ProblemParams } from '../../schemas/grading/problem.ts';
import { runtimeViewOf } from '../../schemas/grading/runtime.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';

export function attemptRoutes(app: App, deps: RouteDeps): void {
  const viewSchema = {
    tags: ['attempt'],
    operationId: 'getOwnAttempt',
    summary: 'The attempt of this session',
    description:
      'What it is about, its clock, and how far it is. Of results only what the feedback rule of its assessment tells. Ask again from time to time: the clock may have been stopped or prolonged.',
    response: { 200: answer('The attempt', AttemptView), ...errorResponses('NOT_FOUND') },
  };
  const config = { permission: 'attempt:own' } as const;
  app.get('/api/attempt', { schema: viewSchema, config }, async (request) =>
    attemptViewOf(deps, await ownAttempt(deps, request)),
  );

  const problemSchema = {
    tags: ['attempt'],
    operationId: 'getOwnProblem',
    summary: 'A problem of the attempt',
    description: 'Statement, samples, limits and starter code, at the version that the assessment has fixed.',
    params: ProblemParams,
    response: {
      200: answer('The problem', AttemptProblem),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'ATTEMPT_CLOSED', 'GONE'),
    },
  };
  app.get('/api/attempt/problems/:slug', { schema: problemSchema, config }, async (request) => {
    const { rules, startedAt } = await ownAttempt(deps, request);
    if (startedAt === null) throw new AppError('ATTEMPT_CLOSED', 'The attempt has not begun: start it first.');
    const { slug, name, points } = ruledProblem(rules, request.params.slug);
    const problem = await problemOf(deps, rules, slug);
    return {
      ...{ slug, name, points },
      statement: problem.statement,
      statementHtml: renderStatement(problem),
      limits: problem.limits,
      samples: await samplesOf(problem),
      runtimes: runtimesOf(deps, rules, problem).map((runtime) => ({
        ...runtimeViewOf(runtime),
        starter: [...(problem.starters[runtime.id] ?? [])],
      })),
    };
  });
}
