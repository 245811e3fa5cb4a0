import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.ts';
import type { Collection, Doc, Scalar, Store } from '../ports.ts';
import { type CheckedQuery, checkDoc, checkPatch, checkQuery, checkSize, isId, pageOf, type Query } from './check.ts';
import { type CollectionSpec, collectionSpecs, eachCollection } from './collections.ts';
import { sqliteFault } from './sqlite-fault.ts';

/*
 * Theory of operation. A collection is a table of JSON texts with an index for each declared field. Every write is one
 * transaction that is on the disk (synchronous=FULL) before the promise resolves. Several processes
 * may share the file: an update is a compare-and-set on the whole text that it was made from.
 */

const schemaVersion = 1;
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

function prepareSchema(db: DatabaseSync, path: string): void {
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  if (version > schemaVersion) {
    throw new AppError(
      'STORE_UNAVAILABLE',
      `${path} was written by a newer version of Assay (schema ${version}, this one knows ${schemaVersion}): start that version, or choose another data folder.`,
    );
  }
  db.exec('BEGIN IMMEDIATE');
  for (const [name, spec] of Object.entries(collectionSpecs)) {
    db.exec(`CREATE TABLE IF NOT EXISTS ${name} (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, doc TEXT NOT NULL) STRICT`);
    for (const field of spec.indexes) {
      db.exec(`CREATE INDEX IF NOT EXISTS ${name}_${field} ON ${name} (${jsonOf(field)}, id)`);
    }
    for (const field of spec.unique) {
      db.exec(`CREATE UNIQUE INDEX IF NOT EXISTS ${name}_${field} ON ${name} (${jsonOf(field)})`);
    }
  }
  db.exec(`PRAGMA user_version = ${schemaVersion}; COMMIT`);
}

/** SQL for a field as JSON text (`"queued"`, `true`, `1`), so that types stay apart; NULL when it is null or missing. */
function jsonOf(field: string): string {
  return `nullif(doc -> '$.${field}', 'null')`;
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
    async find(query: Query) {
      const checked = checkQuery(spec, query);
      const { text, values } = selectFor(name, checked);
      const rows = using((db) => db.prepare(text).all(...values));
      return pageOf(rows.map(docOf), checked.limit);
    },
    async count(query) {
      const { text, values } = selectFor(name, checkQuery(spec, { ...query, limit: Number.MAX_SAFE_INTEGER - 1 }));
      return Number(using((db) => db.prepare(`SELECT count(*) AS n FROM (${text})`).get(...values))?.n);
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
    async delete(id) {
      return isId(id) && using((db) => db.prepare(sql.delete).run(id)).changes === 1;
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

/** The statement that finds a page and one document more, and the values for its placeholders. */
export function selectFor(name: string, { conditions, order, after, limit }: CheckedQuery) {
  const values: (string | number)[] = [];
  const terms = conditions.map(({ field, values: wanted }) => {
    const texts = wanted.filter((value) => value !== null).map((value) => JSON.stringify(value));
    values.push(...texts);
    const some = texts.length === 1 ? `${jsonOf(field)} = ?` : `${jsonOf(field)} IN (${texts.map(() => '?')})`;
    return wanted.includes(null as Scalar) ? `(${some} OR ${jsonOf(field)} IS NULL)` : some;
  });
  if (after !== null) {
    terms.push(order === 'asc' ? 'id > ?' : 'id < ?');
    values.push(after);
  }
  const where = terms.length > 0 ? ` WHERE ${terms.join(' AND ')}` : '';
  values.push(limit + 1);
  return { text: `SELECT doc FROM ${name}${where} ORDER BY id ${order} LIMIT ?`, values };
}

function docOf(row: Record<string, unknown>): Doc {
  return JSON.parse(String(row.doc));
}

function textOf(doc: Doc): string {
  const text = JSON.stringify(doc);
  checkSize(text.length);
  return text;
}
