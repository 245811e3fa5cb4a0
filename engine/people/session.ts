import { isAppError } from '../errors.ts';
import type { Session } from '../model/people.ts';
import { each } from '../pages.ts';
import type { Clock, Store } from '../ports.ts';
import { hashOf, newToken, type Random } from './token.ts';

const hourMs = 3_600_000;
const staffIdleMs = 12 * hourMs;
const staffMostMs = 7 * 24 * hourMs;
const candidateMostMs = 14 * 24 * hourMs;
/** How exactly `lastSeenAt` is kept. */
const seenEveryMs = 60_000;
/** Old sessions that are removed when a new one is opened. */
const removedAtOnce = 50;

/** What goes into the cookie, once; the store has its hash only. */
export interface OpenedSession {
  token: string;
  session: Session;
}

export interface Sessions {
  /** Ends after 12 hours without a request, and after 7 days at the latest. */
  openStaff(staffId: string): Promise<OpenedSession>;
  /** For this one attempt, for 14 days; several may be open, on several machines. */
  openCandidate(attemptId: string): Promise<OpenedSession>;
  /** `null` for a token that is unknown, closed or expired. Keeps a session of staff alive. */
  find(token: string): Promise<Session | null>;
  close(id: string): Promise<void>;
  /** Every one of this member but `except`. */
  closeAllOf(staffId: string, except?: string): Promise<void>;
  /** Every one of this attempt's candidate. */
  closeAllOfAttempt(attemptId: string): Promise<void>;
}

export interface SessionDeps {
  store: Pick<Store, 'sessions'>;
  clock: Clock;
  random: Random;
}

export function createSessions(deps: SessionDeps): Sessions {
  const { store, clock } = deps;
  return {
    openStaff: (staffId) => open(deps, { kind: 'staff', staffId, attemptId: null }),
    openCandidate: (attemptId) => open(deps, { kind: 'candidate', staffId: null, attemptId }),
    async find(token) {
      const session = await store.sessions.get(hashOf(token));
      const nowMs = clock.now().getTime();
      if (session === null || Date.parse(session.expiresAt) <= nowMs) return null;
      return nowMs - Date.parse(session.lastSeenAt) < seenEveryMs ? session : see(deps, session);
    },
    async close(id) {
      await store.sessions.delete(id);
    },
    closeAllOf: (staffId, except) => closeAll(deps, { staffId }, except),
    closeAllOfAttempt: (attemptId) => closeAll(deps, { attemptId }),
  };
}

async function open(deps: SessionDeps, whose: Pick<Session, 'kind' | 'staffId' | 'attemptId'>): Promise<OpenedSession> {
  const { store, clock, random } = deps;
  await removeExpired(deps);
  const { token, hash } = newToken(random);
  const at = clock.now().toISOString();
  const session: Session = { id: hash, rev: 1, ...whose, createdAt: at, lastSeenAt: at, expiresAt: '' };
  session.expiresAt = expiryOf(session);
  await store.sessions.insert(session);
  return { token, session };
}

function expiryOf({ kind, createdAt, lastSeenAt }: Session): string {
  const createdMs = Date.parse(createdAt);
  const endMs =
    kind === 'candidate'
      ? createdMs + candidateMostMs
      : Math.min(Date.parse(lastSeenAt) + staffIdleMs, createdMs + staffMostMs);
  return new Date(endMs).toISOString();
}

/** Two requests at once may both try: one of them is enough. Whoever was closed meanwhile is not there any more. */
async function see({ store, clock }: SessionDeps, session: Session): Promise<Session | null> {
  const lastSeenAt = clock.now().toISOString();
  const expiresAt = expiryOf({ ...session, lastSeenAt });
  try {
    return await store.sessions.update(session.id, session.rev, { lastSeenAt, expiresAt });
  } catch (error) {
    if (isAppError(error, 'CONFLICT')) return session;
    if (isAppError(error, 'NOT_FOUND')) return null;
    throw error;
  }
}

async function closeAll(
  { store }: SessionDeps,
  whose: { staffId: string } | { attemptId: string },
  except?: string,
): Promise<void> {
  for await (const { id } of each(store.sessions.find, whose)) if (id !== except) await store.sessions.delete(id);
}

async function removeExpired({ store, clock }: SessionDeps): Promise<void> {
  const now = clock.now().toISOString();
  const { items } = await store.sessions.find({ sort: 'expiresAt', limit: removedAtOnce });
  for (const { id, expiresAt } of items) if (expiresAt <= now) await store.sessions.delete(id);
}
