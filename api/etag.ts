import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../engine/errors.ts';
import type { Doc } from '../engine/ports.ts';

/** The revision of what is answered, as a strong ETag. */
export function tag(reply: FastifyReply, { rev }: Pick<Doc, 'rev'>): void {
  reply.header('etag', `"${rev}"`);
}

/**
 * The revision that a change was made from: of `If-Match`. Throws PRECONDITION_REQUIRED without one, PRECONDITION_FAILED
 * when the document has another one by now.
 */
export function matched(request: FastifyRequest, doc: Pick<Doc, 'rev'>): number {
  const given = request.headers['if-match'];
  if (given === undefined) {
    throw new AppError('PRECONDITION_REQUIRED', 'Say which revision was changed: send its ETag as If-Match.', {
      field: '/headers/if-match',
    });
  }
  if (given.trim() !== `"${doc.rev}"`) {
    throw new AppError('PRECONDITION_FAILED', `It is at revision "${doc.rev}" by now: read it again, and merge.`, {
      field: '/headers/if-match',
    });
  }
  return doc.rev;
}
