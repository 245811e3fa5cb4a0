import { AppError } from '../errors.ts';
import type { Condition, Doc, Page, Scalar } from '../ports.ts';
import type { CollectionSpec } from './collections.ts';
import { cursorBehind, type Place, placeOf } from './cursor.ts';

/** What both stores agree on before they speak their own language: nothing but plain names and scalars gets through. */

/** MongoDB takes no more than 16 MiB, so neither store does. */
const maxDocumentBytes = 15 * 1024 * 1024;

const idPattern = /^[\w./:@-]{1,200}$/;
const fieldPattern = /^[a-z][A-Za-z0-9]{0,63}$/;

/** What `Collection.find` takes, of whatever collection. */
export interface Query {
  where?: Readonly<Record<string, Condition | undefined>>;
  sort?: string;
  order?: 'asc' | 'desc';
  after?: string;
  limit: number;
}

/** What `Collection.ids` takes. */
export type IdQuery = Pick<Query, 'where' | 'after' | 'limit'>;

/** What a field must be: one of the values, in the range, or text that has this in it. */
export type Test =
  | { kind: 'in'; values: Scalar[] }
  | { kind: 'range'; of: 'number' | 'string'; from: string | number | null; below: string | number | null }
  | { kind: 'contains'; text: string };

export interface CheckedCondition {
  field: string;
  test: Test;
  /** Whether there is a better one to find by: see `coarse` in collections.ts. */
  isCoarse: boolean;
}

/** A query that is known to be harmless: the document matches where every field passes its test. */
export interface CheckedQuery {
  conditions: CheckedCondition[];
  sort: string | null;
  order: 'asc' | 'desc';
  after: Place | null;
  limit: number;
  /** The index that was made for such a query, if there is one: see `lists` in collections.ts. */
  list: string | null;
}

export function checkDoc(spec: CollectionSpec, doc: Doc): void {
  if (typeof doc.id !== 'string' || !idPattern.test(doc.id)) refuse(`${JSON.stringify(doc.id)} is not an id`);
  if (!Number.isSafeInteger(doc.rev) || doc.rev < 1) refuse(`rev of ${doc.id} is ${doc.rev}, not a number from 1`);
  checkFields(spec, doc);
}

/** Checks the names of fields, and the values of those that have an index. */
function checkFields(spec: CollectionSpec, fields: object): void {
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

export function checkQuery(spec: CollectionSpec, { where, sort, order = 'asc', after, limit }: Query): CheckedQuery {
  if (!Number.isSafeInteger(limit) || limit < 1) refuse(`limit is ${limit}, not a number from 1`);
  if (after !== undefined && typeof after !== 'string') refuse('after is not a text');
  if (sort !== undefined && !isIndexed(spec, sort)) refuse(`${sort} has no index to sort by`);
  const conditions = checkWhere(spec, where);
  return {
    conditions,
    sort: sort ?? null,
    order: order === 'desc' ? 'desc' : 'asc',
    after: after === undefined ? null : placeOf(after, sort ?? null, { isId, isValue: isStorableScalar }),
    limit,
    list: listFor(spec, conditions, sort),
  };
}

/** As `checkQuery`, of what is only counted: by the index of a list whose first two fields are fixed, if there is one. */
export function checkCount(spec: CollectionSpec, where?: Query['where']): Pick<CheckedQuery, 'conditions' | 'list'> {
  const conditions = checkWhere(spec, where);
  const isFixed = (field: string) => conditions.some((one) => one.field === field && one.test.kind === 'in');
  const list = spec.lists?.find(([field, second]) => isFixed(field) && isFixed(second));
  return { conditions, list: list?.join('_') ?? null };
}

export function checkWhere(spec: CollectionSpec, where: Query['where'] = {}): CheckedCondition[] {
  const conditions = Object.entries(where)
    .filter(([, condition]) => condition !== undefined)
    .map(([field, condition]) => {
      if (!isIndexed(spec, field)) refuse(`${field} has no index to find by`);
      return { field, test: testOf(field, condition), isCoarse: includes(spec.coarse ?? [], field) };
    });
  const hasBetter = conditions.some(({ test, isCoarse }) => test.kind === 'in' && !isCoarse);
  return conditions.map((one) => ({ ...one, isCoarse: one.isCoarse && hasBetter }));
}

/** The index of a list serves a query that fixes its first field and sorts by its second. */
function listFor(
  { lists = [] }: CollectionSpec,
  conditions: readonly CheckedCondition[],
  sort?: string,
): string | null {
  const isFixed = (field: string) =>
    conditions.some((one) => one.field === field && one.test.kind === 'in' && one.test.values.length === 1);
  const list = lists.find(([field, sorted]) => sorted === sort && isFixed(field));
  return list ? list.join('_') : null;
}

/** An id that no document can have is not looked for. */
export function isId(id: unknown): id is string {
  return typeof id === 'string' && idPattern.test(id);
}

/** Of `limit + 1` documents: the first `limit`, and where to go on if there was one more. */
export function pageOf<T extends Doc>(docs: T[], { limit, sort }: CheckedQuery): Page<T> {
  const items = docs.slice(0, limit);
  const last = docs.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? cursorBehind(last, sort) : null };
}

/** As `pageOf`, of ids. */
export function idsOf(ids: string[], { limit }: CheckedQuery): Page<string> {
  const items = ids.slice(0, limit);
  return { items, next: ids.length > limit ? (items.at(-1) ?? null) : null };
}

function testOf(field: string, condition: unknown): Test {
  if (isScalar(condition)) return { kind: 'in', values: [condition].filter(isStorableScalar) };
  const operators: Record<string, unknown> = isPlain(condition) ? condition : {};
  const names = Object.keys(operators).filter((name) => operators[name] !== undefined);
  const { from, below, contains } = operators;
  if (names.join() === 'in' && Array.isArray(operators.in) && operators.in.every(isScalar)) {
    // Ill-formed text is never stored in an indexed field, so nothing is equal to it.
    return { kind: 'in', values: operators.in.filter(isStorableScalar) };
  }
  if (names.join() === 'contains' && typeof contains === 'string') {
    return contains.isWellFormed() ? { kind: 'contains', text: contains } : { kind: 'in', values: [] };
  }
  const isRange = names.length > 0 && names.every((name) => name === 'from' || name === 'below');
  const range = isRange ? rangeOf(from, below) : null;
  return range ?? refuse(`the condition on ${field} is no scalar, { in }, { from, below } or { contains }`);
}

function rangeOf(from: unknown, below: unknown): Test | null {
  const of = typeof (from ?? below);
  const ends = [from, below].filter((end) => end !== undefined);
  if ((of !== 'number' && of !== 'string') || !ends.every((end) => isScalar(end) && typeof end === of)) return null;
  return { kind: 'range', of, from: boundOf(from), below: boundOf(below) };
}

/** Both stores put ill-formed text where its replacement is. */
function boundOf(end: unknown): string | number | null {
  return typeof end === 'string' ? end.toWellFormed() : typeof end === 'number' ? end : null;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isIndexed({ indexes, unique }: CollectionSpec, field: string): boolean {
  return includes(indexes, field) || includes(unique, field);
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
