import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.ts';
import type { Collection, Doc, Store } from '../ports.ts';
import {
  checkCount,
  checkDoc,
  checkPatch,
  checkQuery,
  checkSize,
  checkWhere,
  type IdQuery,
  idsOf,
  isId,
  pageOf,
  type Query,
} from './check.ts';
import { type CollectionSpec, eachCollection } from './collections.ts';
import { sqliteFault } from './sqlite-fault.ts';
import { countFor, docWithout, selectFor, termsFor } from './sqlite-find.ts';
import { prepareSchema, schemaVersion } from './sqlite-schema.ts';

/*
 * Theory of operation. A collection is a table of JSON texts with an index for each declared field. Every write is one
 * transaction that is on the disk (synchronous=FULL) before the promise resolves. Several processes
 * may share the file: an update is a compare-and-set on the whole text that it was made from.
 */

/** How long a write waits for another process's, in which time this process does nothing else. */
const busyTimeoutMs = 2000;

/** Opens (and makes, readable by its owner only) `<dataDir>/assay.db`. Throws STORE_UNAVAILABLE. */
export function openSqliteStore({ dataDir }: { dataDir: string }): Store {
  const path = join(dataDir, 'assay.db');
  let database: DatabaseSync | null = null;

  /** Runs `work` on the open database; what SQLite throws becomes an AppError. */
  const using = <R>(work: (database: DatabaseSync) => R): R => {
    if (!database) throw new AppError('STORE_UNAVAILABLE', `The store ${path} is closed.`);
    try {
      return work(database);
    } catch (error) {
      throw sqliteFault(error, path);
    }
  };

  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    database = new DatabaseSync(path, { timeout: busyTimeoutMs });
    prepareSchema(database, path);
  } catch (error) {
    database?.close();
    throw sqliteFault(error, path);
  }

  return {
    ...eachCollection((name, spec) => createCollection(name, spec, using)),
    async ping() {
      // Setting it to what it is writes the first page, so a full or read-only disk is noticed.
      using((db) => db.exec(`PRAGMA user_version = ${schemaVersion}`));
    },
    async close() {
      database?.close();
      database = null;
    },
  };
}

type Using = <R>(work: (database: DatabaseSync) => R) => R;

/** `name` and the fields of `spec` come from collections.ts; everything else is bound, never part of the SQL. */
function createCollection(name: string, spec: CollectionSpec, using: Using): Collection<Doc> {
  const sql = {
    insert: `INSERT INTO ${name} (id, rev, doc) VALUES (?, ?, ?)`,
    get: `SELECT rev, doc FROM ${name} WHERE id = ?`,
    update: `UPDATE ${name} SET rev = ?, doc = ? WHERE id = ? AND doc = ?`,
    put: `INSERT INTO ${name} (id, rev, doc) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, doc = excluded.doc`,
    delete: `DELETE FROM ${name} WHERE id = ?`,
  };
  const select = async (query: Query, bulky: readonly string[] = []) => {
    const checked = checkQuery(spec, query);
    const { text, values } = selectFor(name, checked, `id, ${docWithout(bulky)} AS found`);
    const rows = using((db) => db.prepare(text).all(...values));
    return pageOf(
      rows.map(({ found }) => JSON.parse(String(found))),
      checked,
    );
  };
  return {
    async insert(doc) {
      checkDoc(spec, doc);
      const text = textOf(doc);
      using((db) => db.prepare(sql.insert).run(doc.id, doc.rev, text));
    },
    async put(...docs) {
      const rows = docs.map((doc) => {
        checkDoc(spec, doc);
        return [doc.id, doc.rev, textOf(doc)] as const;
      });
      using((db) =>
        inOneTransaction(db, () => {
          for (const row of rows) db.prepare(sql.put).run(...row);
        }),
      );
    },
    async get(id) {
      const row = isId(id) ? using((db) => db.prepare(sql.get).get(id)) : undefined;
      return row ? docOf(row) : null;
    },
    find: (query) => select(query),
    brief: (query) => select(query, spec.bulky),
    async count({ where }) {
      const { text, values } = countFor(name, checkCount(spec, where));
      return Number(using((db) => db.prepare(text).get(...values))?.n);
    },
    async update(id, rev, patch) {
      checkPatch(spec, patch);
      const row = isId(id) ? using((db) => db.prepare(sql.get).get(id)) : undefined;
      if (!row) throw new AppError('NOT_FOUND', `There is no ${id} in ${name}.`);
      const next = { ...docOf(row), ...patch, rev: rev + 1 };
      const text = textOf(next);
      const done =
        row.rev === rev && using((db) => db.prepare(sql.update).run(next.rev, text, id, row.doc ?? null)).changes === 1;
      if (!done) throw new AppError('CONFLICT', `${id} in ${name} has changed since revision ${rev}: read it again.`);
      return JSON.parse(text);
    },
    async delete(id, where) {
      const { terms, values } = termsFor(checkWhere(spec, where));
      const text = [sql.delete, ...terms].join(' AND ');
      return isId(id) && using((db) => db.prepare(text).run(id, ...values)).changes === 1;
    },
    async ids(query: IdQuery) {
      const checked = checkQuery(spec, query);
      const { text, values } = selectFor(name, checked, 'id');
      const rows = using((db) => db.prepare(text).all(...values));
      return idsOf(
        rows.map(({ id }) => String(id)),
        checked,
      );
    },
  };
}

function inOneTransaction(db: DatabaseSync, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function docOf(row: Record<string, unknown>): Doc {
  return JSON.parse(String(row.doc));
}

function textOf(doc: Doc): string {
  const text = JSON.stringify(doc);
  checkSize(text.length);
  return text;
}
