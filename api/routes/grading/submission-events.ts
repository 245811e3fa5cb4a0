import { AppError } from '../../../engine/errors.ts';
import type { App, RouteDeps } from '../../app.ts';
import { LastEventHeaders, LastEventQuery, lastEventOf, sendEvents, streamResponses } from '../../event-stream.ts';
import { followLife } from '../../follow.ts';
import { goneSignal } from '../../gone.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { SubmissionParams } from '../../schemas/parts/id.ts';

const exampleStream = `id: 1
event: state
data: {"id":1,"type":"state","state":"queued"}

id: 5
event: done
data: {"id":5,"type":"done","state":"done","verdict":"AC","score":1,"maxScore":1}
`;

export function submissionEventRoutes(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['submissions'],
    operationId: 'followSubmission',
    summary: 'The life of a submission, as it happens',
    description:
      'Server-sent events `state`, `case` (each case as it ends) and `done`, from the first on, whatever of it is past. The `id` of an event is its place in the life: with `Last-Event-ID`, as browsers send it, the stream goes on behind it. It ends after `done`; asked again behind `done`, the answer is 204, which tells a browser to stop.',
    params: SubmissionParams,
    querystring: LastEventQuery,
    headers: LastEventHeaders,
    response: {
      ...streamResponses(exampleStream),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'INTERNAL', 'STORE_UNAVAILABLE'),
    },
  };
  // A HEAD request would hold the stream open for nothing.
  app.get(
    '/api/submissions/:id/events',
    { schema, config: { permission: 'submissions:read' }, exposeHeadRoute: false },
    async (request, reply) => {
      const { id } = request.params;
      const afterId = lastEventOf(request);
      const life = await followLife(deps, { id, afterId, signal: goneSignal(deps, request, reply) });
      if (life === 'missing') throw new AppError('NOT_FOUND', `There is no submission ${id}.`);
      return sendEvents(reply, life);
    },
  );
}
