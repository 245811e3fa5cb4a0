import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Edit } from '../../../engine/authoring/edits/edit.ts';
import type { WorkingCopy } from '../../../engine/model/package.ts';
import { actorOf } from '../../access.ts';
import type { RouteDeps } from '../../app.ts';
import { matched, tag } from '../../etag.ts';
import { CopySummary, copySummaryOf } from '../../schemas/authoring/working-copy.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';

/** What every change of a working copy has in common. */

export const etag = { etag: 'its revision: send it as If-Match with a change' };

export const refusals = errorResponses(
  ...(['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED', 'PRECONDITION_REQUIRED'] as const),
  ...(['TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'INVALID_PACKAGE'] as const),
);

export const changed = { 200: answer('The working copy as it is now', CopySummary, etag), ...refusals };

export const writing = (action: string) => ({ permission: 'problems:write', audit: `problem.${action}` }) as const;

interface Asked {
  request: FastifyRequest;
  reply: FastifyReply;
}

/** One edit of one working copy, from the revision that the client has seen. `what` goes into the audit log. */
export async function change(
  { authoring }: RouteDeps,
  { request, reply }: Asked,
  { slug, what, edit }: { slug: string; what: string; edit(copy: WorkingCopy): Edit | Promise<Edit> },
): Promise<CopySummary> {
  request.audited = { target: `problem:${slug}`, detail: { what: what.slice(0, 200) } };
  const copy = await authoring.copies.get(slug);
  matched(request, copy);
  const now = await authoring.copies.edit(copy, await edit(copy), actorOf(request.principal));
  tag(reply, now);
  return copySummaryOf(now);
}
