import type { AuditEntry } from '../model/people.ts';
import type { Clock, Page, Store } from '../ports.ts';

export type AuditRecord = Omit<AuditEntry, 'id' | 'rev' | 'at'>;

/** Who did what to what, when. Nothing here changes or removes an entry, and the store has no way to. */
export interface Audit {
  record(entry: AuditRecord): Promise<void>;
  /** Newest first. */
  list(query: {
    actor?: string;
    action?: string;
    target?: string;
    /** From this instant on. */
    since?: string;
    /** Before this instant. */
    until?: string;
    after?: string;
    limit: number;
  }): Promise<Page<AuditEntry>>;
}

/** What of the log is asked for. */
export type AuditFilter = Omit<Parameters<Audit['list']>[0], 'after' | 'limit'>;

export interface AuditDeps {
  store: Pick<Store, 'audit'>;
  clock: Pick<Clock, 'now'>;
  newId(): string;
}

export function createAudit({ store, clock, newId }: AuditDeps): Audit {
  return {
    record: (entry) => store.audit.insert({ id: newId(), rev: 1, at: clock.now().toISOString(), ...entry }),
    list: ({ after, limit, since, until, ...named }) => {
      const at = { ...(since !== undefined && { from: since }), ...(until !== undefined && { below: until }) };
      const where = { ...named, ...((since ?? until) !== undefined && { at }) };
      return store.audit.find({ where, order: 'desc', limit, ...(after !== undefined && { after }) });
    },
  };
}
