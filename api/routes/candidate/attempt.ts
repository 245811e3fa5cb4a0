import type { FastifyRequest } from 'fastify';
import { problemOf, ruledProblem, runtimesOf } from '../../../engine/assess/allowed.ts';
import { AppError } from '../../../engine/errors.ts';
import type { App, RouteDeps } from '../../app.ts';
import { attemptViewOf } from '../../attempt-view.ts';
import { ownAttempt } from '../../own-attempt.ts';
import { samplesOf } from '../../samples-of.ts';
import { AttemptProblem, AttemptView } from '../../schemas/candidate/attempt.ts';
import { ProblemParams } from '../../schemas/grading/problem.ts';
import { runtimeViewOf } from '../../schemas/grading/runtime.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { pdfAnswer, sendPdf, statementOf } from '../../statement.ts';

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
    const { rules, problem } = await ownProblem(request);
    const { slug, name, points } = ruledProblem(rules, problem.slug);
    return {
      ...{ slug, name, points },
      ...statementOf(problem),
      limits: problem.limits,
      samples: await samplesOf(problem),
      runtimes: runtimesOf(deps, rules, problem).map((runtime) => ({
        ...runtimeViewOf(runtime),
        starter: [...(problem.starters[runtime.id] ?? [])],
      })),
    };
  });

  const pdfSchema = {
    tags: ['attempt'],
    operationId: 'getOwnProblemPdf',
    summary: 'The statement of a problem of the attempt as a PDF',
    description: 'Where it is one: see `statementPdf`.',
    params: ProblemParams,
    response: { 200: pdfAnswer, ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'ATTEMPT_CLOSED', 'GONE') },
  };
  app.get('/api/attempt/problems/:slug/statement.pdf', { schema: pdfSchema, config }, async (request, reply) =>
    sendPdf(reply, (await ownProblem(request)).problem),
  );

  /** Once the attempt has begun, also when it has ended. */
  async function ownProblem(request: FastifyRequest<{ Params: { slug: string } }>) {
    const { rules, startedAt } = await ownAttempt(deps, request);
    if (startedAt === null) throw new AppError('ATTEMPT_CLOSED', 'The attempt has not begun: start it first.');
    return { rules, problem: await problemOf(deps, rules, request.params.slug) };
  }
}
