import type { Scalar } from '../ports.ts';
import type { CheckedQuery, Test } from './check.ts';

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

/** The statement that finds a page and one document more, and the values for its placeholders. */
export function selectFor(name: string, { conditions, sort, order, after, limit, list }: CheckedQuery) {
  const { terms, values } = termsFor(conditions);
  const by = sort === null ? ['id'] : [sqlFor(sort), 'id'];
  if (after !== null && sort === null) {
    terms.push(`id ${order === 'asc' ? '>' : '<'} ?`);
    values.push(after.id);
  }
  if (after !== null && sort !== null) {
    const value = toValue(after.value);
    // SQLite takes the first of these to find the place in the index, not the second.
    const [from, behind] = order === 'asc' ? ['>=', '>'] : ['<=', '<'];
    terms.push(`${sqlFor(sort)} ${from} ? AND (${by}) ${behind} (?, ?)`);
    values.push(value, value, after.id);
  }
  const from = list === null ? name : `${name} INDEXED BY ${name}_${list}`;
  const orderBy = by.map((one) => `${one} ${order}`);
  return {
    text: `SELECT doc FROM ${from}${whereOf(terms)} ORDER BY ${orderBy} LIMIT ?`,
    values: [...values, limit + 1],
  };
}

export function countFor(name: string, conditions: CheckedQuery['conditions']) {
  const { terms, values } = termsFor(conditions);
  return { text: `SELECT count(*) AS n FROM ${name}${whereOf(terms)}`, values };
}

function termsFor(conditions: CheckedQuery['conditions']): { terms: string[]; values: Value[] } {
  const made = conditions.map(({ field, test }) => termFor(sqlFor(field), test));
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
