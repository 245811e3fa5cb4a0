import type { Filter, FindCursor, Collection as MongoCollection } from 'mongodb';
import type { Scalar } from '../ports.ts';
import type { Stored } from './bson.ts';
import type { CheckedCondition, CheckedQuery, Test } from './check.ts';
import type { Place } from './cursor.ts';

/** The cursor of a page and one document more. */
export function findIn(
  collection: MongoCollection<Stored>,
  query: CheckedQuery,
  bulky: readonly string[] = [],
): FindCursor<Stored> {
  const { conditions, sort, order, after, limit, list } = query;
  const direction = order === 'asc' ? 1 : -1;
  const terms = whereFor(conditions);
  const found = collection
    .find(after === null ? terms : { $and: [terms, behind(after, sort, order)] })
    .sort(sort === null ? { _id: direction } : { [sort]: direction, _id: direction })
    .project<Stored>(Object.fromEntries(bulky.map((path) => [path, 0])))
    .limit(limit + 1);
  return list === null ? found : found.hint(list);
}

/** Every value stands below an operator, where it is nothing but a value. */
export function whereFor(conditions: readonly CheckedCondition[]): Filter<Stored> {
  return { $and: [{}, ...conditions.map(({ field, test }) => termFor(field, test))] };
}

function termFor(field: string, test: Test): Filter<Stored> {
  switch (test.kind) {
    case 'in':
      return { [field]: { $in: test.values } };
    case 'range': {
      const { from, below } = test;
      const least = from ?? (test.of === 'string' ? '' : Number.NEGATIVE_INFINITY);
      return { [field]: { $gte: least, ...(below !== null && { $lt: below }) } };
    }
    case 'contains': {
      // No pattern: it would need escapes, and takes no NUL.
      const text = { $cond: [{ $eq: [{ $type: `$${field}` }, 'string'] }, `$${field}`, null] };
      return { $expr: { $gte: [{ $indexOfBytes: [text, { $literal: test.text }] }, 0] } };
    }
    default:
      return test satisfies never;
  }
}

/** What comes after a place. MongoDB compares values of one type only, so the types behind it are named. */
function behind({ value, id }: Place, sort: string | null, order: 'asc' | 'desc'): Filter<Stored> {
  const operator = order === 'asc' ? '$gt' : '$lt';
  const later = { _id: { [operator]: id } };
  if (sort === null) return later;
  const place = typesInOrder.findIndex(({ has }) => has(value));
  const types = order === 'asc' ? typesInOrder.slice(place + 1) : typesInOrder.slice(0, place);
  return {
    $or: [
      { [sort]: { $in: [value] }, ...later },
      ...(value === null ? [] : [{ [sort]: { [operator]: value } }]),
      ...types.map(({ all }) => ({ [sort]: all })),
    ],
  };
}

const typesInOrder: { has: (value: Scalar) => boolean; all: object }[] = [
  { has: (value) => value === null, all: { $in: [null] } },
  { has: (value) => typeof value === 'number', all: { $gte: Number.NEGATIVE_INFINITY } },
  { has: (value) => typeof value === 'string', all: { $gte: '' } },
  { has: (value) => typeof value === 'boolean', all: { $gte: false } },
];
