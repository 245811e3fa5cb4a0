import type { Static } from 'typebox';
import type { AuditList } from '../../../../api/schemas/audit.ts';

export type Entry = Static<typeof AuditList>['items'][number];

/** Only what is asked for is there. */
export type Filter = Partial<Record<'actor' | 'action' | 'target', string>>;

const names = ['actor', 'action', 'target'] as const;

export function filterOf(query: Record<string, string>): Filter {
  const named = names.filter((name) => query[name]).map((name) => [name, query[name]]);
  return Object.fromEntries(named);
}

export function hrefOf(filter: Filter): string {
  const search = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
  return search.size === 0 ? '/audit' : `/audit?${search}`;
}
