import { actorOf } from '../../access.ts';
import type { App, RouteDeps } from '../../app.ts';
import { RerunList } from '../../schemas/grading/rerun.ts';
import { SubmissionView, summaryOf, viewOf } from '../../schemas/grading/submission.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { SubmissionParams } from '../../schemas/parts/id.ts';
import { defaultLimit, PageQuery } from '../../schemas/parts/page.ts';

export function submissionRerunRoutes(app: App, deps: RouteDeps): void {
  postRerun(app, deps);
  listReruns(app, deps);
}

function postRerun(app: App, { reruns }: RouteDeps): void {
  const schema = {
    tags: ['submissions'],
    operationId: 'rerun',
    summary: 'Grade a submission once more, to see whether it drifts',
    description:
      'Makes a new submission of kind `rerun`: the same source, runtime and version of the problem. The first keeps its result.',
    params: SubmissionParams,
    response: {
      202: answer('Accepted: it will be graded', SubmissionView, { location: 'where the rerun is' }),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'INTERNAL', 'STORE_UNAVAILABLE'),
    },
  };
  const config = { permission: 'submissions:create', audit: 'submission.rerun' } as const;
  app.post('/api/submissions/:id/rerun', { schema, config }, async (request, reply) => {
    const { id } = request.params;
    request.audited.target = `submission:${id}`;
    const rerun = await reruns.start(id, actorOf(request.principal));
    request.audited.detail = { rerun: rerun.id };
    return reply.code(202).header('location', `/api/submissions/${rerun.id}`).send(viewOf(rerun));
  });
}

function listReruns(app: App, { reruns }: RouteDeps): void {
  const schema = {
    tags: ['submissions'],
    operationId: 'listReruns',
    summary: 'The reruns of a submission, newest first, each with its drift',
    description: 'Verdicts and scores that differ, and what was not the same in the making. Times are told as a ratio.',
    params: SubmissionParams,
    querystring: PageQuery,
    response: {
      200: answer('A page of reruns', RerunList),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'INTERNAL', 'STORE_UNAVAILABLE'),
    },
  };
  app.get('/api/submissions/:id/reruns', { schema, config: { permission: 'submissions:read' } }, async (request) => {
    const { after, limit = defaultLimit } = request.query;
    const page = await reruns.list(request.params.id, { limit, ...(after !== undefined && { after }) });
    const items = page.items.map(({ submission, drift }) => ({ rerun: summaryOf(submission), drift }));
    return { items, next: page.next };
  });
}
