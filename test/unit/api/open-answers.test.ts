import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import type { StaffRole } from '../../../engine/model/permission.ts';
import { type Api, aRequest, createApi } from '../../support/api.ts';
import { quickClock } from '../../support/assay.ts';

/** An answer that stays open ends for whoever may not ask any more; nothing is graded here, so that none ends by itself. */

let api: Api;
let submission: string;

beforeEach(async () => {
  api = await createApi({ clock: quickClock });
  submission = (await api.post(aRequest)).json().id;
  api.as(null);
});

async function hire(roles: StaffRole[]) {
  const { token } = await api.people.staff.invite({ email: 'jo@example.com', name: 'Jo', roles }, 'setup');
  const member = await api.people.join({ token, password: 'four plain words here' });
  const opened = await api.people.sessions.openStaff(member.id);
  const { id, name, email } = member;
  const principal = { kind: 'staff', id, name, email, roles, sessionId: opened.session.id } as const;
  const change = async (how: object) => {
    await api.people.staff.change(id, (await api.people.staff.get(id)).rev, how);
  };
  return { id, principal, change, session: opened.session.id, headers: { cookie: `assay=${opened.token}` } };
}

/** Follows it, does `then` once it is open, and waits for its end. */
async function endsAfter(headers: Record<string, string>, then: () => Promise<unknown>): Promise<void> {
  let ended = false;
  const open = api.get(`/api/submissions/${submission}/events`, headers).finally(() => {
    ended = true;
  });
  await expect.poll(() => api.listeners(submission)).toBe(1);
  // Some looks at who asks: it goes on for those who may.
  await sleep(150);
  expect(ended).toBe(false);
  await then();
  const { statusCode, body } = await open;
  expect([statusCode, body.includes('event: done')]).toEqual([200, false]);
  expect(api.listeners(submission)).toBe(0);
  expect((await api.get(`/api/submissions/${submission}`, headers)).statusCode).toBeGreaterThanOrEqual(401);
}

test('a member who is deactivated', async () => {
  const { headers, change } = await hire(['author']);
  await endsAfter(headers, () => change({ state: 'deactivated' }));
});

test('a member who loses the role', async () => {
  const { headers, change } = await hire(['author']);
  await endsAfter(headers, () => change({ roles: ['admin'] }));
});

test('a member who signs out', async () => {
  const { headers } = await hire(['author']);
  await endsAfter(headers, () => api.ask({ method: 'DELETE', url: '/api/sessions', headers }));
});

test('a key that is revoked, and one whose maker is deactivated', async () => {
  const { principal, change } = await hire(['author']);
  const make = () =>
    api.people.keys.create({ name: 'k', permissions: ['submissions:read'], expiresAt: null }, principal);
  const [first, second] = [await make(), await make()];
  await endsAfter({ authorization: `Bearer ${first.secret}` }, () => api.people.keys.revoke(first.key.id));
  await endsAfter({ authorization: `Bearer ${second.secret}` }, () => change({ state: 'deactivated' }));
});
