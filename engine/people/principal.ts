import { type Principal, rolesMay } from '../model/permission.ts';
import type { Store } from '../ports.ts';
import { type Keys, makerOf } from './keys.ts';
import type { Sessions } from './session.ts';

/** From what a request carries to who asks; `null` when it is no good, whatever the reason. */
export interface Principals {
  ofStaff(token: string): Promise<Principal | null>;
  ofCandidate(token: string): Promise<Principal | null>;
  ofKey(secret: string): Promise<Principal | null>;
}

export interface PrincipalDeps {
  store: Pick<Store, 'staff'>;
  sessions: Pick<Sessions, 'find'>;
  keys: Pick<Keys, 'find'>;
}

/**
 * Members are read each time, so that what an admin changes holds from the next request on: for the keys that they made
 * too, which may no more than their makers.
 */
export function createPrincipals({ store, sessions, keys }: PrincipalDeps): Principals {
  return {
    async ofStaff(token) {
      const session = await sessions.find(token);
      if (session === null || session.staffId === null) return null;
      const member = await store.staff.get(session.staffId);
      if (member?.state !== 'active') return null;
      const { id, name, email, roles } = member;
      return { kind: 'staff', id, name, email, roles, sessionId: session.id };
    },
    async ofCandidate(token) {
      const session = await sessions.find(token);
      if (session === null || session.attemptId === null) return null;
      return { kind: 'candidate', attemptId: session.attemptId, sessionId: session.id };
    },
    async ofKey(secret) {
      const key = await keys.find(secret);
      if (key === null) return null;
      const maker = await store.staff.get(makerOf(key));
      if (maker?.state !== 'active') return null;
      const { id, name, permissions } = key;
      return { kind: 'key', id, name, permissions: permissions.filter((one) => rolesMay(maker.roles, one)) };
    },
  };
}
