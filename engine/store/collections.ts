import type { Collection, Doc, Store } from '../ports.ts';

export type Collections = Omit<Store, 'ping' | 'close'>;

/** What `find` may ask for. Fields named here hold a scalar or are missing, and each has an index. */
export interface CollectionSpec {
  indexes: readonly string[];
  /** At most one document for each text; `null` and missing do not count. Such a field holds nothing else. */
  unique: readonly string[];
}

type FieldsOf<C> = C extends Collection<infer T> ? readonly (keyof T & string)[] : never;

/** Every collection and its indexes, for all stores. A new one is one line here and one in `Store`. */
export const collectionSpecs: { [K in keyof Collections]: CollectionSpec } = {
  submissions: { indexes: ['state', 'problem'], unique: ['idempotencyKey'] },
  runs: { indexes: ['submissionId'], unique: [] },
} satisfies { [K in keyof Collections]: { indexes: FieldsOf<Collections[K]>; unique: FieldsOf<Collections[K]> } };

export function eachCollection(make: (name: string, spec: CollectionSpec) => Collection<Doc>): Collections {
  const made = Object.entries(collectionSpecs).map(([name, spec]) => [name, make(name, spec)]);
  return Object.fromEntries(made) as Collections;
}
