import type { Clock, Store } from '../ports.ts';
import { type Audit, createAudit } from './audit.ts';
import { changePassword, join, memberOfLink } from './join.ts';
import { createKeys, type Keys } from './keys.ts';
import { createPasswords } from './password.ts';
import { createPrincipals, type Principals } from './principal.ts';
import { createSessions, type Sessions } from './session.ts';
import { createSetup, type Setup } from './setup.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import { createStaff, type Staff } from './staff.ts';
import type { Random } from './token.ts';

type Rest<F extends (deps: never, request: never) => unknown> = (request: Parameters<F>[1]) => ReturnType<F>;

/** Everything about who is asking. */
export interface People {
  principals: Principals;
  sessions: Sessions;
  staff: Staff;
  setup: Setup;
  keys: Keys;
  audit: Audit;
  signIn: SignIn;
  memberOfLink: Rest<typeof memberOfLink>;
  join: Rest<typeof join>;
  changePassword: Rest<typeof changePassword>;
}

export interface PeopleDeps {
  store: Pick<Store, 'staff' | 'sessions' | 'keys' | 'settings' | 'audit'>;
  clock: Clock;
  newId(): string;
  /** `randomBytes` of node:crypto. */
  random: Random;
}

export function createPeople(deps: PeopleDeps): People {
  const passwords = createPasswords();
  const sessions = createSessions(deps);
  const keys = createKeys(deps);
  const all = { ...deps, passwords, sessions, keys };
  return {
    principals: createPrincipals(all),
    sessions,
    keys,
    staff: createStaff(all),
    setup: createSetup(all),
    audit: createAudit(all),
    signIn: createSignIn(all),
    memberOfLink: (token) => memberOfLink(all, token),
    join: (request) => join(all, request),
    changePassword: (request) => changePassword(all, request),
  };
}
