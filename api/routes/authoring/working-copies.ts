import Type from 'typebox';
import { AppError } from '../../../engine/errors.ts';
import { actorOf } from '../../access.ts';
import type { App, RouteDeps } from '../../app.ts';
import { matched, tag } from '../../etag.ts';
import { CopyList, CopySummary, CopyView, copySummaryOf, copyViewOf } from '../../schemas/authoring/working-copy.ts';
import { CopyParams, CreateBody } from '../../schemas/authoring/working-copy-bodies.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { defaultLimit, PageQuery } from '../../schemas/parts/page.ts';
import { etag, refusals, writing } from './change.ts';

const tags = ['authoring'];
const reading = { permission: 'problems:read' } as const;

/** Working copies: the problems that are being worked on. */
export function workingCopyRoutes(app: App, deps: RouteDeps): void {
  listCopies(app, deps);
  createCopy(app, deps);
  getCopy(app, deps);
  deleteCopy(app, deps);
}

function listCopies(app: App, { authoring }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'listWorkingCopies',
    summary: 'The problems that are being worked on',
    description: 'By slug. What candidates get is what was published: see /api/problems.',
    querystring: PageQuery,
    response: { 200: answer('A page of working copies', CopyList), ...errorResponses('BAD_REQUEST') },
  };
  app.get('/api/authoring/problems', { schema, config: reading }, async (request) => {
    const { after, limit = defaultLimit } = request.query;
    const page = await authoring.copies.list({ limit, ...(after !== undefined && { after }) });
    return { items: page.items.map(copySummaryOf), next: page.next };
  });
}

function createCopy(app: App, { authoring, problems }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'createWorkingCopy',
    summary: 'Begin to work on a problem',
    description:
      'A skeleton with `name` and `type`, or a copy of a problem that there is, with `from`. From a zip: PUT …/package.zip.',
    body: CreateBody,
    response: {
      201: answer('The working copy', CopySummary, { ...etag, location: 'where it is' }),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'DUPLICATE', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  app.post('/api/authoring/problems', { schema, config: writing('create') }, async (request, reply) => {
    const { slug, name, type = 'pass-fail', from } = request.body;
    if (from && (name !== undefined || request.body.type !== undefined)) {
      throw new AppError('BAD_REQUEST', 'A copy has the name and type of the problem: leave them out.', {
        field: '/from',
      });
    }
    request.audited = { target: `problem:${slug}`, detail: { from: from?.slug ?? null } };
    if (!from && (await problems.get(slug))) {
      throw new AppError('DUPLICATE', `There is a problem ${slug} already: work on it with \`from\`.`, {
        field: '/slug',
      });
    }
    const files = from
      ? await authoring.sources.problem(from.slug, from.number)
      : await authoring.sources.template({ name: name ?? slug, type });
    const copy = await authoring.copies.create(slug, files, actorOf(request.principal));
    tag(reply, copy);
    reply.code(201).header('location', `/api/authoring/problems/${slug}`);
    return copySummaryOf(copy);
  });
}

function getCopy(app: App, { authoring }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'getWorkingCopy',
    summary: 'A working copy, with all that is in it and what is wrong',
    description:
      'A broken one is shown as far as it can be read; `faults` says where it is broken. Contents of files: …/files/<path>.',
    params: CopyParams,
    response: { 200: answer('The working copy', CopyView, etag), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  app.get('/api/authoring/problems/:slug', { schema, config: reading }, async (request, reply) => {
    const copy = await authoring.copies.get(request.params.slug);
    tag(reply, copy);
    return copyViewOf(copy, await authoring.inspect(copy.id, copy.files));
  });
}

function deleteCopy(app: App, { authoring }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'deleteWorkingCopy',
    summary: 'Throw a working copy away',
    description: 'What was published of it stays. Needs If-Match.',
    params: CopyParams,
    response: { 204: answer('It is gone', Type.Null()), ...refusals },
  };
  app.delete('/api/authoring/problems/:slug', { schema, config: writing('discard') }, async (request, reply) => {
    const { slug } = request.params;
    request.audited = { target: `problem:${slug}`, detail: {} };
    matched(request, await authoring.copies.get(slug));
    await authoring.copies.delete(slug);
    return reply.code(204).send(null);
  });
}
