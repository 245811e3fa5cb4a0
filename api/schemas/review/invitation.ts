import Type, { type Static } from 'typebox';
import { deliveryOf } from '../../../engine/assess/invitation-mail.ts';
import type { CsvLine } from '../../../engine/assess/invitations.ts';
import type { Invitation } from '../../../engine/model/assessment.ts';
import { orNull } from '../../../engine/model/or-null.ts';
import { idOf } from '../parts/id.ts';
import { Instant, InstantText } from '../parts/instant.ts';
import { Next, paging } from '../parts/page.ts';

const ExpiresAt = orNull(InstantText, 'the attempt has to be started before it; null: no bound');

export const InviteBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    email: Type.String({ minLength: 3, maxLength: 254 }),
    extraTimePercent: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 400, description: 'more time than the others have; 0 when left out' }),
    ),
    expiresAt: Type.Optional(ExpiresAt),
  },
  {
    additionalProperties: false,
    examples: [
      { name: 'Ada Lovelace', email: 'ada@example.com' },
      { name: 'Grace Hopper', email: 'grace@example.com', extraTimePercent: 50, expiresAt: '2026-12-24T18:00:00Z' },
    ],
  },
);

export const InviteAgainBody = Type.Object(
  { expiresAt: Type.Optional(ExpiresAt) },
  { additionalProperties: false, examples: [{}, { expiresAt: '2027-01-31T18:00:00Z' }] },
);

const csvExample = 'name,email,extra_time_percent,expires_at\nAda Lovelace,ada@example.com,,2026-12-24\n';

/** As it stands in a route's schema. */
export const csvBody = {
  content: {
    'text/csv': {
      schema: Type.String({
        description:
          'UTF-8, at most 1 MiB and 2,000 lines. The first line names the columns: name and email, and as one likes extra_time_percent and expires_at (an instant, or a day of which it is the end in UTC).',
        examples: [csvExample],
      }),
    },
  },
};

export const InvitationParams = Type.Object({
  id: idOf('019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10'),
});

const InvitationState = Type.Enum(['sent', 'opened', 'canceled']);

export const InvitationsQuery = Type.Object(
  {
    state: Type.Optional(InvitationState),
    ...paging,
  },
  { additionalProperties: false },
);

const invitation = {
  id: Type.String(),
  assessmentId: Type.String(),
  name: Type.String(),
  email: Type.String(),
  extraTimePercent: orNull(
    Type.Integer(),
    'null in a blind assessment, but in the answer to who invites: attempts show it',
  ),
  expiresAt: orNull(Instant, 'null: no bound'),
  state: InvitationState,
  attemptId: orNull(Type.String(), 'once it was opened; null in a blind assessment'),
  delivery: Type.String({
    description: '`mailing`, `mailed`, `failed: <why>`, or `shown` where no mail server is configured',
  }),
  createdAt: Instant,
  createdBy: Type.String({ description: '`staff:<id>` or `key:<id>`' }),
  replaces: orNull(Type.String(), 'the invitation that this one follows, for another attempt'),
};

const example = {
  id: '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10',
  assessmentId: '019a51e0-6f7c-7c3e-9d0a-4f1f6b1f2f10',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  extraTimePercent: 0,
  expiresAt: null,
  state: 'opened',
  attemptId: '019a51e5-6f7c-7c3e-9d0a-4f1f6b1f2f10',
  delivery: 'mailed',
  createdAt: '2026-11-24T06:00:00.000Z',
  createdBy: 'staff:019a51d0-6f7c-7c3e-9d0a-4f1f6b1f2f10',
  replaces: null,
};

const Link = Type.String({ description: 'for this person alone: it is shown here, and not kept' });
const fresh = { ...example, state: 'sent', attemptId: null };
const link = 'https://assay.example.com/take#q0Xl7rJ0uS3sJmYzv1bW8v0o2r9c5s4d6f7g8h9j0k1';

export const InvitationView = Type.Object(invitation, { examples: [example] });

export const InvitationWithLink = Type.Object({ ...invitation, link: Link }, { examples: [{ ...fresh, link }] });

export const InvitationList = Type.Object(
  {
    items: Type.Array(InvitationView),
    next: Next,
  },
  { examples: [{ items: [example], next: null }] },
);

export const InviteReport = Type.Object(
  {
    created: Type.Integer(),
    refused: Type.Integer(),
    lines: Type.Array(
      Type.Object({
        line: Type.Integer({ description: 'of the file; its first is 1' }),
        email: Type.String({ description: 'as it stands there; of a line that cannot be read, its beginning' }),
        outcome: Type.Enum(['created', 'refused']),
        reason: orNull(Type.String(), 'why it is refused, in words'),
        invitationId: orNull(Type.String(), 'null where it is refused'),
        link: orNull(Link, 'null where it is refused'),
      }),
      { description: 'each line of the file in order, but for the first and empty ones' },
    ),
  },
  {
    examples: [
      {
        created: 1,
        refused: 1,
        lines: [
          { line: 2, email: 'ada@example.com', outcome: 'created', reason: null, invitationId: example.id, link },
          {
            line: 3,
            email: 'grace',
            outcome: 'refused',
            reason: 'This is no e-mail address: it is one such as jo@example.com.',
            invitationId: null,
            link: null,
          },
        ],
      },
    ],
  },
);

export const InviteCheck = Type.Object(
  {
    lines: Type.Array(
      Type.Object({
        line: Type.Integer({ description: 'of the file; its first is 1' }),
        email: Type.String({ description: 'as it stands there; of a line that cannot be read, its beginning' }),
        person: orNull(
          Type.Object({
            name: Type.String(),
            email: Type.String(),
            extraTimePercent: Type.Integer(),
            expiresAt: orNull(Instant, 'null: no bound'),
          }),
          'who would be invited; null where the line would be refused',
        ),
        reason: orNull(Type.String(), 'why it would be refused, in words'),
      }),
      { description: 'each line of the file in order, but for the first and empty ones' },
    ),
  },
  {
    examples: [
      {
        lines: [
          {
            ...{ line: 2, email: 'ada@example.com', reason: null },
            person: { name: 'Ada Lovelace', email: 'ada@example.com', extraTimePercent: 0, expiresAt: null },
          },
          {
            ...{ line: 3, email: 'grace', person: null },
            reason: 'This is no e-mail address: it is one such as jo@example.com.',
          },
        ],
      },
    ],
  },
);

/**
 * Without its link, and without the hash of it. Of a `blind` assessment without what attempts show as well: whoever rates
 * them could tell whose they are.
 */
export function invitationViewOf(
  given: Invitation,
  { now, blind }: { now: Date; blind: boolean },
): Static<typeof InvitationView> {
  const { id, assessmentId, name, email, expiresAt, state, createdAt, createdBy, replaces } = given;
  const { extraTimePercent, attemptId } = blind ? { extraTimePercent: null, attemptId: null } : given;
  return {
    ...{ id, assessmentId, name, email, extraTimePercent, expiresAt },
    ...{ state, attemptId, delivery: deliveryOf(given, now), createdAt, createdBy, replaces },
  };
}

export function inviteReportOf(lines: CsvLine[]): Static<typeof InviteReport> {
  const created = lines.filter(({ outcome }) => outcome === 'created').length;
  return { created, refused: lines.length - created, lines };
}
