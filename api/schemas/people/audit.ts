import Type from 'typebox';
import { orNull } from '../../../engine/model/or-null.ts';
import { InstantText } from '../parts/instant.ts';
import { Next, paging } from '../parts/page.ts';

const anEntry = {
  id: '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10',
  at: '2026-11-24T06:00:00.000Z',
  actor: 'staff:00000000-0000-7000-8000-000000000000',
  actorName: 'Jo Doe',
  action: 'key.create',
  target: 'key:019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f11',
  targetName: 'applicant tracking',
  outcome: 'done',
  detail: { name: 'applicant tracking' },
  from: '192.0.2.7',
};

const AuditEntryView = Type.Object(
  {
    id: Type.String(),
    at: Type.String(),
    actor: Type.String({ description: '`staff:<id>`, `key:<id>`, `candidate:<attempt>`, `system` or `anonymous`' }),
    actorName: Type.String({ description: 'as it was then; of a candidate, as `targetName`' }),
    action: Type.String(),
    target: orNull(Type.String(), 'what it was done to'),
    targetName: orNull(
      Type.String(),
      'its name of today; null where it is gone, has none, or is not for you. Who is hidden in a blind assessment is hidden here',
    ),
    outcome: Type.Enum(['done', 'refused', 'failed']),
    detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
    from: orNull(Type.String(), 'IP address; null for what the server did by itself'),
  },
  { examples: [anEntry] },
);

export const AuditList = Type.Object(
  {
    items: Type.Array(AuditEntryView),
    next: Next,
  },
  { examples: [{ items: [anEntry], next: null }] },
);

const Filter = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 300, description }));

const filters = {
  actor: Filter('such as `staff:<id>`'),
  action: Filter('such as `key.create`'),
  target: Filter('such as `key:<id>`'),
  since: Type.Optional(InstantText),
  until: Type.Optional(InstantText),
};

export const AuditQuery = Type.Object({ ...filters, ...paging }, { additionalProperties: false });
export const AuditFilterQuery = Type.Object(filters, { additionalProperties: false });
