import { AppError, isAppError } from '../errors.ts';
import type { StaffMember } from '../model/people.ts';
import type { StaffRole } from '../model/permission.ts';
import type { Clock, Page, Store } from '../ports.ts';
import { cleanEmail, cleanName } from './email.ts';
import type { Keys } from './keys.ts';
import { ifAnotherAdmin, isActiveAdmin } from './last-admin.ts';
import type { Sessions } from './session.ts';
import { newToken, type Random } from './token.ts';

const linkValidMs = 7 * 24 * 3_600_000;

/** A link that makes, or makes anew, a member's password: shown once. */
export interface StaffLink {
  member: StaffMember;
  token: string;
}

export interface StaffChange {
  name?: string;
  roles?: StaffRole[];
  /** `active` takes a deactivated member back: `invited` again if they never had a password. */
  state?: 'active' | 'deactivated';
}

/** Who works here. */
export interface Staff {
  /** Throws BAD_REQUEST, DUPLICATE. */
  invite(who: { email: string; name: string; roles: StaffRole[] }, invitedBy: string): Promise<StaffLink>;
  /** In the order of their invitation. */
  list(query: { state?: StaffMember['state']; after?: string; limit: number }): Promise<Page<StaffMember>>;
  /** Throws NOT_FOUND. */
  get(id: string): Promise<StaffMember>;
  /** Throws BAD_REQUEST, NOT_FOUND, CONFLICT (another revision by now), LIMIT_REACHED for the last active admin. */
  change(id: string, rev: number, change: StaffChange): Promise<StaffMember>;
  /** In place of the one before. Throws NOT_FOUND; CONFLICT for a deactivated member. */
  newLink(id: string): Promise<StaffLink>;
}

export interface StaffDeps {
  store: Pick<Store, 'staff' | 'settings'>;
  sessions: Pick<Sessions, 'closeAllOf'>;
  keys: Pick<Keys, 'revokeAllOf'>;
  clock: Clock;
  newId(): string;
  random: Random;
}

export function createStaff(deps: StaffDeps): Staff {
  const { store } = deps;
  const get = (id: string) => memberOf(deps, id);
  return {
    get,
    invite: (who, invitedBy) => invite(deps, who, invitedBy),
    list: ({ state, ...page }) => store.staff.find({ ...(state && { where: { state } }), ...page }),
    change: (id, rev, change) => changeMember(deps, { id, rev, change }),
    async newLink(id) {
      const member = await get(id);
      if (member.state === 'deactivated') {
        throw new AppError('CONFLICT', 'They are deactivated: set their state to active first.');
      }
      const { token, ...link } = makeLink(deps);
      return { token, member: await store.staff.update(id, member.rev, link) };
    },
  };
}

async function memberOf({ store }: StaffDeps, id: string): Promise<StaffMember> {
  const member = await store.staff.get(id);
  if (member === null) throw new AppError('NOT_FOUND', `There is no member of staff ${id}.`);
  return member;
}

function makeLink({ clock, random }: StaffDeps) {
  const { token, hash } = newToken(random);
  return {
    token,
    inviteHash: hash,
    inviteExpiresAt: new Date(clock.now().getTime() + linkValidMs).toISOString(),
  };
}

async function invite(
  deps: StaffDeps,
  who: { email: string; name: string; roles: StaffRole[] },
  invitedBy: string,
): Promise<StaffLink> {
  const { token, ...link } = makeLink(deps);
  const member: StaffMember = {
    id: deps.newId(),
    rev: 1,
    email: cleanEmail(who.email, '/email'),
    name: cleanName(who.name, '/name'),
    roles: [...new Set(who.roles)],
    state: 'invited',
    passwordHash: null,
    ...link,
    createdAt: deps.clock.now().toISOString(),
    createdBy: invitedBy,
    lastSignInAt: null,
  };
  await insertMember(deps, member);
  return { member, token };
}

/** Throws DUPLICATE in words that help. */
export async function insertMember({ store }: Pick<StaffDeps, 'store'>, member: StaffMember): Promise<void> {
  try {
    await store.staff.insert(member);
  } catch (error) {
    if (!isAppError(error, 'DUPLICATE')) throw error;
    throw new AppError('DUPLICATE', 'Somebody with this e-mail address is on the staff already.', {
      cause: error,
      field: '/email',
    });
  }
}

async function changeMember(
  deps: StaffDeps,
  { id, rev, change }: { id: string; rev: number; change: StaffChange },
): Promise<StaffMember> {
  const before = await memberOf(deps, id);
  const state = stateAfter(before, change.state);
  const patch = {
    ...(change.name !== undefined && { name: cleanName(change.name, '/name') }),
    ...(change.roles !== undefined && { roles: [...new Set(change.roles)] }),
    state,
    // A link that is still around must not bring a deactivated member back.
    ...(state === 'deactivated' && { inviteHash: null, inviteExpiresAt: null }),
  };
  const update = () => deps.store.staff.update(id, rev, patch);
  const stepsDown = isActiveAdmin(before) && !isActiveAdmin({ ...before, ...patch });
  const after = await (stepsDown ? ifAnotherAdmin(deps, id, update) : update());
  if (state === 'deactivated') {
    await deps.sessions.closeAllOf(id);
    // They are no good by now; so they stay when the member comes back.
    await deps.keys.revokeAllOf(id);
  }
  return after;
}

function stateAfter({ state, passwordHash }: StaffMember, wanted: StaffChange['state']): StaffMember['state'] {
  if (wanted === undefined || wanted === 'deactivated') return wanted ?? state;
  return passwordHash === null ? 'invited' : 'active';
}
