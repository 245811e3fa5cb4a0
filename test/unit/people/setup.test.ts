import { expect, test } from 'vitest';
import { createTestPeople, password } from './people.ts';

const hourMs = 3_600_000;
const gone = expect.objectContaining({ code: 'GONE' });
const who = (token: string | null, email = 'ada@example.com') => ({ token: token ?? '', email, name: 'Ada', password });

test('the first link makes a member with every role, once; then there is no more of them', async () => {
  const { people, store } = await createTestPeople();
  const token = await people.setup.firstLink();
  expect(await people.setup.take(who(token))).toMatchObject({
    state: 'active',
    roles: ['admin', 'author', 'reviewer'],
    createdBy: 'setup',
  });
  await expect(people.setup.take(who(token, 'bo@example.com'))).rejects.toEqual(gone);
  expect(await people.setup.firstLink()).toBeNull();
  expect(await store.staff.count({})).toBe(1);
  await people.signIn({ email: 'ada@example.com', password, network: 'n' });
});

test('a new start makes a new link in place of the old one, and the store has neither', async () => {
  const { people, store } = await createTestPeople();
  const [old, token] = [await people.setup.firstLink(), await people.setup.firstLink()];
  await expect(people.setup.take(who(old))).rejects.toEqual(gone);
  await expect(people.setup.take(who(''))).rejects.toEqual(gone);
  expect(JSON.stringify((await store.settings.find({ limit: 10 })).items)).not.toContain(token);
  await people.setup.take(who(token));
});

test('a mistake does not use the link up', async () => {
  const { people } = await createTestPeople();
  const token = await people.setup.firstLink();
  for (const [change, field] of [
    [{ password: 'short' }, '/password'],
    [{ email: 'ada' }, '/email'],
    [{ name: '' }, '/name'],
  ] as const) {
    await expect(people.setup.take({ ...who(token), ...change })).rejects.toEqual(expect.objectContaining({ field }));
  }
  await people.setup.take(who(token));
});

test('of many who take the first link at once, in two processes, one does', async () => {
  const { people, newPeople, store } = await createTestPeople();
  const processes = [people, newPeople()];
  const token = await people.setup.firstLink();
  const taken = await Promise.allSettled(
    Array.from({ length: 10 }, (_, n) => processes[n % 2]?.setup.take(who(token, `a${n}@example.com`))),
  );
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await store.staff.count({})).toBe(1);
});

test('also when another process has made a link of its own in the meantime', async () => {
  const { people, store } = await createTestPeople();
  const first = await people.setup.firstLink();
  const taking = people.setup.take(who(first));
  const second = await people.setup.firstLink();
  const taken = await Promise.allSettled([taking, people.setup.take(who(second, 'bo@example.com'))]);
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await store.staff.count({})).toBe(1);
});

test('the link of the one who runs the server makes another admin, once, within an hour', async () => {
  const { people, clock, hire } = await createTestPeople();
  await hire('ada@example.com', ['admin']);
  const late = await people.setup.adminLink();
  clock.pass(hourMs);
  await expect(people.setup.take(who(late, 'bo@example.com'))).rejects.toEqual(gone);
  const token = await people.setup.adminLink();
  await expect(people.setup.take(who(token))).rejects.toEqual(expect.objectContaining({ code: 'DUPLICATE' }));
  const taken = await Promise.allSettled(
    Array.from({ length: 5 }, (_, n) => people.setup.take(who(token, `a${n}@example.com`))),
  );
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
