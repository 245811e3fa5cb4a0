import { setTimeout as sleep } from 'node:timers/promises';
import { type Db, MongoClient, type Collection as MongoCollection } from 'mongodb';
import { AppError } from '../errors.ts';
import type { Collection, Doc, Store } from '../ports.ts';
import { fromStored, type Stored, toStored, toStoredFields } from './bson.ts';
import {
  checkCount,
  checkDoc,
  checkPatch,
  checkQuery,
  checkWhere,
  type IdQuery,
  idsOf,
  isId,
  pageOf,
  type Query,
} from './check.ts';
import { type CollectionSpec, collectionSpecs, columnsOf, eachCollection } from './collections.ts';
import { sinceVersion2 } from './migrate.ts';
import { mongoFault } from './mongo-fault.ts';
import { findIn, whereFor } from './mongo-find.ts';

/*
 * Theory of operation. Reads and writes go to the primary and concern what a majority of the members has on its disk:
 * what was acknowledged is not lost with one member. The driver repeats a read or write once that met a failing
 * connection. After STORE_UNAVAILABLE a write may or may not have happened.
 */

/** The longest that a caller waits. The driver's own time limits cover parts of an operation, one after the other. */
const deadlineMs = 4000;
const options = {
  appName: 'assay',
  serverSelectionTimeoutMS: 2000,
  connectTimeoutMS: 2000,
  socketTimeoutMS: deadlineMs,
  waitQueueTimeoutMS: deadlineMs,
  readConcern: { level: 'majority' },
  readPreference: 'primary',
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: 3000 },
  ignoreUndefined: true,
} as const;

/** Opens the database that the address names (`assay` if none) and makes its indexes. Throws STORE_UNAVAILABLE. */
export async function openMongoStore({ url }: { url: string }): Promise<Store> {
  const { client, database, place } = connect(url);
  let open = true;

  const using: Using = async (work) => {
    if (!open) throw new AppError('STORE_UNAVAILABLE', `The store ${place} is closed.`);
    try {
      return await withDeadline(work(database), place);
    } catch (error) {
      throw mongoFault(error, place);
    }
  };

  try {
    await client.connect();
    await Promise.all(Object.entries(collectionSpecs).map(([name, spec]) => makeIndexes(database, name, spec)));
    // Nothing but a look into the index, once all of them have it.
    await database.collection('submissions').updateMany({ kind: { $exists: false } }, { $set: sinceVersion2 });
  } catch (error) {
    await client.close();
    throw mongoFault(error, place);
  }

  return {
    ...eachCollection((name, spec) => createCollection(name, spec, using)),
    async ping() {
      // A write, though it changes nothing after the first: it needs a primary, its rights, and a majority.
      await using((db) => db.collection<Stored>('ping').replaceOne({ _id: 'ping' }, { rev: 1 }, { upsert: true }));
    },
    async close() {
      open = false;
      await client.close();
    },
  };
}

function connect(url: string): { client: MongoClient; database: Db; place: string } {
  try {
    const client = new MongoClient(url, options);
    const name = /^[^:]+:\/\/[^/?]+\/([^/?]+)/.exec(url)?.[1];
    const database = client.db(name ? decodeURIComponent(name) : 'assay');
    // Without the password, which the address may contain.
    const hosts = client.options.srvHost ?? client.options.hosts.join(',');
    return { client, database, place: `MongoDB at ${hosts}, database ${database.databaseName}` };
  } catch (error) {
    throw new AppError('STORE_UNAVAILABLE', `The address of the MongoDB store is not valid: ${error}.`, {
      cause: error,
    });
  }
}

async function makeIndexes(db: Db, name: string, { indexes, unique, lists = [] }: CollectionSpec): Promise<void> {
  const keyOf = (fields: readonly string[]) =>
    Object.fromEntries(columnsOf(fields, '_id').map((field) => [field, 1] as const));
  const wanted = [
    ...indexes.map((field) => ({ key: keyOf([field]), name: field })),
    ...lists.map((fields) => ({ key: keyOf(fields), name: fields.join('_') })),
    ...unique.map((field) => ({ key: keyOf([field]), name: `${field}_sorted` })),
    ...unique.map((field) => ({
      key: { [field]: 1 as const },
      name: field,
      unique: true,
      // Text only: a sparse index would count null.
      partialFilterExpression: { [field]: { $gte: '' } },
    })),
  ];
  if (wanted.length > 0) await db.collection(name).createIndexes(wanted);
}

type Using = <R>(work: (db: Db) => Promise<R>) => Promise<R>;

function createCollection(name: string, spec: CollectionSpec, using: Using): Collection<Doc> {
  const on = <R>(work: (collection: MongoCollection<Stored>) => Promise<R>) =>
    using((db) => work(db.collection<Stored>(name)));
  const get = async (id: string) => {
    const stored = isId(id) ? await on((collection) => collection.findOne({ _id: id })) : null;
    return stored && fromStored(stored);
  };
  const select = async (query: Query, bulky?: readonly string[]) => {
    const checked = checkQuery(spec, query);
    const found = await on((collection) => findIn(collection, checked, bulky).toArray());
    return pageOf(
      found.map((stored) => fromStored(stored, bulky)),
      checked,
    );
  };
  return {
    get,
    async insert(doc) {
      checkDoc(spec, doc);
      await on((collection) => collection.insertOne(toStored(doc)));
    },
    async put(...docs) {
      for (const doc of docs) checkDoc(spec, doc);
      if (docs.length === 0) return;
      const writes = docs.map((doc) => ({
        replaceOne: { filter: { _id: doc.id }, replacement: toStored(doc), upsert: true },
      }));
      await on((collection) => collection.bulkWrite(writes, { ordered: false }));
    },
    find: (query) => select(query),
    brief: (query) => select(query, spec.bulky),
    async count({ where }) {
      const { conditions, list } = checkCount(spec, where);
      const options = list === null ? {} : { hint: list };
      return on((collection) => collection.countDocuments(whereFor(conditions), options));
    },
    async update(id, rev, patch) {
      checkPatch(spec, patch);
      const change = { $set: { ...toStoredFields(patch), rev: rev + 1 } as Partial<Stored> };
      const stored = isId(id)
        ? await on((collection) => collection.findOneAndUpdate({ _id: id, rev }, change, { returnDocument: 'after' }))
        : null;
      if (stored) return fromStored(stored);
      if (!(await get(id))) throw new AppError('NOT_FOUND', `There is no ${id} in ${name}.`);
      throw new AppError('CONFLICT', `${id} in ${name} has changed since revision ${rev}: read it again.`);
    },
    async delete(id, where) {
      const filter = { _id: id, ...whereFor(checkWhere(spec, where)) };
      return isId(id) && (await on((collection) => collection.deleteOne(filter))).deletedCount === 1;
    },
    async ids(query: IdQuery) {
      const checked = checkQuery(spec, query);
      const found = await on((collection) =>
        findIn(collection, checked).project<{ _id: string }>({ _id: 1 }).toArray(),
      );
      return idsOf(
        found.map(({ _id }) => _id),
        checked,
      );
    },
  };
}

async function withDeadline<R>(work: Promise<R>, place: string): Promise<R> {
  const ended = new AbortController();
  const late = sleep(deadlineMs, undefined, { signal: ended.signal }).then(() => {
    throw new AppError(
      'STORE_UNAVAILABLE',
      `The store ${place} did not answer in ${deadlineMs} ms. Check that it runs.`,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    ended.abort();
    // Whichever lost the race fails, or not, unheard.
    work.catch(() => {});
    late.catch(() => {});
  }
}
