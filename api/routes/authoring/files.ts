import { Readable } from 'node:stream';
import Type from 'typebox';
import { deleteFile, placeFile, replaceAll } from '../../../engine/authoring/edits/files.ts';
import { fileAt } from '../../../engine/authoring/manifest.ts';
import { pathFault } from '../../../engine/authoring/paths.ts';
import { atMost } from '../../../engine/authoring/spool.ts';
import { writeZip } from '../../../engine/authoring/zip-out.ts';
import { AppError, isAppError } from '../../../engine/errors.ts';
import { actorOf } from '../../access.ts';
import type { App, RouteDeps } from '../../app.ts';
import { matched, tag } from '../../etag.ts';
import { copySummaryOf, FileList, fileListOf, ImportedCopy } from '../../schemas/authoring/working-copy.ts';
import { CopyParams, pathParams, restOf } from '../../schemas/authoring/working-copy-bodies.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { bytesAnswer, bytesBody } from '../../schemas/parts/bytes.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { change, changed, etag, refusals, writing } from './change.ts';

const tags = ['authoring'];
const base = '/api/authoring/problems/:slug';
const reading = { permission: 'problems:read' } as const;
const mib = 1024 * 1024;
const maxFileBytes = 64 * mib;
const params = pathParams('data/secret/01.in');

/** A working copy as files, one by one and as a zip. Bodies are streams of bytes, which are never in memory whole. */
export function authoringFileRoutes(app: App, deps: RouteDeps): void {
  app.register(async (scope: App) => {
    for (const type of ['application/octet-stream', 'application/zip']) {
      scope.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
    }
    readFiles(scope, deps);
    writeFiles(scope, deps);
    importZip(scope, deps);
    exportZip(scope, deps);
  });
}

function readFiles(app: App, { authoring }: RouteDeps): void {
  const list = {
    tags,
    operationId: 'listFiles',
    summary: 'Every file of a working copy',
    description: 'By path, with size and SHA-256.',
    params: CopyParams,
    response: { 200: answer('The files', FileList, etag), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  app.get(`${base}/files`, { schema: list, config: reading }, async (request, reply) => {
    const copy = await authoring.copies.get(request.params.slug);
    tag(reply, copy);
    return fileListOf(copy.files);
  });
  const one = {
    tags,
    operationId: 'getFile',
    summary: 'A file of a working copy',
    description: 'Its bytes. The ETag is that of the working copy.',
    params,
    response: {
      200: bytesAnswer('The file', 'application/octet-stream', etag),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND'),
    },
  };
  app.get(`${base}/files/*`, { schema: one, config: reading }, async (request, reply) => {
    const { slug } = request.params;
    const path = restOf(request.params);
    const copy = await authoring.copies.get(slug);
    const file = fileAt(copy.files, path);
    if (file === undefined) throw new AppError('NOT_FOUND', `There is no file ${JSON.stringify(path.slice(0, 200))}.`);
    tag(reply, copy);
    reply.header('content-disposition', 'attachment').header('content-length', file.sizeBytes);
    return reply.type('application/octet-stream').send(Readable.from(authoring.packages.read(file).chunks()));
  });
}

function writeFiles(app: App, deps: RouteDeps): void {
  const put = {
    tags,
    operationId: 'putFile',
    summary: 'Write a file of a working copy',
    description: `At most ${maxFileBytes / mib} MiB. Needs If-Match.`,
    params,
    querystring: Type.Object(
      { executable: Type.Optional(Type.Enum(['true', 'false'], { description: 'as it was, when left out' })) },
      { additionalProperties: false },
    ),
    body: bytesBody('application/octet-stream'),
    response: changed,
  };
  app.put(`${base}/files/*`, { schema: put, config: writing('file') }, async (request, reply) => {
    const { slug } = request.params;
    const path = restOf(request.params);
    const body = streamOf(request.body, 'application/octet-stream');
    const fault = pathFault(path);
    if (fault) throw new AppError('BAD_REQUEST', `${JSON.stringify(path.slice(0, 200))}: ${fault}.`);
    const edit = async ({ files }: { files: Parameters<typeof fileAt>[0] }) => {
      const { executable } = request.query;
      const isExecutable =
        executable === undefined ? (fileAt(files, path)?.executable ?? false) : executable === 'true';
      return placeFile(await deps.authoring.packages.putFile(path, atMost(body, maxFileBytes), isExecutable));
    };
    return change(deps, { request, reply }, { slug, what: path, edit });
  });
  const remove = {
    tags,
    operationId: 'deleteFile',
    summary: 'Take a file out of a working copy',
    description: 'One file; groups, cases and solutions have ways of their own. Needs If-Match.',
    params,
    response: changed,
  };
  app.delete(`${base}/files/*`, { schema: remove, config: writing('file') }, async (request, reply) => {
    const { slug } = request.params;
    const path = restOf(request.params);
    return change(deps, { request, reply }, { slug, what: path, edit: () => deleteFile(path) });
  });
}

function importZip(app: App, { authoring }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'importPackage',
    summary: 'Import a package as a zip',
    description:
      'Makes a working copy; with If-Match, replaces all files of the one that there is. At most 64 MiB, 512 MiB unpacked, 50,000 files. One folder around the package is taken off.',
    params: CopyParams,
    body: bytesBody('application/zip'),
    response: {
      200: answer('It is replaced', ImportedCopy, etag),
      201: answer('It is made', ImportedCopy, { ...etag, location: 'where it is' }),
      ...refusals,
    },
  };
  app.put(
    `${base}/package.zip`,
    { schema, config: { ...writing('import'), perMinute: 30 } },
    async (request, reply) => {
      const { slug } = request.params;
      const body = streamOf(request.body, 'application/zip');
      const by = actorOf(request.principal);
      request.audited = { target: `problem:${slug}`, detail: {} };
      const before = await authoring.copies.get(slug).catch((error) => {
        if (isAppError(error, 'NOT_FOUND')) return null;
        throw error;
      });
      if (before) matched(request, before);
      const { files, ignored } = await authoring.sources.zip(body);
      request.audited.detail = { files: files.length };
      const copy = before
        ? await authoring.copies.edit(before, replaceAll(files), by)
        : await authoring.copies.create(slug, files, by);
      tag(reply, copy);
      if (!before) reply.code(201).header('location', `/api/authoring/problems/${slug}`);
      return { ...copySummaryOf(copy), ignored };
    },
  );
}

function exportZip(app: App, { authoring }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'exportPackage',
    summary: 'A working copy as a zip',
    description: 'Imported again, it is the same, bit for bit. The same files make the same zip.',
    params: CopyParams,
    response: {
      200: bytesAnswer('The package', 'application/zip', etag),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND'),
    },
  };
  app.get(`${base}/package.zip`, { schema, config: reading }, async (request, reply) => {
    const { slug } = request.params;
    const copy = await authoring.copies.get(slug);
    tag(reply, copy);
    reply.header('content-disposition', `attachment; filename="${slug}.zip"`);
    return reply.type('application/zip').send(writeZip(copy.files, authoring.packages));
  });
}

function streamOf(body: unknown, type: string): Readable {
  if (body instanceof Readable) return body;
  throw new AppError('UNSUPPORTED_MEDIA_TYPE', `Send the bytes themselves, as ${type}.`);
}
