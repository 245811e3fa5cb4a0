import type { Scalar } from '../ports.ts';
import type { CheckedCondition, CheckedQuery, Test } from './check.ts';

/** What SQLite binds. */
type Value = string | number | Uint8Array;

/** Less than every other value: what null and missing are in an index, so that they are found and sorted like a value. */
const nothing = '-9e999';
const [no, yes] = [Uint8Array.of(0), Uint8Array.of(1)];

/**
 * SQL for a field's value, the same in indexes and queries. Types stay apart, and sort as in MongoDB: nothing, numbers,
 * text (by code points), false, true (as blobs, for SQLite would make numbers of them).
 */
export function sqlFor(field: string): string {
  const path = `doc, '$.${field}'`;
  return `ifnull(CASE json_type(${path}) WHEN 'true' THEN x'01' WHEN 'false' THEN x'00' ELSE doc ->> '$.${field}' END, ${nothing})`;
}

/** Of a document all but these parts of it. */
export function docWithout(bulky: readonly string[]): string {
  return bulky.length === 0 ? 'doc' : `json_remove(doc, ${bulky.map((path) => `'$.${path}'`)})`;
}

/** The statement that finds a page and one document more, and the values for its placeholders. */
export function selectFor(name: string, query: CheckedQuery, columns = 'id, doc') {
  const { sort, order, limit, list } = query;
  const start = startOf(query);
  const from = fromFor(name, list);
  const parts = branchesOf(query).map((conditions) => {
    const { terms, values } = termsFor(list === null ? conditions : conditions.map(freely));
    const where = whereOf([...terms, ...start.terms]);
    return { text: `SELECT ${columns} FROM ${from}${where}`, values: [...values, ...start.values] };
  });
  const orderBy = sort === null ? `id ${order}` : `${sqlFor(sort)} ${order}, id ${order}`;
  return {
    text: `${parts.map(({ text }) => text).join(' UNION ALL ')} ORDER BY ${orderBy} LIMIT ?`,
    values: [...parts.flatMap(({ values }) => values), limit + 1],
  };
}

/** SQLite merges so many selections that are in order already; it would read and sort all that a list of values matches. */
const mostBranches = 8;

function branchesOf({ conditions, sort }: CheckedQuery): CheckedCondition[][] {
  const split = conditions.find(({ test, isCoarse }) => test.kind === 'in' && test.values.length > 1 && !isCoarse);
  const values = split?.test.kind === 'in' ? [...new Set(split.test.values)] : [];
  if (!split || sort !== null || values.length > mostBranches) return [conditions];
  return values.map((value) =>
    conditions.map((one) => (one === split ? { ...one, test: { kind: 'in' as const, values: [value] } } : one)),
  );
}

/** The index is named already. */
function freely(condition: CheckedCondition): CheckedCondition {
  return { ...condition, isCoarse: false };
}

/** Where the page begins. */
function startOf({ sort, order, after }: CheckedQuery): { terms: string[]; values: Value[] } {
  const [from, behind] = order === 'asc' ? ['>=', '>'] : ['<=', '<'];
  if (after === null) return { terms: [], values: [] };
  if (sort === null) return { terms: [`id ${behind} ?`], values: [after.id] };
  const value = toValue(after.value);
  // SQLite takes the first of these to find the place in the index, not the second.
  const terms = [`${sqlFor(sort)} ${from} ?`, `(${sqlFor(sort)}, id) ${behind} (?, ?)`];
  return { terms, values: [value, value, after.id] };
}

export function countFor(name: string, { conditions, list }: Pick<CheckedQuery, 'conditions' | 'list'>) {
  const { terms, values } = termsFor(list === null ? conditions : conditions.map(freely));
  return { text: `SELECT count(*) AS n FROM ${fromFor(name, list)}${whereOf(terms)}`, values };
}

function fromFor(name: string, list: string | null): string {
  return list === null ? name : `${name} INDEXED BY ${name}_${list}`;
}

export function termsFor(conditions: readonly CheckedCondition[]): { terms: string[]; values: Value[] } {
  // The sign changes nothing but that the index of this field is not used.
  const made = conditions.map(({ field, test, isCoarse }) => termFor(`${isCoarse ? '+' : ''}${sqlFor(field)}`, test));
  return { terms: made.map(({ term }) => term), values: made.flatMap(({ values }) => values) };
}

/** Of a range without a lower end, that end is the least of its type. */
function termFor(value: string, test: Test): { term: string; values: Value[] } {
  switch (test.kind) {
    case 'in': {
      const values = test.values.map(toValue);
      return { term: values.length === 1 ? `${value} = ?` : `${value} IN (${values.map(() => '?')})`, values };
    }
    case 'range': {
      const isText = test.of === 'string';
      const from = test.from === null ? `${value} > ${nothing}` : `${value} >= ?`;
      const least = test.from === null && isText ? `${value} >= ''` : from;
      const most = test.below === null ? `${value} < ${isText ? "x''" : "''"}` : `${value} < ?`;
      return { term: `${least} AND ${most}`, values: [test.from, test.below].filter((end) => end !== null) };
    }
    case 'contains':
      return { term: `typeof(${value}) = 'text' AND instr(${value}, ?) > 0`, values: [test.text] };
    default:
      return test satisfies never;
  }
}

function whereOf(terms: readonly string[]): string {
  return terms.length > 0 ? ` WHERE ${terms.join(' AND ')}` : '';
}

function toValue(value: Scalar): Value {
  if (value === null) return Number.NEGATIVE_INFINITY;
  return typeof value === 'boolean' ? (value ? yes : no) : value;
}
