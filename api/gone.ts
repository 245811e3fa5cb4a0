import type { FastifyReply } from 'fastify';

/**
 * A signal that aborts when the answer is over, whether it was sent or its client left, and when the server closes.
 * (Fastify's `request.signal` aborts as soon as a request's body is read.)
 */
export function goneSignal(reply: FastifyReply, closing: AbortSignal): AbortSignal {
  const gone = new AbortController();
  const end = () => {
    closing.removeEventListener('abort', end);
    gone.abort();
  };
  if (closing.aborted) gone.abort();
  closing.addEventListener('abort', end, { once: true });
  reply.raw.once('close', end);
  return gone.signal;
}
