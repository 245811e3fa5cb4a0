import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../../engine/errors.ts';
import type { Rejudge } from '../../../engine/model/rejudge.ts';
import { actorOf } from '../../access.ts';
import type { App, RouteDeps } from '../../app.ts';
import { matched, tag } from '../../etag.ts';
import {
  ChangedAttemptList,
  changedAttemptOf,
  changedSubmissionOf,
  HistoryView,
  historyViewOf,
  MatrixView,
  RejudgeBody,
  RejudgeList,
  RejudgeListQuery,
  RejudgeParams,
  RejudgeView,
  rejudgeSummaryOf,
  rejudgeViewOf,
} from '../../schemas/authoring/rejudge.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { SubmissionParams } from '../../schemas/parts/id.ts';
import { defaultLimit, PageQuery } from '../../schemas/parts/page.ts';

const etag = { etag: 'its revision, for If-Match' };

export function rejudgeRoutes(app: App, deps: RouteDeps): void {
  createRejudge(app, deps);
  readRejudges(app, deps);
  getMatrix(app, deps);
  listAttempts(app, deps);
  decideRejudge(app, deps);
  getHistory(app, deps);
}

function createRejudge(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['rejudges'],
    operationId: 'createRejudge',
    summary: 'See what another version of a problem would change',
    description:
      'Grades every finished submission of the problem again with that version, aside and behind everything else. Nothing is changed before it is applied. A problem has one open rejudge at a time.',
    body: RejudgeBody,
    response: {
      202: answer('It is being computed', RejudgeView, { ...etag, location: 'where the rejudge is' }),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'),
    },
  };
  const config = { permission: 'rejudges:manage', audit: 'rejudge.create' } as const;
  app.post('/api/rejudges', { schema, config }, async (request, reply) => {
    const { assessmentId = null, ...wanted } = request.body;
    const createdBy = actorOf(request.principal);
    const rejudge = await deps.rejudges.create({ ...wanted, assessmentId, createdBy });
    audited(request, rejudge);
    reply.code(202);
    reply.header('location', `/api/rejudges/${rejudge.id}`);
    return viewed(deps, rejudge, reply);
  });
}

function audited(request: Pick<FastifyRequest, 'audited'>, { id, problem, toVersion }: Rejudge): void {
  request.audited = { target: `rejudge:${id}`, detail: { problem, toVersion } };
}

async function viewed(
  { rejudges }: RouteDeps,
  rejudge: Rejudge,
  reply: Pick<FastifyReply, 'header'>,
): Promise<RejudgeView> {
  tag(reply as FastifyReply, rejudge);
  return rejudgeViewOf(rejudge, await rejudges.progress(rejudge));
}

function readRejudges(app: App, deps: RouteDeps): void {
  const getSchema = {
    tags: ['rejudges'],
    operationId: 'getRejudge',
    summary: 'A rejudge, with how far it is',
    description: 'Once it is `ready`, its matrix can be read, and it can be applied or dropped.',
    params: RejudgeParams,
    response: { 200: answer('The rejudge', RejudgeView, etag), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  const config = { permission: 'rejudges:manage' } as const;
  app.get('/api/rejudges/:id', { schema: getSchema, config }, async (request, reply) =>
    viewed(deps, await deps.rejudges.get(request.params.id), reply),
  );
  const listSchema = {
    tags: ['rejudges'],
    operationId: 'listRejudges',
    summary: 'Rejudges, newest first',
    description: 'Filter by problem; go on with `after`.',
    querystring: RejudgeListQuery,
    response: { 200: answer('A page of rejudges', RejudgeList), ...errorResponses('BAD_REQUEST') },
  };
  app.get('/api/rejudges', { schema: listSchema, config }, async (request) => {
    const { problem, after, limit = defaultLimit } = request.query;
    const page = await deps.rejudges.list({ problem, after, limit });
    return { items: page.items.map(rejudgeSummaryOf), next: page.next };
  });
}

function getMatrix(app: App, { rejudges }: RouteDeps): void {
  const schema = {
    tags: ['rejudges'],
    operationId: 'getRejudgeMatrix',
    summary: 'What a rejudge would change, in figures and one by one',
    description:
      'Verdict by verdict, scores raised and lowered, who would cross the pass mark, and a page of the submissions that change. It was made when the rejudge became ready.',
    params: RejudgeParams,
    querystring: PageQuery,
    response: { 200: answer('The matrix', MatrixView), ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT') },
  };
  const config = { permission: 'rejudges:manage' } as const;
  app.get('/api/rejudges/:id/matrix', { schema, config }, async (request) => {
    const { id } = request.params;
    const preview = previewOf(await rejudges.get(id));
    const { after, limit = defaultLimit } = request.query;
    const page = await rejudges.effects({ id, kind: 'submission', after, limit });
    return { ...preview, changed: { items: page.items.map(changedSubmissionOf), next: page.next } };
  });
}

function previewOf({ preview, state }: Rejudge): NonNullable<Rejudge['preview']> {
  if (preview === null) throw new AppError('CONFLICT', `It is ${state}: there is no matrix before it is ready.`);
  return preview;
}

function listAttempts(app: App, { rejudges }: RouteDeps): void {
  const schema = {
    tags: ['rejudges'],
    operationId: 'listRejudgedAttempts',
    summary: 'Attempts that a rejudge gives another score',
    description: 'Score before and after, and whether the pass mark is reached. Without names.',
    params: RejudgeParams,
    querystring: PageQuery,
    response: {
      200: answer('A page of attempts', ChangedAttemptList),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'),
    },
  };
  const config = { permission: 'rejudges:manage' } as const;
  app.get('/api/rejudges/:id/attempts', { schema, config }, async (request) => {
    const { id } = request.params;
    previewOf(await rejudges.get(id));
    const { after, limit = defaultLimit } = request.query;
    const page = await rejudges.effects({ id, kind: 'attempt', after, limit });
    return { items: page.items.map(changedAttemptOf), next: page.next };
  });
}

const decisions = {
  apply: {
    operationId: 'applyRejudge',
    summary: 'Put the results of a rejudge in place',
    description:
      'Every submission keeps its old result in its history and gets the new one; its attempt is counted anew. What could not be graded keeps its result.',
  },
  drop: {
    operationId: 'dropRejudge',
    summary: 'Drop a rejudge',
    description: 'Nothing is changed. What is not graded yet is not graded any more.',
  },
} as const;

function decideRejudge(app: App, deps: RouteDeps): void {
  for (const decision of ['apply', 'drop'] as const) {
    const schema = {
      tags: ['rejudges'],
      ...decisions[decision],
      params: RejudgeParams,
      response: {
        200: answer('It is as decided', RejudgeView, etag),
        ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED', 'PRECONDITION_REQUIRED'),
      },
    };
    const config = { permission: 'rejudges:manage', audit: `rejudge.${decision}` } as const;
    app.post(`/api/rejudges/:id/${decision}`, { schema, config }, async (request, reply) => {
      const { id } = request.params;
      const rev = matched(request as FastifyRequest, await deps.rejudges.get(id));
      const decided = await deps.rejudges[decision](id, { rev, by: actorOf(request.principal) });
      audited(request, decided);
      return viewed(deps, decided, reply);
    });
  }
}

function getHistory(app: App, { rejudges }: RouteDeps): void {
  const schema = {
    tags: ['submissions'],
    operationId: 'getSubmissionHistory',
    summary: 'The results that a submission has had',
    description: 'The one that counts, and those that rejudges took the place of, each with its receipt.',
    params: SubmissionParams,
    response: { 200: answer('Its results', HistoryView), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  const config = { permission: 'submissions:read' } as const;
  app.get('/api/submissions/:id/history', { schema, config }, async (request) => {
    const { submission, past } = await rejudges.history(request.params.id);
    return historyViewOf(submission, past);
  });
}
