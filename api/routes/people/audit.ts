import type { App, RouteDeps } from '../../app.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { instantIn } from '../../schemas/parts/instant.ts';
import { defaultLimit } from '../../schemas/parts/page.ts';
import { AuditList, AuditQuery } from '../../schemas/people/audit.ts';

export function auditRoutes(app: App, { people }: RouteDeps): void {
  const schema = {
    tags: ['audit'],
    operationId: 'listAudit',
    summary: 'Who did what to what, newest first',
    description:
      'Nothing can change or remove an entry. Filter by actor, action, target and time (from `since` on, before `until`); go on with `after`.',
    querystring: AuditQuery,
    response: { 200: answer('A page of entries', AuditList), ...errorResponses('BAD_REQUEST') },
  };
  app.get('/api/audit', { schema, config: { permission: 'audit:read' } }, async ({ query }) => {
    const since = instantIn(query.since, '/query/since');
    const until = instantIn(query.until, '/query/until');
    const times = { ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
    const { items, next } = await people.audit.list({ limit: defaultLimit, ...query, ...times });
    return { items: items.map(({ rev: _rev, ...entry }) => entry), next };
  });
}
