import type { Permission, StaffRole } from './permission.ts';

/** A person on the staff. */
export interface StaffMember {
  id: string;
  rev: number;
  /** Lower case; unique. */
  email: string;
  name: string;
  roles: StaffRole[];
  /** `invited`: has a link and no password yet. A deactivated one cannot sign in, and keeps their name on their work. */
  state: 'invited' | 'active' | 'deactivated';
  /** Argon2id in PHC form; `null` until the invitation is taken. */
  passwordHash: string | null;
  /** SHA-256 (hex) of the token in the link; unique. */
  inviteHash: string | null;
  inviteExpiresAt: string | null;
  createdAt: string;
  /** Id of the member, or `setup`. */
  createdBy: string;
  lastSignInAt: string | null;
}

/** A browser that is signed in. Its id is the SHA-256 (hex) of the token in the cookie. */
export interface Session {
  id: string;
  rev: number;
  kind: 'staff' | 'candidate';
  staffId: string | null;
  attemptId: string | null;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
}

/** For machines. `Authorization: Bearer <key>`; only its hash is kept. */
export interface ApiKey {
  id: string;
  rev: number;
  name: string;
  /** SHA-256 (hex) of the key; unique. */
  keyHash: string;
  /** Its first characters, so that people can tell keys apart. */
  hint: string;
  permissions: Permission[];
  createdAt: string;
  /** `staff:<id>`: the key may no more than this member may now. */
  createdBy: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

/** Who did what to what, when. Written once, never changed. */
export interface AuditEntry {
  id: string;
  rev: number;
  at: string;
  /** `staff:<id>`, `key:<id>`, `candidate:<attempt id>`, `system` or `anonymous`. */
  actor: string;
  /** As it was called then. */
  actorName: string;
  /** Such as `assessment.create`: declared by the route. */
  action: string;
  /** What it was done to, such as `assessment:<id>`; `null` when it has no name. */
  target: string | null;
  outcome: 'done' | 'refused' | 'failed';
  /** A few words or figures more; never a secret. */
  detail: Record<string, string | number | boolean | null>;
  /** IP address. */
  from: string | null;
}
