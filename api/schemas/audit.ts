import Type from 'typebox';

const orNull = <T extends Type.TSchema>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description });

const anEntry = {
  id: '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10',
  at: '2026-11-24T06:00:00.000Z',
  actor: 'staff:00000000-0000-7000-8000-000000000000',
  actorName: 'Jo Doe',
  action: 'key.create',
  target: 'key:019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f11',
  outcome: 'done',
  detail: { name: 'applicant tracking' },
  from: '192.0.2.7',
};

export const AuditEntryView = Type.Object(
  {
    id: Type.String(),
    at: Type.String(),
    actor: Type.String({ description: '`staff:<id>`, `key:<id>`, `candidate:<attempt>`, `system` or `anonymous`' }),
    actorName: Type.String({ description: 'as it was then' }),
    action: Type.String(),
    target: orNull(Type.String(), 'what it was done to'),
    outcome: Type.Enum(['done', 'refused', 'failed']),
    detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
    from: orNull(Type.String(), 'IP address; null for what the server did by itself'),
  },
  { examples: [anEntry] },
);

export const AuditList = Type.Object(
  {
    items: Type.Array(AuditEntryView),
    next: orNull(Type.String(), 'pass as `after` for the next page; null on the last one'),
  },
  { examples: [{ items: [anEntry], next: null }] },
);

const Filter = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 300, description }));

export const AuditQuery = Type.Object(
  {
    actor: Filter('such as `staff:<id>`'),
    action: Filter('such as `key.create`'),
    target: Filter('such as `key:<id>`'),
    after: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: '`next` of the page before' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '20 when left out', examples: [20] })),
  },
  { additionalProperties: false },
);
