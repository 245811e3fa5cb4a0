import { Readable } from 'node:stream';
import { scheduler } from 'node:timers/promises';
import Type, { type Static } from 'typebox';
import type { AuditEntry } from '../../../engine/model/people.ts';
import { may, type Principal } from '../../../engine/model/permission.ts';
import type { AuditFilter } from '../../../engine/people/audit.ts';
import { auditCsvOf, type NamedEntry } from '../../../engine/people/audit-csv.ts';
import type { App, RouteDeps } from '../../app.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { instantIn } from '../../schemas/parts/instant.ts';
import { defaultLimit } from '../../schemas/parts/page.ts';
import { AuditFilterQuery, AuditList, AuditQuery } from '../../schemas/people/audit.ts';

const tags = ['audit'];
const permission = 'audit:read';
const errors = errorResponses('BAD_REQUEST');
const exportedAtOnce = 200;

export function auditRoutes(app: App, deps: RouteDeps): void {
  listAudit(app, deps);
  exportAudit(app, deps);
}

function listAudit(app: App, deps: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'listAudit',
    summary: 'Who did what to what, newest first',
    description:
      'Nothing can change or remove an entry. Filter by actor, action, target and time (from `since` on, before `until`); go on with `after`.',
    querystring: AuditQuery,
    response: { 200: answer('A page of entries', AuditList), ...errors },
  };
  app.get('/api/audit', { schema, config: { permission } }, async ({ query, principal }) => {
    const { after, limit = defaultLimit, ...filter } = query;
    const from = after === undefined ? {} : { after };
    const { items, next } = await deps.people.audit.list({ limit, ...from, ...filterIn(filter) });
    const named = await withNames(deps, items, principal);
    return { items: named.map(({ rev: _rev, ...entry }) => entry), next };
  });
}

function exportAudit(app: App, deps: RouteDeps): void {
  const text = Type.Unsafe<Readable>({ type: 'string', examples: ['at,actor,actor name,action,target\r\n'] });
  const schema = {
    tags,
    operationId: 'exportAuditCsv',
    summary: 'The audit log as CSV',
    description:
      'All of it, or the entries of the filter, newest first. For spreadsheets: UTF-8 with its mark, and no cell is a formula (an apostrophe goes before it).',
    querystring: AuditFilterQuery,
    response: { 200: { description: 'The entries', content: { 'text/csv': { schema: text } } }, ...errors },
  };
  const config = { permission, audit: 'audit.export', perMinute: 10 } as const;
  app.get('/api/audit.csv', { schema, config }, async ({ query, principal }, reply) => {
    const pages = pagesOf(deps, filterIn(query), principal);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="audit-log.csv"')
      .send(Readable.from(auditCsvOf(pages)));
  });
}

function filterIn({ since, until, ...named }: Static<typeof AuditFilterQuery>): AuditFilter {
  const [from, below] = [instantIn(since, '/query/since'), instantIn(until, '/query/until')];
  return { ...named, ...(from !== undefined && { since: from }), ...(below !== undefined && { until: below }) };
}

async function* pagesOf(deps: RouteDeps, filter: AuditFilter, principal: Principal): AsyncGenerator<NamedEntry[]> {
  let after: string | null = null;
  do {
    const from: { after?: string } = after === null ? {} : { after };
    const page = await deps.people.audit.list({ ...filter, ...from, limit: exportedAtOnce });
    yield withNames(deps, page.items, principal);
    after = page.next;
    // A store in this process answers at once: others are to be answered between two pages.
    await scheduler.yield();
  } while (after !== null);
}

/** A candidate is called as their attempt is. */
async function withNames(
  { review }: RouteDeps,
  entries: readonly AuditEntry[],
  principal: Principal,
): Promise<NamedEntry[]> {
  const isCandidate = (actor: string) => actor.startsWith('candidate:');
  const asked = entries.flatMap(({ actor, target }) => [isCandidate(actor) ? actor : [], target ?? []].flat());
  const names = await review.targetNames.of(asked, (needed) => may(principal, needed));
  return entries.map((entry) => ({
    ...entry,
    actorName: (isCandidate(entry.actor) && names.get(entry.actor)) || entry.actorName,
    targetName: entry.target === null ? null : (names.get(entry.target) ?? null),
  }));
}
