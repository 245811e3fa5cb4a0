import { compareFiles } from '../../../engine/authoring/compare.ts';
import { writeZip } from '../../../engine/authoring/zip-out.ts';
import { AppError } from '../../../engine/errors.ts';
import type { App, RouteDeps } from '../../app.ts';
import {
  ChangeList,
  ChangesQuery,
  changeListOf,
  VersionList,
  VersionParams,
  VersionsParams,
  VersionView,
  versionHeadOf,
  WithdrawnList,
  WithdrawnView,
} from '../../schemas/authoring/problem-version.ts';
import { fileListOf } from '../../schemas/authoring/working-copy.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { bytesAnswer } from '../../schemas/parts/bytes.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { defaultLimit, PageQuery } from '../../schemas/parts/page.ts';

const tags = ['problems'];
const reading = { permission: 'problems:read' } as const;

export function problemVersionRoutes(app: App, deps: RouteDeps): void {
  listVersions(app, deps);
  getVersion(app, deps);
  changesSince(app, deps);
  downloadVersion(app, deps);
  listWithdrawn(app, deps);
  withdraw(app, deps);
}

function listVersions(app: App, { authoring, problems }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'listVersions',
    summary: 'The published versions of a problem',
    description: 'Newest first: number, who published it, when and why. None for a problem that is a folder.',
    params: VersionsParams,
    querystring: PageQuery,
    response: { 200: answer('A page of versions', VersionList), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  app.get('/api/problems/:slug/versions', { schema, config: reading }, async (request) => {
    const { after, limit = defaultLimit } = request.query;
    const { slug } = request.params;
    const page = await authoring.versions.list(slug, { limit, ...(after !== undefined && { after }) });
    // A folder has none, and is a problem all the same.
    if (page.items.length === 0 && (await problems.get(slug)) === null) {
      throw new AppError('NOT_FOUND', `There is no problem ${JSON.stringify(slug)}.`);
    }
    return { items: page.items.map(versionHeadOf), next: page.next };
  });
}

function getVersion(app: App, { authoring }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'getVersion',
    summary: 'A published version',
    description: 'With its list of files. A version never changes.',
    params: VersionParams,
    response: { 200: answer('The version', VersionView), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  app.get('/api/problems/:slug/versions/:number', { schema, config: reading }, async (request) => {
    const { slug, number } = request.params;
    const version = await authoring.versions.get(slug, Number(number));
    const problem = await authoring.versions.authored(slug);
    return {
      ...versionHeadOf(version),
      current: problem.number === version.number && !problem.withdrawn,
      withdrawn: problem.withdrawn,
      files: fileListOf(version.files).items,
    };
  });
}

function changesSince(app: App, { authoring }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'compareVersions',
    summary: 'What has changed between two versions',
    description: 'File by file, from the version `since` to this one; of short texts the lines.',
    params: VersionParams,
    querystring: ChangesQuery,
    response: { 200: answer('The files that differ', ChangeList), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  app.get('/api/problems/:slug/versions/:number/changes', { schema, config: reading }, async (request) => {
    const { slug, number } = request.params;
    const before = await authoring.versions.get(slug, Number(request.query.since));
    const after = await authoring.versions.get(slug, Number(number));
    return changeListOf(await compareFiles(before.files, after.files, authoring.packages));
  });
}

function downloadVersion(app: App, { authoring }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'exportVersion',
    summary: 'A published version as a zip',
    description:
      'A package of the Kattis format with every file as it was published. The same version is the same zip.',
    params: VersionParams,
    response: {
      200: bytesAnswer('The package', 'application/zip'),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND'),
    },
  };
  app.get('/api/problems/:slug/versions/:number/package.zip', { schema, config: reading }, async (request, reply) => {
    const { slug, number } = request.params;
    const { files } = await authoring.versions.get(slug, Number(number));
    reply.header('content-disposition', `attachment; filename="${slug}-${number}.zip"`);
    return reply.type('application/zip').send(writeZip(files, authoring.packages));
  });
}

function listWithdrawn(app: App, { authoring }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'listWithdrawn',
    summary: 'The problems that are withdrawn',
    description: 'They are in no other list. `restore` puts one back.',
    response: { 200: answer('Their slugs', WithdrawnList), ...errorResponses('INTERNAL') },
  };
  app.get('/api/authoring/withdrawn', { schema, config: reading }, async () => ({
    items: (await authoring.versions.withdrawn()).map(({ id, number }) => ({ slug: id, number })),
  }));
}

function withdraw(app: App, { authoring }: RouteDeps): void {
  const steps = [
    ['withdraw', true, 'Take a published problem out of use', 'It is in no list and takes no new submissions'],
    ['restore', false, 'Put a withdrawn problem back', 'Its current version takes submissions again'],
  ] as const;
  for (const [name, withdrawn, summary, what] of steps) {
    const schema = {
      tags,
      operationId: `${name}Problem`,
      summary,
      description: `${what}. Assessments that have one of its versions go on with it.`,
      params: VersionsParams,
      response: {
        200: answer('How it is now', WithdrawnView),
        ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'),
      },
    };
    const config = { permission: 'problems:write', audit: `problem.${name}` } as const;
    app.post(`/api/problems/:slug/${name}`, { schema, config }, async (request) => {
      const { slug } = request.params;
      request.audited = { target: `problem:${slug}`, detail: {} };
      const { number } = await authoring.versions.withdraw(slug, withdrawn);
      return { slug, number, withdrawn };
    });
  }
}
