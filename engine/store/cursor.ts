import { AppError } from '../errors.ts';
import type { Doc, Scalar } from '../ports.ts';

/** Where a page ended: the value that was sorted by, and the id. */
export interface Place {
  value: Scalar;
  id: string;
}

/** A sign that no id has: whoever sends one for the other is told. */
const sign = '~';

/** The cursor behind `doc`: an id, or `<sort>~<value and id>`, which means something to us only. */
export function cursorBehind(doc: Doc, sort: string | null): string {
  if (sort === null) return doc.id;
  const value = (doc as unknown as Record<string, Scalar | undefined>)[sort] ?? null;
  return sort + sign + Buffer.from(JSON.stringify([value, doc.id])).toString('base64url');
}

/** The place that a cursor names. It comes from outside: throws BAD_REQUEST for one that we never gave for this sort. */
export function placeOf(
  cursor: string,
  sort: string | null,
  { isId, isValue }: { isId: (id: unknown) => id is string; isValue: (value: unknown) => value is Scalar },
): Place {
  const [value, id] = sort === null ? [null, cursor] : decode(cursor, sort);
  if (isId(id) && isValue(value)) return { value, id };
  throw new AppError('BAD_REQUEST', '`after` is not the `next` of a page of this list: begin without it.', {
    field: '/query/after',
  });
}

function decode(cursor: string, sort: string): unknown[] {
  if (!cursor.startsWith(sort + sign)) return [];
  try {
    const decoded = JSON.parse(Buffer.from(cursor.slice(sort.length + 1), 'base64url').toString());
    return Array.isArray(decoded) ? decoded : [];
  } catch {
    return [];
  }
}
