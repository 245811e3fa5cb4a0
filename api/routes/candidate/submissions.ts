import type { FastifyReply, FastifyRequest } from 'fastify';
import { visibleBrief, visibleSubmission } from '../../../engine/assess/visible.ts';
import type { Submission } from '../../../engine/model/submission.ts';
import type { App, RouteDeps } from '../../app.ts';
import { ownAttempt, ownAttemptId } from '../../own-attempt.ts';
import { sourceBodyBytes } from '../../plugins/limits.ts';
import { sampleRecords } from '../../sample-records.ts';
import {
  HandInBody,
  OwnListQuery,
  type OwnSubmission,
  OwnSubmissionList,
  OwnSubmission as OwnSubmissionSchema,
  ownSubmissionOf,
  RunBody,
} from '../../schemas/candidate/submission.ts';
import { ownSampleRunOf, SampleRunList } from '../../schemas/grading/sample.ts';
import { SubmitHeaders } from '../../schemas/grading/submission.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { SubmissionParams } from '../../schemas/parts/id.ts';
import { defaultLimit } from '../../schemas/parts/page.ts';
import { sourceOf } from '../../source-of.ts';

const runsAMinute = 30;
const taken = 'It is stored and will be graded, whatever happens';
const headers = {
  location: 'where it is',
  'idempotency-replayed': 'true when the Idempotency-Key was seen before: nothing new was made',
};
const refusals = errorResponses(
  ...(['BAD_REQUEST', 'NOT_FOUND', 'ATTEMPT_CLOSED', 'GONE', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const),
  'IDEMPOTENCY_MISMATCH',
);

export function attemptSubmissionRoutes(app: App, deps: RouteDeps): void {
  postRun(app, deps);
  postSubmission(app, deps);
  readSubmissions(app, deps);
  readSamples(app, deps);
  cancelSubmission(app, deps);
}

function postRun(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['attempt'],
    operationId: 'runProgram',
    summary: 'Run a program on the samples, or on own input',
    description:
      'Goes ahead of submissions in the queue, is never scored, and counts against no limit. Send either `source` or `files`. Three of an attempt may wait at a time, and one is graded at a time.',
    body: RunBody,
    headers: SubmitHeaders,
    response: { 202: answer(taken, OwnSubmissionSchema, headers), ...refusals },
  };
  const config = { permission: 'attempt:own', audit: false, perMinute: runsAMinute } as const;
  app.post('/api/attempt/runs', { schema, config, bodyLimit: sourceBodyBytes }, async (request, reply) => {
    const { problem, runtime, input = null } = request.body;
    const asked = { problem, runtime, ...sourceOf(request.body), kind: 'run' as const, input };
    const { submission, replayed } = await deps.candidate.handIn.take({ ...asked, ...whose(request) });
    return answerTaken(deps, { request, reply, submission, replayed });
  });
}

function postSubmission(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['attempt'],
    operationId: 'submitProgram',
    summary: 'Submit a program for a problem',
    description:
      'Graded on all cases; of several submissions of a problem the best counts. Send either `source` or `files`. With a limit of submissions, one that is canceled before it is graded does not count.',
    body: HandInBody,
    headers: SubmitHeaders,
    response: { 202: answer(taken, OwnSubmissionSchema, headers), ...refusals },
  };
  const config = { permission: 'attempt:own', audit: 'attempt.submit', perMinute: runsAMinute } as const;
  app.post('/api/attempt/submissions', { schema, config, bodyLimit: sourceBodyBytes }, async (request, reply) => {
    const { problem, runtime } = request.body;
    const asked = { problem, runtime, ...sourceOf(request.body), kind: 'submit' as const };
    const { submission, replayed } = await deps.candidate.handIn.take({ ...asked, ...whose(request) });
    request.audited.target = `submission:${submission.id}`;
    return answerTaken(deps, { request, reply, submission, replayed });
  });
}

function whose(request: FastifyRequest & { headers: { 'idempotency-key'?: string } }) {
  return { attemptId: ownAttemptId(request), idempotencyKey: request.headers['idempotency-key'] ?? null };
}

async function answerTaken(
  deps: RouteDeps,
  at: { request: FastifyRequest; reply: FastifyReply; submission: Submission; replayed: boolean },
): Promise<OwnSubmission> {
  at.reply.code(202).header('location', `/api/attempt/submissions/${at.submission.id}`);
  if (at.replayed) at.reply.header('idempotency-replayed', 'true');
  return seenBy(deps, at.request, at.submission);
}

async function seenBy(deps: RouteDeps, request: FastifyRequest, submission: Submission): Promise<OwnSubmission> {
  const { rules } = await ownAttempt(deps, request);
  return ownSubmissionOf(visibleSubmission(submission, rules.feedback), await deps.candidate.waitingOf(submission));
}

function readSubmissions(app: App, deps: RouteDeps): void {
  const config = { permission: 'attempt:own' } as const;
  const listSchema = {
    tags: ['attempt'],
    operationId: 'listOwnSubmissions',
    summary: 'Runs and submissions of the attempt, newest first',
    description: 'Of results only what the feedback rule tells. Filter by problem and kind; go on with `after`.',
    querystring: OwnListQuery,
    response: { 200: answer('A page of them', OwnSubmissionList), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  app.get('/api/attempt/submissions', { schema: listSchema, config }, async (request) => {
    const { id, rules } = await ownAttempt(deps, request);
    const { problem, kind, after, limit = defaultLimit } = request.query;
    const page = await deps.store.submissions.brief({
      where: { attemptId: id, kind: kind ?? { in: ['run', 'submit'] }, ...(problem !== undefined && { problem }) },
      order: 'desc',
      limit,
      ...(after !== undefined && { after }),
    });
    return { items: page.items.map((one) => visibleBrief(one, rules.feedback)), next: page.next };
  });

  const oneSchema = {
    tags: ['attempt'],
    operationId: 'getOwnSubmission',
    summary: 'A run or submission of the attempt',
    description:
      'Of a run everything; of a submission the compiler and the samples, and of the secret groups what the feedback rule tells.',
    params: SubmissionParams,
    response: {
      200: answer('The run or submission', OwnSubmissionSchema),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND'),
    },
  };
  app.get('/api/attempt/submissions/:id', { schema: oneSchema, config }, async (request) =>
    seenBy(deps, request, await deps.candidate.handIn.get(ownAttemptId(request), request.params.id)),
  );
}

function readSamples(app: App, { store, candidate }: RouteDeps): void {
  const schema = {
    tags: ['attempt'],
    operationId: 'getOwnSampleRuns',
    summary: 'What the program did with the samples, or with the own input',
    description: 'Input, answer, output and standard error of each case that may be seen: their first bytes.',
    params: SubmissionParams,
    response: {
      200: answer('The cases, in order; none before it is done', SampleRunList),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND'),
    },
  };
  const config = { permission: 'attempt:own' } as const;
  app.get('/api/attempt/submissions/:id/samples', { schema, config }, async (request) => {
    const submission = await candidate.handIn.get(ownAttemptId(request), request.params.id);
    return { items: (await sampleRecords(store, submission)).map(ownSampleRunOf) };
  });
}

function cancelSubmission(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['attempt'],
    operationId: 'cancelOwnSubmission',
    summary: 'Cancel a run or submission of the attempt',
    description:
      'Takes it out of the queue, or stops its grading. A submission can be taken back only while the clock runs.',
    params: SubmissionParams,
    response: {
      200: answer('It is canceled', OwnSubmissionSchema),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'),
    },
  };
  const config = { permission: 'attempt:own', audit: 'attempt.cancel' } as const;
  app.delete('/api/attempt/submissions/:id', { schema, config }, async (request) => {
    request.audited.target = `submission:${request.params.id}`;
    return seenBy(deps, request, await deps.candidate.handIn.cancel(ownAttemptId(request), request.params.id));
  });
}
