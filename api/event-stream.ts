import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import Type from 'typebox';

/** After which a browser connects again when the stream breaks. */
const reconnectMs = 2_000;

const EventId = Type.String({
  pattern: '^[0-9]{1,9}$',
  description: 'the last event that was seen, such as 4: go on behind it',
});

export const LastEventQuery = Type.Object({ lastEventId: Type.Optional(EventId) }, { additionalProperties: false });
export const LastEventHeaders = Type.Object({ 'last-event-id': Type.Optional(EventId) });

/** The `response` entries of a route that streams events. */
export function streamResponses(example: string) {
  return {
    200: {
      description: 'The events',
      content: { 'text/event-stream': { schema: Type.String({ examples: [example] }) } },
    },
    204: { description: 'There is nothing behind the last event', type: 'null' },
  };
}

/** The id of the last event that the reader has; 0 for none. */
export function lastEventOf(request: {
  headers: { 'last-event-id'?: string };
  query: { lastEventId?: string };
}): number {
  return Number(request.headers['last-event-id'] ?? request.query.lastEventId ?? 0);
}

interface StreamEvent {
  id: number;
  type: string;
}

/** As server-sent events; `null` stands for a quiet time. `over` is 204, which tells a browser to stop. */
export function sendEvents(reply: FastifyReply, events: AsyncIterable<StreamEvent | null> | 'over'): FastifyReply {
  if (events === 'over') return reply.code(204).send();
  reply.headers({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  return reply.send(Readable.from(textOf(events)));
}

/** The head goes out with the first lines, so they do not wait for an event. */
async function* textOf(events: AsyncIterable<StreamEvent | null>): AsyncGenerator<string> {
  yield `retry: ${reconnectMs}\n\n`;
  for await (const event of events) {
    yield event ? `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n` : ': quiet\n\n';
  }
}
