import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../../engine/errors.ts';
import { sqliteFault } from '../../../engine/store/sqlite-fault.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'assay-test-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** What SQLite itself throws for these statements. */
function errorOf(file: string, statements: string, options = {}): unknown {
  const database = new DatabaseSync(file, options);
  try {
    database.exec(statements);
  } catch (error) {
    return error;
  } finally {
    database.close();
  }
  throw new Error('SQLite took it');
}

test('a full disk says to make room', () => {
  const fill = 'CREATE TABLE t (a); PRAGMA max_page_count = 4; INSERT INTO t VALUES (zeroblob(100000))';
  const fault = sqliteFault(errorOf(':memory:', fill), 'x.db');
  expect(fault).toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringMatching(/x\.db.*disk is full.*room/),
  });
});

test('a read-only file says to check the rights', () => {
  const file = join(dir, 'read-only.db');
  new DatabaseSync(file).close();
  const fault = sqliteFault(errorOf(file, 'CREATE TABLE t (a)', { readOnly: true }), file);
  expect(fault).toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining('read-only') });
});

test('what is there already is DUPLICATE', () => {
  const error = errorOf(':memory:', 'CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1), (1)');
  expect(sqliteFault(error, 'x.db')).toMatchObject({ code: 'DUPLICATE', cause: error });
});

test('a statement that SQLite does not understand is our own fault', () => {
  expect(sqliteFault(errorOf(':memory:', 'SELEC 1'), 'x.db')).toMatchObject({ code: 'INTERNAL' });
});

test('an error with a name keeps it', () => {
  const named = new AppError('NOT_FOUND', 'gone');
  expect(sqliteFault(named, 'x.db')).toBe(named);
});
