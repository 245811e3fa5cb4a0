import { expect, test } from 'vitest';
import type { Principal } from '../../../engine/model/permission.ts';
import { createTestPeople } from './people.ts';

const minuteMs = 60_000;
const admin = { kind: 'staff', id: 'ada', name: 'Ada', email: 'ada@example.com', sessionId: 's' } as const;
const all: Principal & { kind: 'staff' } = { ...admin, roles: ['admin', 'author', 'reviewer'] };
const refused = (code: string) => expect.objectContaining({ code });

test('a key is told once, can be told from others, and is not in the store', async () => {
  const { people, store } = await createTestPeople();
  const asked = { name: 'ats', permissions: ['submissions:read' as const], expiresAt: null };
  const { key, secret } = await people.keys.create(asked, all);
  expect(secret).toMatch(/^assay_[\w-]{43}$/);
  expect(key).toMatchObject({ name: 'ats', hint: secret.slice(0, 10), createdBy: 'staff:ada', revokedAt: null });
  expect(JSON.stringify((await store.keys.find({ limit: 10 })).items)).not.toContain(secret);
  expect(await people.principals.ofKey(secret)).toEqual({
    kind: 'key',
    id: key.id,
    name: 'ats',
    permissions: ['submissions:read'],
  });
  for (const other of [`${secret}x`, secret.slice(0, -1), secret.slice(6), key.keyHash, key.id, 'assay_', '']) {
    expect(await people.principals.ofKey(other)).toBeNull();
  }
});

test('nobody gives a key more than they have, nor what is not for keys', async () => {
  const { people, store } = await createTestPeople();
  const create = (permission: never, creator: Principal & { kind: 'staff' }) =>
    people.keys.create({ name: 'k', permissions: [permission], expiresAt: null }, creator);
  await expect(create('problems:write' as never, { ...all, roles: ['admin'] })).rejects.toEqual(refused('FORBIDDEN'));
  for (const personal of ['people:manage', 'keys:manage', 'account:own', 'attempt:own', 'nonsense', '__proto__']) {
    await expect(create(personal as never, all)).rejects.toEqual(refused('BAD_REQUEST'));
  }
  expect(await store.keys.count({})).toBe(0);
});

test('a key that is revoked or over is no good any more', async () => {
  const { people, clock } = await createTestPeople();
  const expiresAt = new Date(clock.now().getTime() + minuteMs).toISOString();
  const short = await people.keys.create({ name: 'k', permissions: [], expiresAt }, all);
  const long = await people.keys.create({ name: 'k', permissions: [], expiresAt: null }, all);
  expect(await people.principals.ofKey(short.secret)).not.toBeNull();
  clock.pass(minuteMs);
  expect(await people.principals.ofKey(short.secret)).toBeNull();
  expect(await people.principals.ofKey(long.secret)).not.toBeNull();
  const revoked = await people.keys.revoke(long.key.id);
  expect(await people.principals.ofKey(long.secret)).toBeNull();
  clock.pass(minuteMs);
  expect(await people.keys.revoke(long.key.id)).toEqual(revoked);
  await expect(people.keys.revoke('nope')).rejects.toEqual(refused('NOT_FOUND'));
});

test.each(['2026-11-24T07:59:59.999Z', 'soon'])('a key that ends at %s is refused', async (expiresAt) => {
  const { people } = await createTestPeople();
  await expect(people.keys.create({ name: 'k', permissions: [], expiresAt }, all)).rejects.toEqual(
    expect.objectContaining({ code: 'BAD_REQUEST', field: '/expiresAt' }),
  );
});

test('its last use is kept to the minute, and many uses at once do not disturb each other or a revocation', async () => {
  const { people, clock } = await createTestPeople();
  const { key, secret } = await people.keys.create({ name: 'k', permissions: [], expiresAt: null }, all);
  const use = () => people.principals.ofKey(secret);
  expect((await Promise.all(Array.from({ length: 20 }, use))).every((one) => one !== null)).toBe(true);
  expect((await people.keys.list({ limit: 1 })).items[0]).toMatchObject({
    rev: 2,
    lastUsedAt: clock.now().toISOString(),
  });
  clock.pass(minuteMs);
  await Promise.all([...Array.from({ length: 20 }, use), people.keys.revoke(key.id)]);
  expect(await use()).toBeNull();
});

test('the newest key is listed first', async () => {
  const { people } = await createTestPeople();
  for (const name of ['a', 'b', 'c']) await people.keys.create({ name, permissions: [], expiresAt: null }, all);
  const page = await people.keys.list({ limit: 2 });
  expect(page.items.map(({ name }) => name)).toEqual(['c', 'b']);
  const rest = await people.keys.list({ limit: 2, after: page.next ?? '' });
  expect([rest.items.map(({ name }) => name), rest.next]).toEqual([['a'], null]);
});
