import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.ts';
import { collectionSpecs, columnsOf } from './collections.ts';
import { sinceVersion2 } from './migrate.ts';
import { sqlFor } from './sqlite-find.ts';

/** 1: submissions and runs, indexes of JSON text. 2: all collections, indexes of values. */
export const schemaVersion = 2;

/** Makes the tables and indexes, and brings an older file up to date, in one transaction. Throws STORE_UNAVAILABLE. */
export function prepareSchema(db: DatabaseSync, path: string): void {
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN IMMEDIATE');
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  if (version > schemaVersion) {
    throw new AppError(
      'STORE_UNAVAILABLE',
      `${path} was written by a newer version of Assay (schema ${version}, this one knows ${schemaVersion}): start that version, or choose another data folder.`,
    );
  }
  if (version === 1) fromVersion1(db);
  for (const [name, { indexes, unique, lists = [] }] of Object.entries(collectionSpecs)) {
    db.exec(`CREATE TABLE IF NOT EXISTS ${name} (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, doc TEXT NOT NULL) STRICT`);
    for (const fields of [...indexes.map((field) => [field]), ...unique.map((field) => [field]), ...lists]) {
      const columns = columnsOf(fields.map(sqlFor), 'id');
      db.exec(`CREATE INDEX IF NOT EXISTS ${name}_${fields.join('_')} ON ${name} (${columns})`);
    }
    for (const field of unique) {
      // Here null and missing are NULL, which does not count.
      db.exec(`CREATE UNIQUE INDEX IF NOT EXISTS ${name}_only_${field} ON ${name} (doc ->> '$.${field}')`);
    }
  }
  db.exec(`PRAGMA user_version = ${schemaVersion}; COMMIT`);
}

function fromVersion1(db: DatabaseSync): void {
  for (const index of ['submissions_state', 'submissions_problem', 'submissions_idempotencyKey', 'runs_submissionId']) {
    db.exec(`DROP INDEX IF EXISTS ${index}`);
  }
  const read = db.prepare('SELECT doc FROM submissions WHERE id = ?');
  const write = db.prepare('UPDATE submissions SET doc = ? WHERE id = ?');
  for (const { id } of db.prepare('SELECT id FROM submissions').all()) {
    const doc = JSON.parse(String(read.get(String(id))?.doc));
    // A process of the old version may have set the number back.
    if (!('kind' in doc)) write.run(JSON.stringify({ ...doc, ...sinceVersion2 }), String(id));
  }
}
