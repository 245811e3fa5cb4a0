import { expect, test } from 'vitest';
import { isAppError } from '../../../engine/errors.ts';
import { createTestPeople, password } from './people.ts';

const dayMs = 24 * 3_600_000;
const refused = (code: string) => expect.objectContaining({ code });

test('an invitation makes a member who can sign in, once, with an address in lower case', async () => {
  const { people } = await createTestPeople();
  const who = { email: ' Jo@Example.COM ', name: ' Jo ', roles: ['author' as const] };
  const { member, token } = await people.staff.invite(who, 'ada');
  expect(member).toMatchObject({ email: 'jo@example.com', name: 'Jo', state: 'invited', createdBy: 'ada' });
  await expect(people.signIn({ email: member.email, password, network: 'n' })).rejects.toEqual(
    refused('UNAUTHENTICATED'),
  );
  expect(await people.join({ token, password })).toMatchObject({ id: member.id, state: 'active', name: 'Jo' });
  await expect(people.join({ token, password: 'another long password' })).rejects.toEqual(refused('GONE'));
  const { opened } = await people.signIn({ email: 'JO@example.com ', password, network: 'n' });
  expect(await people.principals.ofStaff(opened.token)).toMatchObject({
    kind: 'staff',
    id: member.id,
    roles: ['author'],
  });
});

test('one address is one member, however it is written', async () => {
  const { people } = await createTestPeople();
  await people.staff.invite({ email: 'jo@example.com', name: 'Jo', roles: ['author'] }, 'ada');
  await expect(people.staff.invite({ email: 'JO@example.com', name: 'J', roles: ['admin'] }, 'ada')).rejects.toEqual(
    expect.objectContaining({ code: 'DUPLICATE', field: '/email' }),
  );
});

test.each([
  'jo',
  'jo@',
  '@example.com',
  'jo@example.com, eve@example.com',
  'jo@example.com\r\nBcc: eve@example.com',
  'Jo <jo@example.com>',
  '"jo"@example.com',
  'jo@exa mple.com',
  'jo@example.com\0',
  `${'x'.repeat(250)}@example.com`,
])('%j is no e-mail address', async (email) => {
  const { people } = await createTestPeople();
  await expect(people.staff.invite({ email, name: 'Jo', roles: ['author'] }, 'ada')).rejects.toEqual(
    expect.objectContaining({ code: 'BAD_REQUEST', field: '/email' }),
  );
});

test.each(['', '  ', 'a\nb', 'a\u202eb', 'x'.repeat(101), '\ud800'])('%j is no name', async (name) => {
  const { people } = await createTestPeople();
  await expect(people.staff.invite({ email: 'jo@example.com', name, roles: ['author'] }, 'ada')).rejects.toEqual(
    expect.objectContaining({ code: 'BAD_REQUEST', field: '/name' }),
  );
});

test('a link is good for 7 days, and a newer one takes its place', async () => {
  const { people, clock } = await createTestPeople();
  const first = await people.staff.invite({ email: 'jo@example.com', name: 'Jo', roles: ['author'] }, 'ada');
  const second = await people.staff.newLink(first.member.id);
  await expect(people.join({ token: first.token, password })).rejects.toEqual(refused('GONE'));
  clock.pass(7 * dayMs);
  await expect(people.join({ token: second.token, password })).rejects.toEqual(refused('GONE'));
  const third = await people.staff.newLink(first.member.id);
  clock.pass(7 * dayMs - 1);
  expect((await people.join({ token: third.token, password })).state).toBe('active');
});

test('of many who take one link at once, one does, and that password is the one', async () => {
  const { people } = await createTestPeople();
  const { token, member } = await people.staff.invite({ email: 'jo@example.com', name: 'Jo', roles: ['author'] }, 'a');
  const passwords = Array.from({ length: 8 }, (_, n) => `four plain words number ${n}`);
  const taken = await Promise.allSettled(passwords.map((one) => people.join({ token, password: one })));
  const winners = passwords.filter((_, n) => taken[n]?.status === 'fulfilled');
  expect(winners).toHaveLength(1);
  const { email } = member;
  expect((await people.signIn({ email, password: winners[0] ?? '', network: 'n' })).member.id).toBe(member.id);
});

test('a link for a new password leaves the old one until it is taken, and then ends every session', async () => {
  const { people, hire } = await createTestPeople();
  const { id, email } = await hire('jo@example.com', ['author']);
  const { token } = await people.staff.newLink(id);
  const { opened } = await people.signIn({ email, password, network: 'n' });
  await people.join({ token, password: 'quite another password' });
  expect(await people.principals.ofStaff(opened.token)).toBeNull();
  await expect(people.signIn({ email, password, network: 'n' })).rejects.toEqual(refused('UNAUTHENTICATED'));
  await people.signIn({ email, password: 'quite another password', network: 'n' });
});

test('who is deactivated is out at once, also by a link that is still around, and can be taken back', async () => {
  const { people, hire } = await createTestPeople();
  const { id, email } = await hire('jo@example.com', ['author']);
  const { opened, member } = await people.signIn({ email, password, network: 'n' });
  const link = await people.staff.newLink(id);
  const off = await people.staff.change(id, link.member.rev, { state: 'deactivated' });
  expect(member.rev).toBeLessThan(off.rev);
  expect(await people.principals.ofStaff(opened.token)).toBeNull();
  await expect(people.signIn({ email, password, network: 'n' })).rejects.toEqual(refused('UNAUTHENTICATED'));
  await expect(people.join({ token: link.token, password })).rejects.toEqual(refused('GONE'));
  await expect(people.staff.newLink(id)).rejects.toEqual(refused('CONFLICT'));
  await people.staff.change(id, off.rev, { state: 'active' });
  expect(await people.principals.ofStaff(opened.token)).toBeNull();
  await people.signIn({ email, password, network: 'n' });
});

test('who never had a password is invited again when they are taken back', async () => {
  const { people } = await createTestPeople();
  const { member } = await people.staff.invite({ email: 'jo@example.com', name: 'Jo', roles: ['author'] }, 'ada');
  const off = await people.staff.change(member.id, 1, { state: 'deactivated' });
  expect((await people.staff.change(member.id, off.rev, { state: 'active' })).state).toBe('invited');
});

test('roles hold from the next request on', async () => {
  const { people, hire } = await createTestPeople();
  const { id, email } = await hire('jo@example.com', ['author']);
  const { opened, member } = await people.signIn({ email, password, network: 'n' });
  await people.staff.change(id, member.rev, { roles: ['reviewer'] });
  expect(await people.principals.ofStaff(opened.token)).toMatchObject({ roles: ['reviewer'] });
});

test('the last active admin stays; one who is only invited, or deactivated, does not count', async () => {
  const { people, hire } = await createTestPeople();
  const ada = await hire('ada@example.com', ['admin', 'author']);
  await people.staff.invite({ email: 'bo@example.com', name: 'Bo', roles: ['admin'] }, 'ada');
  const cy = await hire('cy@example.com', ['admin']);
  await people.staff.change(cy.id, cy.rev, { state: 'deactivated' });
  for (const change of [{ state: 'deactivated' as const }, { roles: ['author' as const] }]) {
    await expect(people.staff.change(ada.id, ada.rev, change)).rejects.toEqual(refused('LIMIT_REACHED'));
  }
  expect(await people.staff.get(ada.id)).toEqual(ada);
  expect((await people.staff.change(ada.id, ada.rev, { name: 'Ada L.', roles: ['admin'] })).roles).toEqual(['admin']);
});

test('admins who remove each other at once, in two processes, leave one', async () => {
  const { people, newPeople, hire } = await createTestPeople();
  const processes = [people, newPeople()];
  const admins = [];
  for (const name of ['a', 'b', 'c', 'd']) admins.push(await hire(`${name}@example.com`, ['admin']));
  const changes = [{ state: 'deactivated' as const }, { roles: ['author' as const] }];
  const results = await Promise.allSettled(
    admins.map(({ id, rev }, n) => processes[n % 2]?.staff.change(id, rev, changes[n % 2] ?? {})),
  );
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  const [lost] = results.filter((result) => result.status === 'rejected');
  expect(isAppError(lost?.reason, 'LIMIT_REACHED')).toBe(true);
  const { items } = await people.staff.list({ state: 'active', limit: 10 });
  expect(items.filter(({ roles }) => roles.includes('admin'))).toHaveLength(1);
});

test('a process that was killed with the lock holds the others up for a minute', async () => {
  const { people, store, clock, hire } = await createTestPeople();
  const ada = await hire('ada@example.com', ['admin']);
  await hire('bo@example.com', ['admin']);
  await store.settings.put({ id: 'lock/admins', rev: 1, value: { untilMs: clock.now().getTime() + 60_000 } });
  await expect(people.staff.change(ada.id, ada.rev, { state: 'deactivated' })).rejects.toEqual(refused('CONFLICT'));
  clock.pass(60_000);
  await people.staff.change(ada.id, ada.rev, { state: 'deactivated' });
});

test('a change from an older revision is refused', async () => {
  const { people, hire } = await createTestPeople();
  const jo = await hire('jo@example.com', ['author']);
  await people.staff.change(jo.id, jo.rev, { name: 'Joe' });
  await expect(people.staff.change(jo.id, jo.rev, { name: 'Jon' })).rejects.toEqual(refused('CONFLICT'));
});

test('a change of the password needs the current one, and ends all other sessions', async () => {
  const { people, hire } = await createTestPeople();
  const { email } = await hire('jo@example.com', ['author']);
  const other = await people.signIn({ email, password, network: 'n' });
  const { opened, member } = await people.signIn({ email, password, network: 'n' });
  const sessionId = opened.session.id;
  const next = 'five other plain words here';
  const change = (current: string, to: string) => people.changePassword({ member, current, next: to, sessionId });
  await expect(change('not the current one', next)).rejects.toEqual(expect.objectContaining({ field: '/current' }));
  await expect(change(password, 'short')).rejects.toEqual(expect.objectContaining({ field: '/password' }));
  await change(password, next);
  expect(await people.principals.ofStaff(other.opened.token)).toBeNull();
  expect(await people.principals.ofStaff(opened.token)).not.toBeNull();
  await people.signIn({ email, password: next, network: 'n' });
});
