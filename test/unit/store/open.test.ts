import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../../engine/store/open.ts';

test('no address is SQLite in the data folder', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'assay-test-'));
  const store = await openStore({ url: undefined, dataDir });
  await store.ping();
  await store.close();
  expect(await readdir(dataDir)).toEqual(['assay.db']);
  await rm(dataDir, { recursive: true });
});

test.each([
  ['postgres://me:hunter2@host/db', 'postgres:'],
  ['mongodb:/me:hunter2@host', 'mongodb:'],
  ['me:hunter2@host', 'me:'],
  ['', 'no scheme'],
])('the address %j is refused with the addresses that are possible', async (url, told) => {
  const error = await openStore({ url, dataDir: './data' }).catch((reason) => reason);
  expect(error).toMatchObject({ name: 'AppError', code: 'STORE_UNAVAILABLE' });
  expect(error.message).toContain('mongodb+srv://');
  expect(error.message).not.toContain('hunter2');
  expect(error.message).toContain(told);
});

test.each(['mongodb://', 'mongodb://me:hunter2@host:port', 'mongodb://me:hunter2@host/db?w=majorityy&x=y'])(
  'the MongoDB address %j is refused without telling the password',
  async (url) => {
    const error = await openStore({ url, dataDir: './data' }).catch((reason) => reason);
    expect(error).toMatchObject({ name: 'AppError', code: 'STORE_UNAVAILABLE' });
    expect(error.message).not.toContain('hunter2');
  },
);
