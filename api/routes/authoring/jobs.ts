import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { JobEvent } from '../../../engine/authoring/job-events.ts';
import type { JobRequest } from '../../../engine/authoring/jobs.ts';
import { actorOf } from '../../access.ts';
import type { App, RouteDeps } from '../../app.ts';
import { followJob } from '../../follow-job.ts';
import { goneSignal } from '../../gone.ts';
import {
  JobList,
  JobListQuery,
  JobParams,
  JobView,
  jobSummaryOf,
  jobViewOf,
  MeasureBody,
  PublishBody,
  PublishHeaders,
  solutionViewOf,
  WorkingCopyParams,
} from '../../schemas/authoring/job.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { defaultLimit } from '../../schemas/parts/page.ts';

/** After which a browser connects again when the stream breaks. */
const reconnectMs = 2_000;

export function authoringJobRoutes(app: App, deps: RouteDeps): void {
  verifyProblem(app, deps);
  publishProblem(app, deps);
  measureProblem(app, deps);
  readJobs(app, deps);
  followEvents(app, deps);
  cancelJob(app, deps);
}

const accepted = {
  202: answer('Accepted: the files are kept as they are now, and the work goes on whatever happens', JobView, {
    location: 'where the job is',
  }),
  ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'LIMIT_REACHED'),
};

function verifyProblem(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['authoring'],
    operationId: 'verifyProblem',
    summary: 'Run the reference solutions of a working copy',
    description: 'All of them on all cases, one after the other, and what the publish gate would say of it.',
    params: WorkingCopyParams,
    response: accepted,
  };
  const config = { permission: 'problems:write', audit: 'problem.verify', perMinute: 30 } as const;
  app.post('/api/authoring/problems/:slug/verify', { schema, config }, async (request, reply) => {
    const { slug } = request.params;
    return ask(deps, { kind: 'verify', slug, note: '', createdBy: actorOf(request.principal) }, { request, reply });
  });
}

function publishProblem(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['authoring'],
    operationId: 'publishProblem',
    summary: 'Publish a working copy as a new version',
    description:
      'Only if it passes the gate: an accepted solution in every runtime that is allowed, every other one with the verdict of its folder, a statement, a sample and a secret case. What is wrong stands in `reasons`.',
    params: WorkingCopyParams,
    headers: PublishHeaders,
    body: PublishBody,
    response: { ...accepted, ...errorResponses('PRECONDITION_FAILED') },
  };
  const config = { permission: 'problems:write', audit: 'problem.publish', perMinute: 30 } as const;
  app.post('/api/authoring/problems/:slug/publish', { schema, config }, async (request, reply) => {
    const { slug } = request.params;
    const { note = '' } = request.body;
    const match = request.headers['if-match'];
    const rev = match === undefined ? undefined : Number(match.slice(1, -1));
    const wanted = { kind: 'publish', slug, note, rev, createdBy: actorOf(request.principal) } as const;
    return ask(deps, wanted, { request, reply });
  });
}

function measureProblem(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['authoring'],
    operationId: 'measureProblem',
    summary: 'Measure limits for a working copy',
    description:
      'Runs every accepted solution several times, and proposes a time limit: the slowest case times the margin. Nothing is changed.',
    params: WorkingCopyParams,
    body: MeasureBody,
    response: accepted,
  };
  const config = { permission: 'problems:write', audit: 'problem.measure', perMinute: 30 } as const;
  app.post('/api/authoring/problems/:slug/measure', { schema, config }, async (request, reply) => {
    const { slug } = request.params;
    const how = { ...request.body, note: '', createdBy: actorOf(request.principal) };
    return ask(deps, { kind: 'measure', slug, ...how }, { request, reply });
  });
}

/** Queues a job, and answers with it. */
export async function ask(
  { workshop }: RouteDeps,
  wanted: JobRequest,
  { request, reply }: { request: Pick<FastifyRequest, 'audited'>; reply: Pick<FastifyReply, 'code' | 'header'> },
): Promise<JobView> {
  const job = await workshop.jobs.ask(wanted);
  request.audited = { target: `problem:${wanted.slug}`, detail: { job: job.id } };
  reply.code(202);
  reply.header('location', `/api/authoring/jobs/${job.id}`);
  return jobViewOf(job);
}

function readJobs(app: App, { workshop }: RouteDeps): void {
  const getSchema = {
    tags: ['authoring'],
    operationId: 'getAuthoringJob',
    summary: 'A job on a working copy, with what came of it',
    description: 'Poll it until it is done, or follow its events.',
    params: JobParams,
    response: { 200: answer('The job', JobView), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  const config = { permission: 'problems:read' } as const;
  app.get('/api/authoring/jobs/:id', { schema: getSchema, config }, async (request) =>
    jobViewOf(await workshop.jobs.get(request.params.id)),
  );
  const listSchema = {
    tags: ['authoring'],
    operationId: 'listAuthoringJobs',
    summary: 'Jobs on working copies, newest first',
    description: 'Without their reports.',
    querystring: JobListQuery,
    response: { 200: answer('A page of jobs', JobList), ...errorResponses('BAD_REQUEST') },
  };
  app.get('/api/authoring/jobs', { schema: listSchema, config }, async (request) => {
    const { slug, kind, after, limit = defaultLimit } = request.query;
    const page = await workshop.jobs.list({ slug, after, limit, ...(kind && { kinds: [kind] }) });
    return { items: page.items.map(jobSummaryOf), next: page.next };
  });
}

const exampleStream = `event: progress
data: {"solution":"submissions/accepted/brackets.py","casesDone":3,"cases":27}

event: done
data: {"id":"019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10","state":"done","outcome":"passed"}
`;

function followEvents(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['authoring'],
    operationId: 'followAuthoringJob',
    summary: 'A job, as it goes',
    description:
      'Server-sent events: `progress` (how many cases of how many), `solution` (its report, as it ends), of a `try` `trying` (what is done, under which limits, and what the compiler said) and `case` (how it ended), and `done` (the job, without its report). Who comes late gets what is past as far as it is known here. It ends after `done`; asked again behind `done`, the answer is 204, which tells a browser to stop.',
    params: JobParams,
    headers: Type.Object({ 'last-event-id': Type.Optional(Type.String({ maxLength: 20 })) }),
    response: {
      200: {
        description: 'The events',
        content: { 'text/event-stream': { schema: Type.String({ examples: [exampleStream] }) } },
      },
      204: { description: 'There is nothing behind the last event', type: 'null' },
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND'),
    },
  };
  const options = { schema, config: { permission: 'problems:read' }, exposeHeadRoute: false } as const;
  app.get('/api/authoring/jobs/:id/events', options, async (request, reply) => {
    const job = await deps.workshop.jobs.get(request.params.id);
    if (request.headers['last-event-id'] === 'done') return reply.code(204).send();
    const signal = goneSignal(deps, request, reply);
    const events = followJob({ ...deps, events: deps.workshop.events }, { job, signal });
    reply.headers({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    return reply.send(Readable.from(textOf(events)));
  });
}

async function* textOf(events: AsyncGenerator<JobEvent | null>): AsyncGenerator<string> {
  yield `retry: ${reconnectMs}\n\n`;
  for await (const event of events) yield event === null ? ': quiet\n\n' : asText(event);
}

function asText(event: JobEvent): string {
  switch (event.type) {
    case 'progress': {
      const { solution, casesDone, cases } = event;
      return `event: progress\ndata: ${JSON.stringify({ solution, casesDone, cases })}\n\n`;
    }
    case 'solution':
      return `event: solution\ndata: ${JSON.stringify(solutionViewOf(event.report))}\n\n`;
    case 'trying':
      return `event: trying\ndata: ${JSON.stringify({ state: event.state, compile: event.compile, ...event.head })}\n\n`;
    case 'case':
      return `event: case\ndata: ${JSON.stringify(event.one)}\n\n`;
    case 'done':
      return `id: done\nevent: done\ndata: ${JSON.stringify(jobSummaryOf(event.job))}\n\n`;
    default:
      return event satisfies never;
  }
}

function cancelJob(app: App, { workshop }: RouteDeps): void {
  const schema = {
    tags: ['authoring'],
    operationId: 'cancelAuthoringJob',
    summary: 'Cancel a job',
    description: 'It ends with the outcome `canceled`. What has passed the gate is published, and cannot be canceled.',
    params: JobParams,
    response: {
      200: answer('It is canceled', JobView),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'),
    },
  };
  const config = { permission: 'problems:write', audit: 'authoring.cancel' } as const;
  app.delete('/api/authoring/jobs/:id', { schema, config }, async (request) => {
    const job = await workshop.jobs.cancel(request.params.id);
    request.audited = { target: `problem:${job.slug}`, detail: { job: job.id } };
    return jobViewOf(job);
  });
}
