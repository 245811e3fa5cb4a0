import type { Static } from 'typebox';
import type { AuditList } from '../../../../api/schemas/people/audit.ts';

export type Entry = Static<typeof AuditList>['items'][number];

const fields = ['actor', 'action', 'target', 'since', 'until'] as const;

/** Only what is asked for is there. Times are instants, ISO 8601. */
export type Filter = Partial<Record<(typeof fields)[number], string>>;

export function filterOf(query: Record<string, string>): Filter {
  const named = fields.filter((name) => query[name]).map((name) => [name, query[name]]);
  return Object.fromEntries(named);
}

export function hrefOf(filter: Filter): string {
  const search = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
  return search.size === 0 ? '/audit' : `/audit?${search}`;
}
