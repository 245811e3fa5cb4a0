import { AppError } from '../errors.ts';
import type { StaffMember } from '../model/people.ts';
import { each } from '../pages.ts';
import type { Store } from '../ports.ts';
import { type LockDeps, withLock } from './lock.ts';

export function isActiveAdmin({ state, roles }: Pick<StaffMember, 'state' | 'roles'>): boolean {
  return state === 'active' && roles.includes('admin');
}

/**
 * Does `work`, which takes this member from the active admins, if there is another one. Under a lock: else two admins who
 * remove each other at once would both see the other. Throws LIMIT_REACHED for the last one; CONFLICT when others hold the
 * lock for long.
 */
export function ifAnotherAdmin<T>(
  deps: LockDeps & { store: Pick<Store, 'staff'> },
  id: string,
  work: () => Promise<T>,
): Promise<T> {
  return withLock(deps, 'admins', async () => {
    if (await isThereAnother(deps.store, id)) return work();
    throw new AppError('LIMIT_REACHED', 'This is the last active admin: make another one first.');
  });
}

async function isThereAnother(store: Pick<Store, 'staff'>, id: string): Promise<boolean> {
  for await (const member of each(store.staff.find, { state: 'active' })) {
    if (member.id !== id && isActiveAdmin(member)) return true;
  }
  return false;
}
