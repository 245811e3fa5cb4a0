import { expect, test } from 'vitest';
import type { Principal, StaffRole } from '../../../engine/model/permission.ts';
import { createTestPeople } from './people.ts';

const minuteMs = 60_000;

/** With a member who has every role, as whoever asks. */
async function setUp() {
  const made = await createTestPeople();
  const { id, name, email, roles } = await made.hire('ada@example.com', ['admin', 'author', 'reviewer']);
  const all: Principal & { kind: 'staff' } = { kind: 'staff', id, name, email, roles, sessionId: 's' };
  return { ...made, all };
}

const refused = (code: string) => expect.objectContaining({ code });

test('a key is told once, can be told from others, and is not in the store', async () => {
  const { people, store, all } = await setUp();
  const asked = { name: 'ats', permissions: ['submissions:read' as const], expiresAt: null };
  const { key, secret } = await people.keys.create(asked, all);
  expect(secret).toMatch(/^assay_[\w-]{43}$/);
  expect(key).toMatchObject({ name: 'ats', hint: secret.slice(0, 10), createdBy: `staff:${all.id}`, revokedAt: null });
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
  const { people, store, all } = await setUp();
  const create = (permission: never, creator: Principal & { kind: 'staff' }) =>
    people.keys.create({ name: 'k', permissions: [permission], expiresAt: null }, creator);
  await expect(create('problems:write' as never, { ...all, roles: ['admin'] })).rejects.toEqual(refused('FORBIDDEN'));
  for (const personal of ['people:manage', 'keys:manage', 'account:own', 'attempt:own', 'nonsense', '__proto__']) {
    await expect(create(personal as never, all)).rejects.toEqual(refused('BAD_REQUEST'));
  }
  expect(await store.keys.count({})).toBe(0);
});

test('a key that is revoked or over is no good any more', async () => {
  const { people, clock, all } = await setUp();
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
  const { people, all } = await setUp();
  await expect(people.keys.create({ name: 'k', permissions: [], expiresAt }, all)).rejects.toEqual(
    expect.objectContaining({ code: 'BAD_REQUEST', field: '/expiresAt' }),
  );
});

test('its last use is kept to the minute, and many uses at once do not disturb each other or a revocation', async () => {
  const { people, clock, all } = await setUp();
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
  const { people, all } = await setUp();
  for (const name of ['a', 'b', 'c']) await people.keys.create({ name, permissions: [], expiresAt: null }, all);
  const page = await people.keys.list({ limit: 2 });
  expect(page.items.map(({ name }) => name)).toEqual(['c', 'b']);
  const rest = await people.keys.list({ limit: 2, after: page.next ?? '' });
  expect([rest.items.map(({ name }) => name), rest.next]).toEqual([['a'], null]);
});

test('a key may no more than its maker: what a role gave is gone with it, and comes back with it', async () => {
  const { people, hire, all } = await setUp();
  const jo = await hire('jo@example.com', ['admin', 'author']);
  const permissions = ['audit:read' as const, 'problems:write' as const, 'problems:read' as const];
  const maker = { ...all, id: jo.id, roles: jo.roles };
  const { secret } = await people.keys.create({ name: 'k', permissions, expiresAt: null }, maker);
  const held = async (roles: StaffRole[]) => {
    const { rev } = await people.staff.get(jo.id);
    await people.staff.change(jo.id, rev, { roles });
    const principal = await people.principals.ofKey(secret);
    return principal?.kind === 'key' ? principal.permissions : null;
  };
  expect(await held(['reviewer'])).toEqual(['problems:read']);
  expect(await held(['author'])).toEqual(['problems:write', 'problems:read']);
  expect(await held(['admin', 'author'])).toEqual(permissions);
});

test('a key ends with its maker, for good, and no other key does', async () => {
  const { people, hire, store, all } = await setUp();
  const jo = await hire('jo@example.com', ['admin']);
  const make = (maker: typeof all) =>
    people.keys.create({ name: 'k', permissions: ['audit:read'], expiresAt: null }, maker);
  const [own, others] = [await make({ ...all, id: jo.id }), await make(all)];
  const set = async (state: 'active' | 'deactivated') =>
    people.staff.change(jo.id, (await people.staff.get(jo.id)).rev, { state });
  // Killed before the keys were revoked, say.
  await store.staff.update(jo.id, jo.rev, { state: 'deactivated' });
  expect(await people.principals.ofKey(own.secret)).toBeNull();
  await set('active');
  await set('deactivated');
  await set('active');
  expect(await people.principals.ofKey(own.secret)).toBeNull();
  expect((await store.keys.get(own.key.id))?.revokedAt).not.toBeNull();
  expect(await people.principals.ofKey(others.secret)).not.toBeNull();
});
