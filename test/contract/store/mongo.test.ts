import { randomUUID } from 'node:crypto';
import { type Db, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Store } from '../../../engine/ports.ts';
import type { Stored } from '../../../engine/store/bson.ts';
import { checkQuery, type Query } from '../../../engine/store/check.ts';
import { collectionSpecs } from '../../../engine/store/collections.ts';
import { sinceVersion2 } from '../../../engine/store/migrate.ts';
import { findIn } from '../../../engine/store/mongo-find.ts';
import { openStore } from '../../../engine/store/open.ts';
import { aSubmission } from '../../support/documents.ts';
import { type MongoServer, startMongo } from '../../support/mongo/server.ts';
import { storeContract } from './contract.ts';
import { withCode } from './fresh.ts';

const { url: server } = inject('mongo');

/** The address of a database on the server that no other test uses. */
function freshAddress(): string {
  return server.replace(/^([^/]+\/\/[^/?]+)\/?[^?]*/, `$1/assay-test-${randomUUID()}`);
}

/** The store gives up after 4 s. Left to itself, the driver takes 30 s. */
const soonMs = 15_000;

const openAt = (url: string) => openStore({ url, dataDir: 'unused' });

async function withDatabase<R>(url: string, work: (database: ReturnType<MongoClient['db']>) => Promise<R>): Promise<R> {
  const client = new MongoClient(url);
  try {
    return await work(client.db());
  } finally {
    await client.close();
  }
}

describe.skipIf(!server)('MongoDB keeps the contract', () => {
  // One database, emptied after each test: to make a hundred indexes takes longer than any test.
  const url = freshAddress();
  const empty = (database: Db) =>
    Promise.all(Object.keys(collectionSpecs).map((name) => database.collection(name).deleteMany({})));
  storeContract(async () => ({
    open: () => openAt(url),
    remove: async () => void (await withDatabase(url, empty)),
  }));
  afterAll(() => withDatabase(url, (database) => database.dropDatabase()));
});

describe.skipIf(!server)('MongoDB', () => {
  const url = freshAddress();
  let store: Store;
  beforeAll(async () => {
    store = await openAt(url);
  });
  afterAll(async () => {
    await store.close();
    await withDatabase(url, (database) => database.dropDatabase());
  });

  test.each<['submissions' | 'runs' | 'attempts', Query, string]>([
    ['submissions', { where: { state: 'queued' }, limit: 9 }, 'state'],
    ['submissions', { where: { state: 'queued' }, after: 'a', order: 'desc', limit: 9 }, 'state'],
    ['submissions', { where: { problem: 'hello' }, limit: 9 }, 'problem'],
    ['submissions', { where: { idempotencyKey: 'k' }, limit: 9 }, 'idempotencyKey'],
    ['runs', { where: { submissionId: 's' }, limit: 9 }, 'submissionId'],
    ['attempts', { sort: 'name', limit: 9 }, 'name'],
    [
      'attempts',
      { where: { assessmentId: 'a', state: 'finished' }, sort: 'score', limit: 9 },
      'assessmentId_score_search_state_decision_passed_assessmentVersion',
    ],
  ])('finds in %s by index: %o', async (name, query, index) => {
    const plan = await withDatabase(url, async (database) => {
      const checked = checkQuery(collectionSpecs[name], query);
      return JSON.stringify(await findIn(database.collection<Stored>(name), checked).explain('queryPlanner'));
    });
    expect(plan).toContain(`"indexName":"${index}"`);
    expect(plan).not.toContain('COLLSCAN');
  });

  test('brings submissions of version 1 up to date', async () => {
    await withDatabase(url, async (database) => {
      const old = { _id: 'old', rev: 3, state: 'done', problem: 'hello', idempotencyKey: 'k' };
      await database.collection<Stored>('submissions').insertOne(old);
    });
    await (await openAt(url)).close();
    const { items } = await store.submissions.find({ where: { kind: 'submit', problem: 'hello' }, limit: 9 });
    expect(items).toEqual([{ id: 'old', rev: 3, state: 'done', problem: 'hello', ...sinceVersion2 }]);
    await store.submissions.delete('old');
  });

  test('keeps documents as BSON, for people to read and query', async () => {
    await store.submissions.insert(aSubmission({ id: 's1', attempts: 3 }));
    const found = await withDatabase(url, (database) =>
      database.collection('submissions').findOne({ 'files.name': 'main.py', attempts: 3 }),
    );
    expect(found).toMatchObject({ _id: 's1', rev: 1, files: [{ content: 'print("hello")\n' }] });
  });
});

describe.skipIf(!server)('MongoDB, when its server goes away', () => {
  let own: MongoServer;
  let store: Store;
  beforeAll(async () => {
    own = await startMongo();
    store = await openAt(own.url);
  });
  afterAll(async () => {
    await store?.close();
    await own?.remove();
  });

  /** Every use is refused; resolves to how long all of them took. */
  const refusesAll = async () => {
    const { submissions } = store;
    const uses = [
      () => store.ping(),
      () => submissions.insert(aSubmission({ id: randomUUID() })),
      () => submissions.put(aSubmission({ id: randomUUID() })),
      () => submissions.get('kept'),
      () => submissions.find({ limit: 1 }),
      () => submissions.update('kept', 1, { attempts: 1 }),
      () => submissions.delete('nothing'),
    ];
    const started = performance.now();
    await Promise.all(uses.map((use) => expect(use()).rejects.toMatchObject(withCode('STORE_UNAVAILABLE'))));
    return performance.now() - started;
  };

  test('a killed server is STORE_UNAVAILABLE soon; started again, it serves the same store', async () => {
    await store.submissions.insert(aSubmission({ id: 'kept' }));
    await own.kill();
    expect(await refusesAll()).toBeLessThan(soonMs);
    expect(await refusesAll()).toBeLessThan(soonMs);
    await own.start();
    expect(await store.submissions.get('kept')).toEqual(aSubmission({ id: 'kept' }));
    await store.ping();
  });

  test('a server that no longer answers is STORE_UNAVAILABLE soon, and serves again when it does', async () => {
    await own.freeze();
    expect(await refusesAll()).toBeLessThan(soonMs);
    await own.thaw();
    await expect.poll(() => store.ping().then(() => 'answers', String)).toBe('answers');
    expect(await store.submissions.get('kept')).toMatchObject({ id: 'kept' });
  });

  test('a server that is killed under writes keeps every one that it acknowledged', async () => {
    const acknowledged: string[] = [];
    const write = async (name: string) => {
      for (let n = 0; ; n++) {
        await store.submissions.insert(aSubmission({ id: `${name}${n}` }));
        acknowledged.push(`${name}${n}`);
      }
    };
    const writers = ['a', 'b', 'c', 'd'].map((name) =>
      expect(write(name)).rejects.toMatchObject(withCode('STORE_UNAVAILABLE')),
    );
    await expect.poll(() => acknowledged.length).toBeGreaterThan(100);
    await own.kill();
    await Promise.all(writers);
    await own.start();
    for (const id of acknowledged) expect(await store.submissions.get(id)).toEqual(aSubmission({ id }));
  });

  test('opening one that is not there fails soon and does not tell the password', async () => {
    await own.kill();
    const address = own.url.replace('//', '//user:hunter2@');
    const started = performance.now();
    const error = await openAt(address).catch((reason) => reason);
    expect(performance.now() - started).toBeLessThan(soonMs);
    expect(error).toMatchObject(withCode('STORE_UNAVAILABLE'));
    expect(error.message).not.toContain('hunter2');
    expect(error.message).toContain('127.0.0.1');
  });
});
