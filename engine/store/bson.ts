import { Binary, BSON } from 'mongodb';
import type { Doc } from '../ports.ts';
import { checkSize } from './check.ts';

/*
 * A document is kept as BSON, so that people can read and query it, and field by field as JSON text in a Binary where
 * BSON or its driver would change or refuse the value: text that is no Unicode, keys that BSON gives a meaning to or
 * cannot hold, and deeper nesting than the server takes.
 */

const jsonText = 128;
const deepest = 50;
const plainKey = /^(?!\$|_bsontype$)[^\0]*$/;

export type Stored = { _id: string; rev: number } & Record<string, unknown>;

export function toStored({ id, ...fields }: Doc): Stored {
  return { _id: id, rev: fields.rev, ...toStoredFields(fields) };
}

export function toStoredFields(fields: object): Record<string, unknown> {
  const entries = Object.entries(fields).map(([name, value]) => [
    name,
    isPlain(value, 0) ? value : new Binary(Buffer.from(JSON.stringify(value)), jsonText),
  ]);
  const stored = Object.fromEntries(entries);
  checkSize(BSON.calculateObjectSize(stored));
  return stored;
}

/** What is `bulky` was left out by the server; but within a field that is JSON text it could not. */
export function fromStored({ _id, ...fields }: Stored, bulky: readonly string[] = []): Doc {
  const entries = Object.entries(fields).map(([name, value]) => [
    name,
    value instanceof Binary && value.sub_type === jsonText
      ? without(bulky, name, JSON.parse(value.toString('utf8')))
      : value,
  ]);
  return { id: _id, ...Object.fromEntries(entries) };
}

function without(bulky: readonly string[], name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([member]) => !bulky.includes(`${name}.${member}`)));
}

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= deepest) return false;
  return Object.entries(value).every(
    ([key, member]) => plainKey.test(key) && key.isWellFormed() && isPlain(member, depth + 1),
  );
}
