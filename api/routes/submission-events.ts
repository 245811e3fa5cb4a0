import { Readable } from 'node:stream';
import Type from 'typebox';
import { AppError } from '../../engine/errors.ts';
import type { App, RouteDeps } from '../app.ts';
import { followLife, type Life } from '../follow.ts';
import { goneSignal } from '../gone.ts';
import { errorResponses } from '../schemas/error.ts';
import { SubmissionParams } from '../schemas/submission.ts';

/** After which a browser connects again when the stream breaks. */
const reconnectMs = 2_000;

const EventId = Type.String({
  pattern: '^[0-9]{1,9}$',
  description: 'the last event that was seen, such as 4: go on behind it',
});

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
    querystring: Type.Object({ lastEventId: Type.Optional(EventId) }, { additionalProperties: false }),
    headers: Type.Object({ 'last-event-id': Type.Optional(EventId) }),
    response: {
      200: {
        description: 'The events',
        content: { 'text/event-stream': { schema: Type.String({ examples: [exampleStream] }) } },
      },
      204: { description: 'There is nothing behind the last event', type: 'null' },
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'INTERNAL', 'STORE_UNAVAILABLE'),
    },
  };
  // A HEAD request would hold the stream open for nothing.
  app.get(
    '/api/submissions/:id/events',
    { schema, config: { permission: 'submissions:read' }, exposeHeadRoute: false },
    async (request, reply) => {
      const { id } = request.params;
      const afterId = Number(request.headers['last-event-id'] ?? request.query.lastEventId ?? 0);
      const life = await followLife(deps, { id, afterId, signal: goneSignal(reply, deps.closing) });
      if (life === 'missing') throw new AppError('NOT_FOUND', `There is no submission ${id}.`);
      if (life === 'over') return reply.code(204).send();
      reply.headers({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      return reply.send(Readable.from(textOf(life)));
    },
  );
}

/** The head goes out with the first lines, so they do not wait for an event. */
async function* textOf(life: Life): AsyncGenerator<string> {
  yield `retry: ${reconnectMs}\n\n`;
  for await (const event of life) {
    yield event ? `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n` : ': quiet\n\n';
  }
}
