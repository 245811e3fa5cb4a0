import { AppError } from '../../../engine/errors.ts';
import type { SubmissionKind } from '../../../engine/model/submission.ts';
import { actorOf } from '../../access.ts';
import type { App, RouteDeps } from '../../app.ts';
import { whenFinished } from '../../finished.ts';
import { goneSignal } from '../../gone.ts';
import { sourceBodyBytes } from '../../plugins/limits.ts';
import {
  acceptedViewOf,
  ListQuery,
  SubmissionList,
  SubmissionView,
  SubmitBody,
  SubmitHeaders,
  SubmitQuery,
  summaryOf,
  viewOf,
} from '../../schemas/grading/submission.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { SubmissionParams } from '../../schemas/parts/id.ts';
import { defaultLimit } from '../../schemas/parts/page.ts';
import { sourceOf } from '../../source-of.ts';

const longestWaitS = 60;
const listedKinds: readonly SubmissionKind[] = ['submit', 'rerun'];

export function submissionRoutes(app: App, deps: RouteDeps): void {
  postSubmission(app, deps);
  getSubmission(app, deps);
  listSubmissions(app, deps);
  deleteSubmission(app, deps);
}

function postSubmission(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['submissions'],
    operationId: 'submit',
    summary: 'Submit a program',
    description:
      'Stores it, queues it, and answers at once; with `wait`, when it is done or the time is over. Send either `source` or `files`.',
    body: SubmitBody,
    querystring: SubmitQuery,
    headers: SubmitHeaders,
    response: {
      202: answer('Accepted: it is stored and will be graded, whatever happens', SubmissionView, {
        location: 'where the submission is',
        'idempotency-replayed': 'true when the Idempotency-Key was seen before: nothing new was made',
      }),
      ...errorResponses(
        'BAD_REQUEST',
        'TOO_LARGE',
        'UNSUPPORTED_MEDIA_TYPE',
        'IDEMPOTENCY_MISMATCH',
        'INTERNAL',
        'STORE_UNAVAILABLE',
      ),
    },
  };
  const config = { permission: 'submissions:create', audit: 'submission.create' } as const;
  app.post('/api/submissions', { schema, config, bodyLimit: sourceBodyBytes }, async (request, reply) => {
    const { problem, runtime, runAll = false } = request.body;
    const { submission, replayed } = await deps.intake.submit({
      ...sourceOf(request.body),
      problem,
      runtime,
      runAll,
      createdBy: actorOf(request.principal),
      idempotencyKey: request.headers['idempotency-key'] ?? null,
    });
    reply.code(202).header('location', `/api/submissions/${submission.id}`);
    if (replayed) reply.header('idempotency-replayed', 'true');
    request.audited = { target: `submission:${submission.id}`, detail: { problem, runtime, replayed } };
    const waitMs = Math.min(request.query.wait ?? 0, longestWaitS) * 1000;
    if (waitMs === 0) return acceptedViewOf(submission);
    return viewOf(await whenFinished(deps, submission, { waitMs, signal: goneSignal(deps, request, reply) }));
  });
}

function getSubmission(app: App, { store }: RouteDeps): void {
  const schema = {
    tags: ['submissions'],
    operationId: 'getSubmission',
    summary: 'A submission, with its result once it is done',
    description: 'Facts of every case; never the input, answer or output of a secret one.',
    params: SubmissionParams,
    response: {
      200: answer('The submission', SubmissionView),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'INTERNAL', 'STORE_UNAVAILABLE'),
    },
  };
  app.get('/api/submissions/:id', { schema, config: { permission: 'submissions:read' } }, async (request) => {
    const submission = await store.submissions.get(request.params.id);
    if (submission === null) throw new AppError('NOT_FOUND', `There is no submission ${request.params.id}.`);
    return viewOf(submission);
  });
}

function listSubmissions(app: App, { store }: RouteDeps): void {
  const schema = {
    tags: ['submissions'],
    operationId: 'listSubmissions',
    summary: 'Submissions, newest first',
    description:
      'Without their cases. Filter by problem, state, attempt and kind; go on with `after`. Unless a kind is named, runs (which are never scored) and what a rejudge computes aside are left out.',
    querystring: ListQuery,
    response: {
      200: answer('A page of submissions', SubmissionList),
      ...errorResponses('BAD_REQUEST', 'INTERNAL', 'STORE_UNAVAILABLE'),
    },
  };
  app.get('/api/submissions', { schema, config: { permission: 'submissions:read' } }, async (request) => {
    const { problem, state, attemptId, kind = { in: listedKinds }, after, limit = defaultLimit } = request.query;
    const where = {
      kind,
      ...(problem !== undefined && { problem }),
      ...(state !== undefined && { state }),
      ...(attemptId !== undefined && { attemptId }),
    };
    const page = await store.submissions.brief({ where, order: 'desc', limit, ...(after !== undefined && { after }) });
    return { items: page.items.map(summaryOf), next: page.next };
  });
}

function deleteSubmission(app: App, { store, intake }: RouteDeps): void {
  const schema = {
    tags: ['submissions'],
    operationId: 'cancelSubmission',
    summary: 'Cancel a submission',
    description:
      'Takes it out of the queue, or stops its grading. It stays stored, with state `canceled`. What is part of an attempt or of a rejudge is not taken out of it here.',
    params: SubmissionParams,
    response: {
      200: answer('It is canceled', SubmissionView),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'INTERNAL', 'STORE_UNAVAILABLE'),
    },
  };
  const config = { permission: 'submissions:create', audit: 'submission.cancel' } as const;
  app.delete('/api/submissions/:id', { schema, config }, async (request) => {
    const { id } = request.params;
    request.audited.target = `submission:${id}`;
    const submission = await store.submissions.get(id);
    if (submission?.attemptId)
      throw new AppError('CONFLICT', 'It is part of an attempt: only the candidate takes it back.');
    if (submission?.rejudgeId) throw new AppError('CONFLICT', 'It is part of a rejudge: drop that one instead.');
    return viewOf(await intake.cancel(id));
  });
}
