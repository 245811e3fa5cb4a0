import { AppError } from '../errors.ts';
import type { Condition, Doc, Page, Scalar } from '../ports.ts';
import type { CollectionSpec } from './collections.ts';

/** What both stores agree on before they speak their own language: nothing but plain names and scalars gets through. */

/** MongoDB takes no more than 16 MiB, so neither store does. */
const maxDocumentBytes = 15 * 1024 * 1024;

const idPattern = /^[\w./:@-]{1,200}$/;
const fieldPattern = /^[a-z][A-Za-z0-9]{0,63}$/;

/** What `Collection.find` takes, of whatever collection. */
export interface Query {
  where?: Readonly<Record<string, Condition | undefined>>;
  order?: 'asc' | 'desc';
  after?: string;
  limit: number;
}

/** A query that is known to be harmless: the document matches where every field has one of its values. */
export interface CheckedQuery {
  conditions: { field: string; values: Scalar[] }[];
  order: 'asc' | 'desc';
  after: string | null;
  limit: number;
}

export function checkDoc(spec: CollectionSpec, doc: Doc): void {
  if (typeof doc.id !== 'string' || !idPattern.test(doc.id)) refuse(`${JSON.stringify(doc.id)} is not an id`);
  if (!Number.isSafeInteger(doc.rev) || doc.rev < 1) refuse(`rev of ${doc.id} is ${doc.rev}, not a number from 1`);
  checkFields(spec, doc);
}

/** Checks the names of fields, and the values of those that have an index. */
export function checkFields(spec: CollectionSpec, fields: object): void {
  for (const [field, value] of Object.entries(fields)) {
    if (!fieldPattern.test(field)) refuse(`${JSON.stringify(field)} cannot be the name of a field`);
    if (value === undefined) continue;
    if (includes(spec.unique, field) && value !== null && typeof value !== 'string') {
      refuse(`${field} is unique: it takes text or null`);
    }
    if ((includes(spec.unique, field) || includes(spec.indexes, field)) && !isStorableScalar(value)) {
      refuse(`${field} has an index: it takes well-formed text, a number, true, false or null`);
    }
  }
}

export function checkSize(bytes: number): void {
  if (bytes <= maxDocumentBytes) return;
  throw new AppError('TOO_LARGE', `A document of ${bytes} bytes is too large: the store takes ${maxDocumentBytes}.`);
}

export function checkPatch(spec: CollectionSpec, patch: object): void {
  if ('id' in patch || 'rev' in patch) refuse('a patch changes neither id nor rev');
  if (Object.values(patch).includes(undefined)) refuse('a patch gives every field that it names a value');
  checkFields(spec, patch);
}

export function checkQuery(spec: CollectionSpec, { where = {}, order = 'asc', after, limit }: Query): CheckedQuery {
  if (!Number.isSafeInteger(limit) || limit < 1) refuse(`limit is ${limit}, not a number from 1`);
  if (after !== undefined && typeof after !== 'string') refuse('after is not an id');
  const conditions = Object.entries(where)
    .filter(([, condition]) => condition !== undefined)
    .map(([field, condition]) => {
      if (!includes(spec.indexes, field) && !includes(spec.unique, field)) refuse(`${field} has no index to find by`);
      return { field, values: valuesOf(field, condition) };
    });
  return { conditions, order: order === 'desc' ? 'desc' : 'asc', after: after ?? null, limit };
}

/** An id that no document can have is not looked for. */
export function isId(id: unknown): id is string {
  return typeof id === 'string' && idPattern.test(id);
}

/** Of `limit + 1` documents: the first `limit`, and where to go on if there was one more. */
export function pageOf<T extends Doc>(docs: T[], limit: number): Page<T> {
  const items = docs.slice(0, limit);
  return { items, next: docs.length > limit ? (items.at(-1)?.id ?? null) : null };
}

function valuesOf(field: string, condition: unknown): Scalar[] {
  const values = isIn(condition) ? condition.in : [condition];
  if (!values.every(isScalar)) refuse(`the condition on ${field} is neither a scalar nor { in: scalars }`);
  // Ill-formed text is never stored in an indexed field, so nothing is equal to it.
  return values.filter(isStorableScalar);
}

function isIn(condition: unknown): condition is { in: unknown[] } {
  if (typeof condition !== 'object' || condition === null) return false;
  return Object.keys(condition).join() === 'in' && 'in' in condition && Array.isArray(condition.in);
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
}

function isStorableScalar(value: unknown): value is Scalar {
  return isScalar(value) && (typeof value !== 'string' || value.isWellFormed());
}

function includes(names: readonly string[], name: string): boolean {
  return names.includes(name);
}

/** Whoever calls the store answers for its arguments: what people may send is checked at the API. */
function refuse(message: string): never {
  throw new AppError('INTERNAL', `The store was asked for the impossible: ${message}.`);
}
