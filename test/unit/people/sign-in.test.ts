import { expect, test } from 'vitest';
import { isAppError } from '../../../engine/errors.ts';
import { createTestPeople, password } from './people.ts';

const minuteMs = 60_000;

/** What the refusal says; fails when there is none. */
async function refusal(signIn: Promise<unknown>): Promise<string> {
  const error = await signIn.then(
    () => null,
    (thrown) => thrown,
  );
  expect(isAppError(error, 'UNAUTHENTICATED')).toBe(true);
  return (error as Error).message;
}

async function cast() {
  const made = await createTestPeople();
  const { people, hire } = made;
  await hire('jo@example.com', ['author']);
  const gone = await hire('gone@example.com', ['author']);
  await people.staff.change(gone.id, gone.rev, { state: 'deactivated' });
  await people.staff.invite({ email: 'new@example.com', name: 'New', roles: ['author'] }, 'ada');
  return made;
}

test('the answer is the same for an unknown user, a wrong password, no password yet, and who is deactivated', async () => {
  const { people } = await cast();
  const said = new Set<string>();
  for (const email of ['jo@example.com', 'nobody@example.com', 'gone@example.com', 'new@example.com', '', '\0']) {
    said.add(await refusal(people.signIn({ email, password: 'not the password', network: 'n' })));
  }
  said.add(await refusal(people.signIn({ email: 'gone@example.com', password, network: 'n' })));
  for (let n = 0; n < 12; n += 1) {
    said.add(await refusal(people.signIn({ email: 'jo@example.com', password: 'not the password', network: 'n' })));
  }
  said.add(await refusal(people.signIn({ email: 'jo@example.com', password, network: 'n' })));
  expect(said.size).toBe(1);
});

test('and takes as long, for one password is hashed whatever is wrong', async () => {
  const { people } = await cast();
  const tries = [
    ['jo@example.com', 'not the password'],
    ['nobody@example.com', 'not the password'],
    ['gone@example.com', password],
    ['new@example.com', 'not the password'],
  ] as const;
  // Work of all threads, and no time on the wall: others may have the machine.
  const least = tries.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < 4; round += 1) {
    for (const [n, [email, tried]] of tries.entries()) {
      const begin = process.cpuUsage();
      await refusal(people.signIn({ email, password: tried, network: `n${round}` }));
      const { user, system } = process.cpuUsage(begin);
      least[n] = Math.min(least[n] ?? 0, user + system);
    }
  }
  // Without the hashing it would be a tenth.
  expect(Math.max(...least) / Math.min(...least)).toBeLessThan(2);
});

test('after 10 tries from one network even the right password is refused there for 15 minutes, and nowhere else', async () => {
  const { people, clock } = await cast();
  const signIn = (tried: string, network: string) =>
    people.signIn({ email: 'jo@example.com', password: tried, network });
  // At once: what is counted only when its outcome is known would let all of them through.
  await Promise.all(Array.from({ length: 10 }, () => refusal(signIn('not the password', 'theirs'))));
  await refusal(signIn(password, 'theirs'));
  await signIn(password, 'mine');
  clock.pass(15 * minuteMs - 1);
  await refusal(signIn(password, 'theirs'));
  clock.pass(1);
  await signIn(password, 'theirs');
});

test('signing in forgets the tries before it', async () => {
  const { people } = await cast();
  const signIn = (tried: string) => people.signIn({ email: 'jo@example.com', password: tried, network: 'n' });
  for (let round = 0; round < 3; round += 1) {
    for (let n = 0; n < 9; n += 1) await refusal(signIn('not the password'));
    await signIn(password);
  }
});

test('100 tries from many networks close the account for 15 minutes', async () => {
  const { people, clock } = await cast();
  const signIn = (tried: string, network: string) =>
    people.signIn({ email: 'jo@example.com', password: tried, network });
  for (let n = 0; n < 100; n += 1) await refusal(signIn('not the password', `n${n}`));
  await refusal(signIn(password, 'mine'));
  clock.pass(15 * minuteMs);
  await signIn(password, 'mine');
});

test('more sign-ins at once than can be hashed soon are sent away, and the others are answered', async () => {
  const { people } = await cast();
  const tries = Array.from({ length: 200 }, (_, n) =>
    people.signIn({ email: `x${n}@example.com`, password: 'not the password', network: `n${n}` }),
  );
  const codes = (await Promise.allSettled(tries)).map((one) => one.status === 'rejected' && one.reason.code);
  expect(codes.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(52);
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(148);
  await people.signIn({ email: 'jo@example.com', password, network: 'n' });
});

test('a password that is changed while the old one is being checked leaves no session of the old one', async () => {
  const { people, store } = await cast();
  const { member } = await people.signIn({ email: 'jo@example.com', password, network: 'n' });
  await people.sessions.closeAllOf(member.id);
  const late = people.signIn({ email: 'jo@example.com', password, network: 'n' });
  const changed = store.staff.update(member.id, member.rev, { passwordHash: 'another' });
  await Promise.all([refusal(late), changed]);
  expect(await store.sessions.count({ where: { staffId: member.id } })).toBe(0);
});
