import Type, { type Static } from 'typebox';
import { orNull } from '../../../engine/model/or-null.ts';
import type { ApiKey } from '../../../engine/model/people.ts';
import { keyPermissions } from '../../../engine/model/permission.ts';
import { idOf } from '../parts/id.ts';
import { Next } from '../parts/page.ts';

const Permissions = Type.Array(Type.Enum([...keyPermissions]), { maxItems: keyPermissions.length, uniqueItems: true });

const aKey = {
  id: '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10',
  name: 'applicant tracking',
  hint: 'assay_kD3x',
  permissions: ['assessments:read', 'scorecards:read'],
  createdAt: '2026-11-24T06:00:00.000Z',
  createdBy: 'staff:00000000-0000-7000-8000-000000000000',
  expiresAt: null,
  lastUsedAt: '2026-11-24T06:10:00.000Z',
  revokedAt: null,
};

export const KeyBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, description: 'what it is for' }),
    permissions: Permissions,
    expiresAt: Type.Optional(orNull(Type.String({ format: 'date-time' }), 'until it is revoked when left out or null')),
  },
  {
    additionalProperties: false,
    examples: [{ name: 'applicant tracking', permissions: ['assessments:read', 'scorecards:read'], expiresAt: null }],
  },
);

export const KeyParams = Type.Object({ id: idOf(aKey.id) });

const keyFields = {
  id: Type.String(),
  name: Type.String(),
  hint: Type.String({ description: 'its first characters' }),
  permissions: Permissions,
  createdAt: Type.String(),
  createdBy: Type.String(),
  expiresAt: orNull(Type.String(), 'null: until it is revoked'),
  lastUsedAt: orNull(Type.String(), 'to the minute; null when it was never used'),
  revokedAt: orNull(Type.String(), 'null while it is good'),
};

export const KeyView = Type.Object(keyFields, { examples: [aKey] });
export type KeyView = Static<typeof KeyView>;

export const NewKeyView = Type.Object(
  { ...keyFields, key: Type.String({ description: 'send it as `Authorization: Bearer`; it is never shown again' }) },
  { examples: [{ ...aKey, key: 'assay_kD3xq5hX2m7kq0b1d2e3fJcJ0VqS0nJfmJv3Jp5w5Yj', lastUsedAt: null }] },
);

export const KeyList = Type.Object(
  {
    items: Type.Array(KeyView),
    next: Next,
  },
  { examples: [{ items: [aKey], next: null }] },
);

export function keyView({ rev: _rev, keyHash: _hash, ...key }: ApiKey): KeyView {
  return key as KeyView;
}
