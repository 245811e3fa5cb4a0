import Type, { type Static } from 'typebox';

export const Role = Type.Enum(['admin', 'author', 'reviewer', 'candidate']);
export type Role = Static<typeof Role>;

/** Of people on the staff, who may have several. A candidate is whoever holds an invitation. */
export const StaffRole = Type.Enum(['admin', 'author', 'reviewer']);
export type StaffRole = Static<typeof StaffRole>;

/**
 * Who may do what: the one table. A route names one of these permissions, or is `public`; whatever is not named here is
 * refused. API keys hold some of them (see `keyPermissions`).
 */
export const permissions = {
  /** One's own session and password. */
  'account:own': ['admin', 'author', 'reviewer'],
  'people:manage': ['admin'],
  'keys:manage': ['admin'],
  'webhooks:manage': ['admin'],
  'audit:read': ['admin'],
  'system:read': ['admin'],
  'problems:read': ['author', 'reviewer'],
  'problems:write': ['author'],
  'rejudges:manage': ['author'],
  'submissions:create': ['author', 'reviewer'],
  'submissions:read': ['author', 'reviewer'],
  'assessments:read': ['reviewer'],
  'assessments:write': ['reviewer'],
  'invitations:write': ['reviewer'],
  'attempts:read': ['reviewer'],
  'attempts:write': ['reviewer'],
  'scorecards:read': ['reviewer'],
  'scorecards:write': ['reviewer'],
  /** What one thinks oneself of an attempt. */
  'reviews:own': ['reviewer'],
  /** To ask at all; each field then has the permission of what it shows. */
  'graphql:ask': ['author', 'reviewer'],
  /** The attempt that the candidate's session is for, and no other. */
  'attempt:own': ['candidate'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** What a key cannot hold: what belongs to a person, and what would let a key make more of itself. */
const personal: readonly Permission[] = ['account:own', 'reviews:own', 'attempt:own', 'people:manage', 'keys:manage'];

export const keyPermissions = (Object.keys(permissions) as Permission[]).filter((name) => !personal.includes(name));

/** Who asks. */
export type Principal =
  | { kind: 'anonymous' }
  | { kind: 'staff'; id: string; name: string; email: string; roles: readonly StaffRole[]; sessionId: string }
  | { kind: 'key'; id: string; name: string; permissions: readonly Permission[] }
  | { kind: 'candidate'; attemptId: string; sessionId: string };

export function rolesMay(held: readonly Role[], permission: Permission): boolean {
  const roles: readonly Role[] = permissions[permission];
  return held.some((role) => roles.includes(role));
}

export function may(principal: Principal, permission: Permission): boolean {
  switch (principal.kind) {
    case 'anonymous':
      return false;
    case 'staff':
      return rolesMay(principal.roles, permission);
    case 'key':
      return principal.permissions.includes(permission) && keyPermissions.includes(permission);
    case 'candidate':
      return rolesMay(['candidate'], permission);
    default:
      return principal satisfies never;
  }
}
