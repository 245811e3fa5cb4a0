import { AppError, isAppError } from '../errors.ts';
import type { ApiKey } from '../model/people.ts';
import { keyPermissions, may, type Permission, type Principal } from '../model/permission.ts';
import { each } from '../pages.ts';
import type { Clock, Page, Store } from '../ports.ts';
import { cleanName } from './email.ts';
import { hashOf, newToken, type Random } from './token.ts';

/** So that a scanner that looks for leaked secrets knows one of ours. */
const prefix = 'assay_';
/** Only members of staff make keys. */
const maker = 'staff:';
const hintLength = prefix.length + 4;
/** How exactly `lastUsedAt` is kept. */
const usedEveryMs = 60_000;

export interface NewKey {
  name: string;
  permissions: Permission[];
  /** `null`: until it is revoked. */
  expiresAt: string | null;
}

export interface Keys {
  /** The key itself is told here and never again. Throws BAD_REQUEST; FORBIDDEN for more than `creator` may do. */
  create(key: NewKey, creator: Principal & { kind: 'staff' }): Promise<{ key: ApiKey; secret: string }>;
  /** Newest first. */
  list(query: { after?: string; limit: number }): Promise<Page<ApiKey>>;
  /** Again does nothing. Throws NOT_FOUND. */
  revoke(id: string): Promise<ApiKey>;
  /** Every one that this member made. */
  revokeAllOf(staffId: string): Promise<void>;
  /** `null` for one that is unknown, revoked or expired. */
  find(secret: string): Promise<ApiKey | null>;
}

export interface KeyDeps {
  store: Pick<Store, 'keys'>;
  clock: Pick<Clock, 'now'>;
  newId(): string;
  random: Random;
}

export function createKeys(deps: KeyDeps): Keys {
  const { store } = deps;
  return {
    create: (key, creator) => create(deps, key, creator),
    list: (query) => store.keys.find({ order: 'desc', ...query }),
    revoke: (id) => revoke(deps, id),
    revokeAllOf: (staffId) => revokeAllOf(deps, staffId),
    find: (secret) => find(deps, secret),
  };
}

async function create({ store, clock, newId, random }: KeyDeps, asked: NewKey, creator: Principal & { kind: 'staff' }) {
  const permissions = [...new Set(asked.permissions)];
  for (const permission of permissions) {
    if (!keyPermissions.includes(permission)) {
      throw new AppError('BAD_REQUEST', `${permission} is not for keys.`, { field: '/permissions' });
    }
    if (!may(creator, permission)) {
      throw new AppError('FORBIDDEN', `You do not have ${permission} yourself, so you cannot give it to a key.`, {
        field: '/permissions',
      });
    }
  }
  const createdAt = clock.now().toISOString();
  const { expiresAt } = asked;
  if (expiresAt !== null && !(Date.parse(expiresAt) > clock.now().getTime())) {
    throw new AppError('BAD_REQUEST', `${expiresAt} is over: take an instant to come.`, { field: '/expiresAt' });
  }
  const { token: secret, hash } = newToken(random, prefix);
  const key: ApiKey = {
    id: newId(),
    rev: 1,
    name: cleanName(asked.name, '/name'),
    keyHash: hash,
    hint: secret.slice(0, hintLength),
    permissions,
    createdAt,
    createdBy: `${maker}${creator.id}`,
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    lastUsedAt: null,
    revokedAt: null,
  };
  await store.keys.insert(key);
  return { key, secret };
}

async function revoke({ store, clock }: KeyDeps, id: string): Promise<ApiKey> {
  while (true) {
    const key = await store.keys.get(id);
    if (key === null) throw new AppError('NOT_FOUND', `There is no key ${id}.`);
    if (key.revokedAt !== null) return key;
    try {
      return await store.keys.update(id, key.rev, { revokedAt: clock.now().toISOString() });
    } catch (error) {
      // Its use is noted at most once a minute, so the next try gets through.
      if (!isAppError(error, 'CONFLICT')) throw error;
    }
  }
}

async function revokeAllOf(deps: KeyDeps, staffId: string): Promise<void> {
  for await (const { id } of each(deps.store.keys.find, { createdBy: `${maker}${staffId}` })) await revoke(deps, id);
}

/** Id of the member. */
export function makerOf({ createdBy }: Pick<ApiKey, 'createdBy'>): string {
  return createdBy.slice(maker.length);
}

async function find({ store, clock }: KeyDeps, secret: string): Promise<ApiKey | null> {
  if (!secret.startsWith(prefix)) return null;
  const { items } = await store.keys.find({ where: { keyHash: hashOf(secret) }, limit: 1 });
  const [key] = items;
  const now = clock.now();
  if (key === undefined || key.revokedAt !== null) return null;
  if (key.expiresAt !== null && Date.parse(key.expiresAt) <= now.getTime()) return null;
  if (key.lastUsedAt !== null && now.getTime() - Date.parse(key.lastUsedAt) < usedEveryMs) return key;
  return store.keys.update(key.id, key.rev, { lastUsedAt: now.toISOString() }).catch(async (error) => {
    if (!isAppError(error, 'CONFLICT')) throw error;
    // Used or revoked at this moment.
    const current = await store.keys.get(key.id);
    return current?.revokedAt === null ? current : null;
  });
}
