import { AppError, isAppError } from '../errors.ts';
import type { StaffMember } from '../model/people.ts';
import type { Clock, Setting, Store } from '../ports.ts';
import { cleanEmail, cleanName } from './email.ts';
import type { Passwords } from './password.ts';
import { insertMember } from './staff.ts';
import { hashOf, isSameHash, newToken, type Random } from './token.ts';

/*
 * Theory of operation. Two links make a member who may do everything. The first one is there while nobody is on the
 * staff: it works once because its member has an id that can be taken once. The other is for whoever may run commands on
 * the server, when all admins are locked out: it is used up by compare-and-set.
 */

const firstMemberId = '00000000-0000-7000-8000-000000000000';
const adminLinkValidMs = 3_600_000;

interface Link {
  hash: string;
  expiresAt: string | null;
}

export interface Setup {
  /** A new link's token, in place of the one before; `null` when somebody is on the staff already. */
  firstLink(): Promise<string | null>;
  /** The token of a link that makes another admin, once, within an hour; in place of the one before. */
  adminLink(): Promise<string>;
  /** Throws GONE for a token that `take` would refuse. */
  check(token: string): Promise<void>;
  /** Throws BAD_REQUEST, DUPLICATE; GONE for a link that is unknown, used or too old. */
  take(who: { token: string; email: string; name: string; password: string }): Promise<StaffMember>;
}

export interface SetupDeps {
  store: Pick<Store, 'staff' | 'settings'>;
  passwords: Pick<Passwords, 'hash'>;
  clock: Pick<Clock, 'now'>;
  newId(): string;
  random: Random;
}

export function createSetup(deps: SetupDeps): Setup {
  const { store, clock, random } = deps;
  const makeLink = async (id: string, expiresAt: string | null) => {
    const { token, hash } = newToken(random);
    await store.settings.put({ id, rev: 1, value: { hash, expiresAt } satisfies Link });
    return token;
  };
  return {
    async firstLink() {
      if ((await store.staff.count({})) > 0) return null;
      return makeLink('setup', null);
    },
    adminLink: () => makeLink('admin-link', new Date(clock.now().getTime() + adminLinkValidMs).toISOString()),
    async check(token) {
      await linksOf(deps, token);
    },
    take: (who) => take(deps, who),
  };
}

async function take(
  deps: SetupDeps,
  who: { token: string; email: string; name: string; password: string },
): Promise<StaffMember> {
  const { clock } = deps;
  const { first, again } = await linksOf(deps, who.token);
  const member: StaffMember = {
    id: first ? firstMemberId : deps.newId(),
    rev: 1,
    email: cleanEmail(who.email, '/email'),
    name: cleanName(who.name, '/name'),
    roles: ['admin', 'author', 'reviewer'],
    state: 'active',
    passwordHash: await deps.passwords.hash(who.password, '/password'),
    inviteHash: null,
    inviteExpiresAt: null,
    createdAt: clock.now().toISOString(),
    createdBy: 'setup',
    lastSignInAt: null,
  };
  return first ? insertFirst(deps, member) : insertAnother(deps, member, again as Setting);
}

/** Which of the two it is. Throws GONE where it is neither, or no first member is needed any more. */
async function linksOf({ store, clock }: SetupDeps, token: string) {
  const first = fits(await store.settings.get('setup'), token, clock.now());
  const again = fits(await store.settings.get('admin-link'), token, clock.now());
  if (!again && (!first || (await store.staff.count({})) > 0)) throw gone();
  return { first, again };
}

/** The setting, when the token is the one that it holds. */
function fits(setting: Setting | null, token: string, now: Date): Setting | null {
  const link = setting?.value as Link | null | undefined;
  if (!link || !isSameHash(link.hash, hashOf(token))) return null;
  return link.expiresAt !== null && Date.parse(link.expiresAt) <= now.getTime() ? null : setting;
}

async function insertFirst({ store }: SetupDeps, member: StaffMember): Promise<StaffMember> {
  try {
    await store.staff.insert(member);
  } catch (error) {
    throw isAppError(error, 'DUPLICATE') ? gone() : error;
  }
  await store.settings.delete('setup');
  return member;
}

async function insertAnother({ store }: SetupDeps, member: StaffMember, link: Setting): Promise<StaffMember> {
  const { items } = await store.staff.find({ where: { email: member.email }, limit: 1 });
  if (items.length > 0) {
    throw new AppError('DUPLICATE', 'Somebody on the staff has this e-mail address: take another one.', {
      field: '/email',
    });
  }
  await store.settings.update(link.id, link.rev, { value: null }).catch((error) => {
    throw isAppError(error, 'CONFLICT') || isAppError(error, 'NOT_FOUND') ? gone() : error;
  });
  await insertMember({ store }, member);
  return member;
}

function gone(): AppError {
  return new AppError(
    'GONE',
    'This link was used, replaced or is too old: a new start of the server prints one while nobody is on the staff; `assay admin-link` prints one for another admin.',
  );
}
