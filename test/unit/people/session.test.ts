import { expect, test } from 'vitest';
import { createTestPeople } from './people.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

test('a session is found by its token alone, and the store does not have the token', async () => {
  const { store, people } = await createTestPeople();
  const { token, session } = await people.sessions.openStaff('s1');
  expect(await people.sessions.find(token)).toEqual(session);
  for (const other of [session.id, `${token}x`, token.slice(1), '', 'x'.repeat(10_000)]) {
    expect(await people.sessions.find(other)).toBeNull();
  }
  expect(JSON.stringify((await store.sessions.find({ limit: 10 })).items)).not.toContain(token);
});

test('a session of staff ends 12 hours after the last request', async () => {
  const { clock, people } = await createTestPeople();
  const { token } = await people.sessions.openStaff('s1');
  clock.pass(11 * hourMs);
  expect(await people.sessions.find(token)).not.toBeNull();
  clock.pass(11 * hourMs);
  expect(await people.sessions.find(token)).not.toBeNull();
  clock.pass(12 * hourMs);
  expect(await people.sessions.find(token)).toBeNull();
});

test('a session of staff ends after 7 days, however much it is used', async () => {
  const { clock, people } = await createTestPeople();
  const { token } = await people.sessions.openStaff('s1');
  for (let passedMs = 0; passedMs < 7 * dayMs - hourMs; passedMs += hourMs) {
    clock.pass(hourMs);
    expect(await people.sessions.find(token)).not.toBeNull();
  }
  clock.pass(hourMs);
  expect(await people.sessions.find(token)).toBeNull();
});

test("a candidate's session needs no request for 14 days, and there may be several for one attempt", async () => {
  const { clock, people } = await createTestPeople();
  const [one, other] = [await people.sessions.openCandidate('a1'), await people.sessions.openCandidate('a1')];
  clock.pass(14 * dayMs - 1);
  expect((await people.sessions.find(one.token))?.attemptId).toBe('a1');
  expect((await people.sessions.find(other.token))?.attemptId).toBe('a1');
  clock.pass(1);
  expect(await people.sessions.find(one.token)).toBeNull();
});

test('a busy session is written once a minute, and requests at the same moment do not disturb each other', async () => {
  const { store, clock, people } = await createTestPeople();
  const { token, session } = await people.sessions.openStaff('s1');
  clock.pass(59_999);
  await people.sessions.find(token);
  expect((await store.sessions.get(session.id))?.rev).toBe(1);
  clock.pass(1);
  const found = await Promise.all(Array.from({ length: 20 }, () => people.sessions.find(token)));
  expect(found.every((one) => one !== null)).toBe(true);
  expect(await store.sessions.get(session.id)).toMatchObject({ rev: 2, lastSeenAt: clock.now().toISOString() });
});

test('closing all of a member leaves the one that is excepted, and those of others', async () => {
  const { people } = await createTestPeople();
  const mine = await Promise.all(Array.from({ length: 230 }, () => people.sessions.openStaff('s1')));
  const others = await people.sessions.openStaff('s2');
  const candidate = await people.sessions.openCandidate('s1');
  await people.sessions.closeAllOf('s1', mine[3]?.session.id);
  const alive = await Promise.all(mine.map(async ({ token }) => (await people.sessions.find(token)) !== null));
  expect(alive.flatMap((one, n) => (one ? [n] : []))).toEqual([3]);
  expect(await people.sessions.find(others.token)).not.toBeNull();
  expect(await people.sessions.find(candidate.token)).not.toBeNull();
});

test('expired sessions do not pile up', async () => {
  const { store, clock, people } = await createTestPeople();
  for (let n = 0; n < 20; n += 1) await people.sessions.openStaff(`s${n}`);
  clock.pass(13 * hourMs);
  await people.sessions.openStaff('s');
  expect(await store.sessions.count({})).toBe(1);
});
