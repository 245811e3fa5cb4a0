import { AppError, isAppError } from '../errors.ts';
import type { StaffMember } from '../model/people.ts';
import type { Clock, Store } from '../ports.ts';
import type { Passwords } from './password.ts';
import type { OpenedSession, Sessions } from './session.ts';
import { createThrottle } from './throttle.ts';
import { hashOf } from './token.ts';

/*
 * Theory of operation. Whatever is wrong (no such member, no password yet, wrong password, deactivated, too many tries)
 * has one answer, and takes one hashing of the password. Tries are counted by account and network, so that a stranger who
 * fails on purpose keeps nobody out, and by account alone, for those who come from many networks.
 */

const windowMs = 15 * 60_000;
const mostFromOneNetwork = 10;
const mostFromAll = 100;
const remembered = 20_000;

export interface SignInDeps {
  store: Pick<Store, 'staff'>;
  passwords: Pick<Passwords, 'verify'>;
  sessions: Pick<Sessions, 'openStaff' | 'close'>;
  clock: Pick<Clock, 'now'>;
}

export interface SignedIn {
  member: StaffMember;
  opened: OpenedSession;
}

/** Throws UNAUTHENTICATED, in the same words for every reason. */
export type SignIn = (request: { email: string; password: string; network: string }) => Promise<SignedIn>;

export function createSignIn(deps: SignInDeps): SignIn {
  const options = { clock: deps.clock, windowMs, size: remembered };
  const fromOne = createThrottle({ ...options, most: mostFromOneNetwork });
  const fromAll = createThrottle({ ...options, most: mostFromAll });

  return async function signIn({ email, password, network }) {
    // Hashed, so that long ones take no more room.
    const account = hashOf(email.trim().toLowerCase());
    const place = `${account} ${network}`;
    const inTime = [fromOne.take(place), fromAll.take(account)].every(Boolean);
    const { items } = await deps.store.staff.find({ where: { email: email.trim().toLowerCase() }, limit: 1 });
    const member = items[0] ?? null;
    const fits = await deps.passwords.verify(password, member?.passwordHash ?? null);
    if (!inTime || !fits || member?.state !== 'active') throw refused();
    const signedIn = await open(deps, member);
    fromOne.forget(place);
    fromAll.forget(account);
    return signedIn;
  };
}

function refused(): AppError {
  return new AppError(
    'UNAUTHENTICATED',
    'The e-mail address or the password is wrong, or there were too many tries: check them, or wait 15 minutes.',
  );
}

/** A member whose password was changed, or who was deactivated, between the check and the session gets none. */
async function open({ store, sessions, clock }: SignInDeps, checked: StaffMember): Promise<SignedIn> {
  const opened = await sessions.openStaff(checked.id);
  const lastSignInAt = clock.now().toISOString();
  const member = await store.staff.update(checked.id, checked.rev, { lastSignInAt }).catch((error) => {
    if (!isAppError(error, 'CONFLICT')) throw error;
    return store.staff.get(checked.id);
  });
  if (member?.state === 'active' && member.passwordHash === checked.passwordHash) return { member, opened };
  await sessions.close(opened.session.id);
  throw refused();
}
