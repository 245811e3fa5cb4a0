import { Readable } from 'node:stream';
import { takeAnswers } from '../../../engine/authoring/edits/answers.ts';
import { trialId, triedCaseOf } from '../../../engine/authoring/trial-records.ts';
import { AppError } from '../../../engine/errors.ts';
import { entryFile } from '../../../engine/grade/entry.ts';
import type { TrialRecord } from '../../../engine/model/trial.ts';
import { actorOf } from '../../access.ts';
import type { App, RouteDeps } from '../../app.ts';
import { JobParams, JobView, WorkingCopyParams } from '../../schemas/authoring/job.ts';
import {
  AnswersBody,
  detailOf,
  TriedCaseDetail,
  TriedCaseList,
  TriedCaseParams,
  TriedCaseQuery,
  TryBody,
  trialFrom,
} from '../../schemas/authoring/trial.ts';
import { CopyParams } from '../../schemas/authoring/working-copy-bodies.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { bytesAnswer } from '../../schemas/parts/bytes.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { defaultLimit } from '../../schemas/parts/page.ts';
import { change, changed, writing } from './change.ts';
import { ask } from './jobs.ts';

const tags = ['authoring'];
const reading = { permission: 'problems:read' } as const;
const mib = 1024 * 1024;

/** A program of a working copy, run now: what came of it, and its outputs as answers. */
export function authoringTrialRoutes(app: App, deps: RouteDeps): void {
  tryProgram(app, deps);
  readCases(app, deps);
  readOutput(app, deps);
  writeAnswers(app, deps);
}

function tryProgram(app: App, deps: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'tryProgram',
    summary: 'Run a program on cases of a working copy, now',
    description:
      'A reference solution or any other program, on all cases, the samples, some cases, or an own input. Cases need no answer yet. What came of it is kept for a day.',
    params: WorkingCopyParams,
    body: TryBody,
    response: {
      202: answer('Accepted: the files are kept as they are now', JobView, { location: 'where the job is' }),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'LIMIT_REACHED', 'TOO_LARGE'),
    },
  };
  const config = { permission: 'problems:write', audit: 'problem.try', perMinute: 60 } as const;
  app.post('/api/authoring/problems/:slug/try', { schema, config, bodyLimit: 4 * mib }, async (request, reply) => {
    const { program } = request.body;
    if ('files' in program) checkTyped(program, deps);
    const { slug } = request.params;
    const wanted = { kind: 'try', slug, note: '', createdBy: actorOf(request.principal) } as const;
    return ask(deps, { ...wanted, trial: trialFrom(request.body) }, { request, reply });
  });
}

function checkTyped({ runtime, files }: { runtime: string; files: { name: string }[] }, deps: RouteDeps): void {
  const found = deps.runtimes.get(runtime);
  if (found === undefined) {
    throw new AppError('BAD_REQUEST', `There is no runtime ${JSON.stringify(runtime)}: see /api/runtimes.`, {
      field: '/program/runtime',
    });
  }
  if (new Set(files.map(({ name }) => name)).size < files.length) {
    throw new AppError('BAD_REQUEST', 'Two files have the same name.', { field: '/program/files' });
  }
  if (entryFile(found, files) !== null) return;
  throw new AppError('BAD_REQUEST', `No entry file: name one of them ${found.mainFile}.`, { field: '/program/files' });
}

function readCases(app: App, deps: RouteDeps): void {
  const list = {
    tags,
    operationId: 'listTriedCases',
    summary: 'How the cases of a run ended',
    description: 'Those that have ended so far, in order. What they printed is read one by one.',
    params: JobParams,
    querystring: TriedCaseQuery,
    response: { 200: answer('A page of cases', TriedCaseList), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  app.get('/api/authoring/jobs/:id/cases', { schema: list, config: reading }, async (request) => {
    const { id } = await deps.workshop.jobs.get(request.params.id);
    const { after, limit = defaultLimit } = request.query;
    const where = { jobId: id };
    const page = await deps.store.trials.brief({ where, limit, ...(after !== undefined && { after }) });
    return { items: page.items.map(triedCaseOf), next: page.next };
  });
  const one = {
    tags,
    operationId: 'getTriedCase',
    summary: 'What the program did with one case',
    description:
      'What is kept of input, answer, output and standard error, how output and answer differ, and what the checker says.',
    params: TriedCaseParams,
    response: { 200: answer('The case', TriedCaseDetail), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  app.get('/api/authoring/jobs/:id/cases/:index', { schema: one, config: reading }, async (request) =>
    detailOf(await recordOf(deps, request.params)),
  );
}

function readOutput(app: App, deps: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'getTriedOutput',
    summary: 'The whole output on one case',
    description: 'Its bytes, where the program ended by itself. They are kept for a day.',
    params: TriedCaseParams,
    response: {
      200: bytesAnswer('The output', 'application/octet-stream'),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND'),
    },
  };
  app.get('/api/authoring/jobs/:id/cases/:index/output', { schema, config: reading }, async (request, reply) => {
    const { whole } = await recordOf(deps, request.params);
    if (whole === null) throw new AppError('NOT_FOUND', 'The whole output is not kept.');
    reply.header('content-disposition', 'attachment').header('content-length', whole.sizeBytes);
    return reply.type('application/octet-stream').send(Readable.from(deps.authoring.packages.read(whole).chunks()));
  });
}

async function recordOf({ store }: RouteDeps, { id, index }: { id: string; index: number }): Promise<TrialRecord> {
  const record = await store.trials.get(trialId(id, index));
  if (record === null) throw new AppError('NOT_FOUND', `Nothing is kept of a case ${index} of the run ${id}.`);
  return record;
}

function writeAnswers(app: App, deps: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'writeAnswers',
    summary: 'Make outputs of a run the answers of its cases',
    description:
      'Of a run of a solution that must be accepted, or of a program that is in no package, where it ended by itself. Refused where the input has changed since. Needs If-Match.',
    params: CopyParams,
    body: AnswersBody,
    response: changed,
  };
  const bodyLimit = mib;
  app.post(
    '/api/authoring/problems/:slug/answers',
    { schema, config: writing('answers'), bodyLimit },
    async (request, reply) => {
      const { slug } = request.params;
      const { job: id, cases } = request.body;
      const job = await deps.workshop.jobs.get(id);
      if (job.slug !== slug) throw new AppError('NOT_FOUND', `The job ${id} is of another problem.`);
      const what = `${cases === 'missing' ? cases : cases.join(' ')} by ${id}`;
      return change(deps, { request, reply }, { slug, what, edit: () => takeAnswers(job, cases, deps.store) });
    },
  );
}
