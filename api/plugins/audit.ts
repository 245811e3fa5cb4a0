import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../../engine/model/permission.ts';
import type { Audit } from '../../engine/people/audit.ts';
import { actorOf } from '../access.ts';
import type { App } from '../app.ts';

const longestPath = 200;

/**
 * One entry for each request to a route that names an `audit` action, before its answer goes out. Left out is what could
 * be used to flood the log: requests over a limit, and those of nobody to a route that is not for everybody.
 */
export function recordAudit(app: App, audit: Pick<Audit, 'record'>): void {
  const recorded = new WeakSet<FastifyRequest>();
  app.addHook('onSend', async (request, reply) => {
    const { audit: action, permission } = request.routeOptions.config;
    if (!action || reply.statusCode === 429 || recorded.has(request)) return;
    const isNobody = request.principal.kind === 'anonymous' && permission !== 'public';
    if (isNobody) return;
    recorded.add(request);
    const entry = { action, ...whatHappened(request, reply) };
    try {
      await audit.record(entry);
    } catch (err) {
      // The thing is done (or the store is away): to hold the answer back would help nobody.
      request.log.error({ err, entry }, 'An entry of the audit log could not be written');
    }
  });
}

function whatHappened(request: FastifyRequest, { statusCode }: FastifyReply) {
  const { principal, audited, ip } = request;
  const done = statusCode < 400;
  const path = (request.url.split('?')[0] ?? '').slice(0, longestPath);
  return {
    actor: actorOf(principal),
    actorName: nameOf(principal),
    target: audited.target,
    outcome: done ? ('done' as const) : statusCode < 500 ? ('refused' as const) : ('failed' as const),
    detail: done ? audited.detail : { ...audited.detail, status: statusCode, path },
    from: ip,
  };
}

function nameOf(principal: Principal): string {
  switch (principal.kind) {
    case 'staff':
    case 'key':
      return principal.name;
    case 'candidate':
    case 'anonymous':
      return principal.kind;
    default:
      return principal satisfies never;
  }
}
