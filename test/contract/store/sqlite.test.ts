import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Doc } from '../../../engine/ports.ts';
import { checkQuery, type Query } from '../../../engine/store/check.ts';
import { collectionSpecs } from '../../../engine/store/collections.ts';
import { cursorBehind } from '../../../engine/store/cursor.ts';
import { sinceVersion2 } from '../../../engine/store/migrate.ts';
import { openStore } from '../../../engine/store/open.ts';
import { selectFor } from '../../../engine/store/sqlite-find.ts';
import { aRun, aSubmission } from '../../support/documents.ts';
import { storeContract } from './contract.ts';
import { withCode } from './fresh.ts';

const cursorAt = (sort: string, value: string | number | null) =>
  cursorBehind({ id: 'x', rev: 1, [sort]: value } as Doc, sort);
const writer = join(import.meta.dirname, '../../support/store-writer.ts');
const counter = join(import.meta.dirname, '../../support/store-counter.ts');

/** A file as the first version of the schema made it, by its own statements. */
async function writeVersion1(file: string) {
  const { kind: _, ...old } = aSubmission({ id: 's1', state: 'done', idempotencyKey: 'k', result: {} as never });
  for (const field of Object.keys(sinceVersion2)) {
    if (field !== 'idempotencyKey') delete (old as Record<string, unknown>)[field];
  }
  const oldRun = aRun({ id: 's1/0', submissionId: 's1' });
  await mkdir(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  const jsonOf = (field: string) => `nullif(doc -> '$.${field}', 'null')`;
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE submissions (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
    CREATE TABLE runs (id TEXT PRIMARY KEY, rev INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
    CREATE INDEX submissions_state ON submissions (${jsonOf('state')}, id);
    CREATE INDEX submissions_problem ON submissions (${jsonOf('problem')}, id);
    CREATE UNIQUE INDEX submissions_idempotencyKey ON submissions (${jsonOf('idempotencyKey')});
    CREATE INDEX runs_submissionId ON runs (${jsonOf('submissionId')}, id);
    PRAGMA user_version = 1`);
  const insert = <T extends { id: string; rev: number }>(table: string, doc: T) =>
    database.prepare(`INSERT INTO ${table} VALUES (?, ?, ?)`).run(doc.id, doc.rev, JSON.stringify(doc));
  insert('submissions', old);
  insert('submissions', { ...old, id: 's2', state: 'queued', idempotencyKey: null });
  insert('runs', oldRun);
  database.close();
  return { old, oldRun };
}

describe('SQLite keeps the contract', () => {
  storeContract(async () => {
    const dir = await mkdtemp(join(tmpdir(), 'assay-test-'));
    return {
      open: () => openStore({ url: undefined, dataDir: join(dir, 'data') }),
      remove: () => rm(dir, { recursive: true }),
    };
  });
});

describe('SQLite', () => {
  let dir: string;
  let dataDir: string;
  let file: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'assay-test-'));
    dataDir = join(dir, 'a', 'data');
    file = join(dataDir, 'assay.db');
  });
  afterEach(() => rm(dir, { recursive: true }));
  const openHere = () => openStore({ url: undefined, dataDir });

  test('makes its folder for the owner only, and a file where readers and a writer do not wait for one another', async () => {
    await (await openHere()).close();
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    const database = new DatabaseSync(file);
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    database.close();
  });

  test('every acknowledged document is there after a kill -9', async () => {
    const writers = ['a', 'b'].map((prefix) => spawn(process.execPath, [writer, dataDir, prefix]));
    const printed = writers.map(async (child) => {
      let text = '';
      for await (const chunk of child.stdout) {
        text += chunk;
        if (text.split('\n').length > 200) child.kill('SIGKILL');
      }
      return text.split('\n').slice(0, -1);
    });
    const ids = (await Promise.all(printed)).flat();
    for (const child of writers) expect(child.signalCode ?? (await once(child, 'exit'))[1]).toBe('SIGKILL');

    expect(ids.length).toBeGreaterThanOrEqual(400);
    const store = await openHere();
    for (const id of ids) expect(await store.submissions.get(id)).toEqual(aSubmission({ id }));
    await store.close();
  });

  test('processes that open a new file at the same moment all succeed', async () => {
    const children = ['a', 'b', 'c', 'd'].map((prefix) => spawn(process.execPath, [writer, dataDir, prefix]));
    await Promise.all(
      children.map(async (child) => {
        const ended = once(child, 'exit');
        const [first] = await Promise.race([once(child.stdout, 'data'), ended]);
        child.kill('SIGKILL');
        await ended;
        expect(String(first)).toMatch(/^[a-d]0\n/);
      }),
    );
  });

  test('processes that update one document at the same time lose no update', async () => {
    const store = await openHere();
    await store.submissions.insert(aSubmission({ id: 's1' }));
    const count = () => promisify(execFile)(process.execPath, [counter, dataDir, 's1', '300']);
    await Promise.all([count(), count(), count()]);
    expect(await store.submissions.get('s1')).toMatchObject({ attempts: 900, rev: 901 });
    await store.close();
  });

  test.each<[string, Query, RegExp]>([
    ['submissions', { where: { state: 'queued' }, limit: 9 }, /SEARCH submissions USING INDEX submissions_state/],
    [
      'submissions',
      { where: { state: 'queued' }, after: 'a', order: 'desc', limit: 9 },
      /USING INDEX submissions_state/,
    ],
    ['submissions', { where: { state: { in: ['queued', 'running'] } }, limit: 9 }, /USING INDEX submissions_state/],
    ['submissions', { where: { problem: 'hello' }, limit: 9 }, /SEARCH submissions USING INDEX submissions_problem/],
    [
      'submissions',
      { where: { kind: { in: ['submit', 'rerun'] } }, order: 'desc', limit: 9 },
      /INDEX submissions_kind/,
    ],
    [
      'submissions',
      { where: { state: 'done', unsettled: true }, limit: 9 },
      /^SEARCH submissions USING INDEX submissions_unsettled/,
    ],
    [
      'submissions',
      { where: { state: { in: ['compiling', 'running'] }, lane: 'x', kind: 'run' }, limit: 9 },
      /^SEARCH submissions USING INDEX submissions_lane/,
    ],
    [
      'submissions',
      { where: { kind: 'submit', attemptId: 'a', problem: 'p' }, limit: 9 },
      /INDEX submissions_attemptId/,
    ],
    [
      'attempts',
      { where: { state: 'running', assessmentId: 'a' }, sort: 'endsAt', limit: 9 },
      /INDEX attempts_state_endsAt/,
    ],
    ['submissions', { where: { idempotencyKey: 'k' }, limit: 9 }, /USING INDEX submissions_idempotencyKey/],
    ['runs', { where: { submissionId: 's' }, limit: 9 }, /SEARCH runs USING INDEX runs_submissionId/],
    ['submissions', { after: 'a', limit: 9 }, /SEARCH submissions USING INDEX sqlite_autoindex_submissions_1/],
    ['staff', { where: { email: 'a@b.c' }, limit: 9 }, /SEARCH staff USING INDEX staff_(only_)?email/],
    ['attempts', { sort: 'name', limit: 9 }, /SCAN attempts USING INDEX attempts_name$/],
    ['attempts', { where: { assessmentId: 'a' }, sort: 'score', limit: 9 }, /USING INDEX attempts_assessmentId_score/],
    [
      'attempts',
      { where: { assessmentId: 'a', state: 'finished', search: { contains: 'x' } }, sort: 'name', limit: 9 },
      /USING INDEX attempts_assessmentId_name/,
    ],
    [
      'attempts',
      { where: { assessmentId: 'a' }, sort: 'score', after: cursorAt('score', 3), order: 'desc', limit: 9 },
      /USING INDEX attempts_assessmentId_score_\w+ \(<expr>=\? AND <expr><\?\)/,
    ],
    ['sessions', { where: { expiresAt: { below: '2026' } }, sort: 'expiresAt', limit: 9 }, /INDEX sessions_expiresAt/],
  ])('finds in %s by index: %o', async (name, query, plan) => {
    await (await openHere()).close();
    const { text, values } = selectFor(name, checkQuery(collectionSpecs[name as 'runs'], query));
    const database = new DatabaseSync(file);
    const steps = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values);
    database.close();
    const details = steps.map(({ detail }) => String(detail)).join('\n');
    expect(details).toMatch(plan);
    expect(details).not.toContain('TEMP B-TREE');
    if (query.sort === undefined) expect(details).not.toMatch(/SCAN/);
  });

  test('says who holds a file that is locked for long', async () => {
    const store = await openHere();
    const other = new DatabaseSync(file);
    other.exec('BEGIN EXCLUSIVE');
    const insert = store.submissions.insert(aSubmission({ id: 's1' }));
    await expect(insert).rejects.toMatchObject({
      ...withCode('STORE_UNAVAILABLE'),
      message: expect.stringMatching(/another program/i),
    });
    other.exec('ROLLBACK');
    other.close();
    await store.submissions.insert(aSubmission({ id: 's1' }));
    await store.close();
  });

  test('refuses a file that is no database, and leaves it alone', async () => {
    await (await openHere()).close();
    await writeFile(file, 'hello '.repeat(1000));
    await expect(openHere()).rejects.toMatchObject({
      ...withCode('STORE_UNAVAILABLE'),
      message: expect.stringContaining('not a database'),
    });
    expect((await stat(file)).size).toBe(6000);
  });

  test('tells that a file is damaged', async () => {
    const store = await openHere();
    for (let n = 0; n < 50; n++) await store.submissions.insert(aSubmission({ id: `s${n}`, problem: 'x'.repeat(900) }));
    await store.close();
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc((await handle.stat()).size - 4096, 0xff), 0, null, 4096);
    await handle.close();
    const read = openHere().then((damaged) => damaged.submissions.find({ limit: 50 }).finally(() => damaged.close()));
    await expect(read).rejects.toMatchObject({
      ...withCode('STORE_UNAVAILABLE'),
      message: expect.stringContaining('damaged'),
    });
  });

  test('brings a file of version 1 up to date, once', async () => {
    const { old, oldRun } = await writeVersion1(file);
    for (const _ of ['first', 'again']) {
      const store = await openHere();
      const { items } = await store.submissions.find({ where: { kind: 'submit' }, limit: 9 });
      expect(items.map(({ id }) => id)).toEqual(['s1', 's2']);
      const { id, rev, state, problem, result } = old;
      expect(items[0]).toMatchObject({ id, rev, state, problem, result, ...sinceVersion2 });
      expect(Object.keys(items[0] ?? {}).toSorted()).toEqual(Object.keys(aSubmission({ id })).toSorted());
      expect(await store.runs.find({ where: { submissionId: 's1' }, limit: 9 })).toMatchObject({ items: [oldRun] });
      expect(await store.submissions.count({ where: { state: 'done', lane: null } })).toBe(1);
      await store.close();
    }
    // A process of the old version, still running, sets the number back; what is new stays as it is.
    const store = await openHere();
    await store.submissions.put(aSubmission({ id: 's3', kind: 'run', idempotencyKey: 'key:test/k' }));
    await store.close();
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 1');
    database.close();
    const again = await openHere();
    expect(await again.submissions.get('s3')).toMatchObject({ kind: 'run', idempotencyKey: 'key:test/k' });
    await expect(
      again.submissions.insert(aSubmission({ id: 's4', idempotencyKey: 'key:test/k' })),
    ).rejects.toMatchObject(withCode('DUPLICATE'));
    await again.close();
  });

  test('a migration that is cut short leaves version 1 as it was', async () => {
    await writeVersion1(file);
    const database = new DatabaseSync(file);
    database.exec("INSERT INTO submissions VALUES ('s9', 1, 'null')");
    database.close();
    await expect(openHere()).rejects.toThrow();
    const after = new DatabaseSync(file);
    expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
    expect(String(after.prepare("SELECT doc FROM submissions WHERE id = 's1'").get()?.doc)).not.toContain('kind');
    after.close();
  });

  test('refuses a file of a newer version', async () => {
    await (await openHere()).close();
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    await expect(openHere()).rejects.toMatchObject({
      ...withCode('STORE_UNAVAILABLE'),
      message: expect.stringContaining('newer version'),
    });
  });

  test('says so when its folder cannot be made', async () => {
    await writeFile(join(dir, 'a'), '');
    await expect(openHere()).rejects.toMatchObject({
      ...withCode('STORE_UNAVAILABLE'),
      message: expect.stringContaining(dataDir),
    });
  });

  test('a disk that takes no more is STORE_UNAVAILABLE, and what was acknowledged is kept', async () => {
    // The shell's limit on the size of files stands for a full disk: the writes really fail.
    const command = `ulimit -f 6000; exec "$0" "$@"`;
    const run = promisify(execFile)('sh', ['-c', command, process.execPath, writer, dataDir, 'a']);
    const { stdout, stderr } = await run.then(Object, Object);
    expect(stderr).toMatch(/STORE_UNAVAILABLE/);
    const ids = stdout.split('\n').slice(0, -1);
    expect(ids.length).toBeGreaterThan(10);
    const store = await openHere();
    for (const id of ids) expect(await store.submissions.get(id)).not.toBeNull();
    await store.close();
  });
});
