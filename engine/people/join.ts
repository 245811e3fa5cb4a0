import { AppError, isAppError } from '../errors.ts';
import type { StaffMember } from '../model/people.ts';
import type { Clock, Store } from '../ports.ts';
import { cleanName } from './email.ts';
import type { Passwords } from './password.ts';
import type { Sessions } from './session.ts';
import { hashOf } from './token.ts';

export interface JoinDeps {
  store: Pick<Store, 'staff'>;
  passwords: Passwords;
  sessions: Pick<Sessions, 'closeAllOf'>;
  clock: Pick<Clock, 'now'>;
}

/** Whose link it is. Throws GONE for one that is unknown, used or too old. */
export async function memberOfLink({ store, clock }: Pick<JoinDeps, 'store' | 'clock'>, token: string) {
  const { items } = await store.staff.find({ where: { inviteHash: hashOf(token) }, limit: 1 });
  const [member] = items;
  if (member === undefined || member.state === 'deactivated') throw gone();
  if (Date.parse(member.inviteExpiresAt ?? '') <= clock.now().getTime()) throw gone();
  return member;
}

function gone(): AppError {
  return new AppError('GONE', 'This link was used, replaced or is too old: ask for a new one.');
}

/**
 * Takes the link of a member: sets the password, and ends what sessions there are. Works once.
 * Throws BAD_REQUEST for a name or password that will not do, GONE for a link that is unknown, used or too old.
 */
export async function join(
  deps: JoinDeps,
  { token, name, password }: { token: string; name?: string; password: string },
): Promise<StaffMember> {
  const { store, passwords, sessions } = deps;
  const member = await memberOfLink(deps, token);
  const patch = {
    ...(name !== undefined && { name: cleanName(name, '/name') }),
    passwordHash: await passwords.hash(password, '/password'),
    state: 'active' as const,
    inviteHash: null,
    inviteExpiresAt: null,
  };
  const joined = await store.staff.update(member.id, member.rev, patch).catch((error) => {
    throw isAppError(error, 'CONFLICT') ? gone() : error;
  });
  await sessions.closeAllOf(member.id);
  return joined;
}

/**
 * Changes one's own password, and ends all other sessions. Throws BAD_REQUEST when the current one is wrong or the new
 * one will not do, CONFLICT when the member was changed meanwhile.
 */
export async function changePassword(
  { store, passwords, sessions }: JoinDeps,
  { member, current, next, sessionId }: { member: StaffMember; current: string; next: string; sessionId: string },
): Promise<void> {
  if (!(await passwords.verify(current, member.passwordHash))) {
    throw new AppError('BAD_REQUEST', 'The current password is another one.', { field: '/current' });
  }
  const passwordHash = await passwords.hash(next, '/password');
  await store.staff.update(member.id, member.rev, { passwordHash, inviteHash: null, inviteExpiresAt: null });
  await sessions.closeAllOf(member.id, sessionId);
}
