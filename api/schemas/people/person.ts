import Type, { type Static } from 'typebox';
import { orNull } from '../../../engine/model/or-null.ts';
import type { StaffMember } from '../../../engine/model/people.ts';
import { may, type Permission, type Principal, permissions, StaffRole } from '../../../engine/model/permission.ts';
import { examplePassword } from '../../../engine/people/common-passwords.ts';
import { idOf } from '../parts/id.ts';
import { Next, paging } from '../parts/page.ts';

const permissionNames = Object.keys(permissions) as Permission[];

const email = 'jo@example.com';
const password = examplePassword;
const token = 'JcJ0VqS0nJfmJv3Jp5w5Yj3c8lq5hX2m7kq0b1d2e3f';
const aMember = {
  id: '019a51e2-6f7c-7c3e-9d0a-4f1f6b1f2f10',
  email,
  name: 'Jo Doe',
  roles: ['author', 'reviewer'],
  state: 'active',
  createdAt: '2026-11-24T06:00:00.000Z',
  createdBy: '00000000-0000-7000-8000-000000000000',
  lastSignInAt: '2026-11-24T06:10:00.000Z',
};

const Token = Type.String({ minLength: 1, maxLength: 200, description: 'what stands after the # of the link' });
/** Longer than what is taken: the engine says what is wrong with one. */
const Password = Type.String({ minLength: 1, maxLength: 400 });
const NewPassword = Type.String({
  minLength: 1,
  maxLength: 400,
  description: '12 to 200 characters, none of the usual ones',
});
const Email = Type.String({ minLength: 1, maxLength: 254 });
const Name = Type.String({ minLength: 1, maxLength: 200 });
const Roles = Type.Array(StaffRole, { minItems: 1, maxItems: 3, uniqueItems: true });
const MemberState = Type.Enum(['invited', 'active', 'deactivated']);

export const SetupBody = Type.Object(
  { token: Token, name: Name, email: Email, password: NewPassword },
  { additionalProperties: false, examples: [{ token, name: 'Jo Doe', email, password }] },
);

export const JoinBody = Type.Object(
  { token: Token, name: Type.Optional(Name), password: NewPassword },
  { additionalProperties: false, examples: [{ token, password }] },
);

export const LinkBody = Type.Object({ token: Token }, { additionalProperties: false, examples: [{ token }] });

export const LinkOwnerView = Type.Object(
  {
    name: orNull(Type.String(), 'null where the link makes an admin, whoever it is'),
    email: orNull(Type.String()),
  },
  { examples: [{ name: 'Jo Doe', email }] },
);

export const SignInBody = Type.Object(
  { email: Type.String({ minLength: 1, maxLength: 1000 }), password: Password },
  { additionalProperties: false, examples: [{ email, password }] },
);

export const PasswordBody = Type.Object(
  { current: Password, password: NewPassword },
  {
    additionalProperties: false,
    examples: [{ current: 'four plain words here', password: 'five other plain words here' }],
  },
);

export const InviteBody = Type.Object(
  { email: Email, name: Name, roles: Roles },
  { additionalProperties: false, examples: [{ email, name: 'Jo Doe', roles: ['author', 'reviewer'] }] },
);

export const MemberChange = Type.Object(
  {
    name: Type.Optional(Name),
    roles: Type.Optional(Roles),
    state: Type.Optional(
      Type.Enum(['active', 'deactivated'], {
        description: 'deactivated: signed out at once, their keys revoked, and cannot sign in',
      }),
    ),
  },
  { additionalProperties: false, minProperties: 1, examples: [{ roles: ['reviewer'] }] },
);

export const MemberParams = Type.Object({ id: idOf(aMember.id) });

export const MemberView = Type.Object(
  {
    id: Type.String(),
    email: Type.String(),
    name: Type.String(),
    roles: Type.Array(StaffRole),
    state: MemberState,
    createdAt: Type.String({ description: 'an instant' }),
    createdBy: Type.String({ description: 'id of the member, or `setup`' }),
    lastSignInAt: orNull(Type.String(), 'null until they have signed in'),
  },
  { examples: [aMember] },
);
export type MemberView = Static<typeof MemberView>;

export const LinkView = Type.Object(
  {
    member: MemberView,
    link: Type.String({ description: 'for this member alone: shown once, works once' }),
    expiresAt: Type.String(),
  },
  {
    examples: [
      {
        member: { ...aMember, state: 'invited', lastSignInAt: null },
        link: `https://assay.example.com/join#${token}`,
        expiresAt: '2026-12-01T06:00:00.000Z',
      },
    ],
  },
);

export const MemberList = Type.Object(
  {
    items: Type.Array(MemberView),
    next: Next,
  },
  { examples: [{ items: [aMember], next: null }] },
);

export const MemberQuery = Type.Object(
  {
    state: Type.Optional(MemberState),
    ...paging,
  },
  { additionalProperties: false },
);

export const WhoView = Type.Object(
  {
    kind: Type.Enum(['anonymous', 'staff', 'key', 'candidate']),
    id: orNull(Type.String(), 'of the member or the key'),
    name: orNull(Type.String(), 'of the member or the key'),
    email: orNull(Type.String(), "the member's"),
    roles: Type.Array(StaffRole),
    permissions: Type.Array(Type.Enum(permissionNames), { description: 'what may be done' }),
  },
  {
    examples: [
      {
        kind: 'staff',
        id: aMember.id,
        name: 'Jo Doe',
        email,
        roles: ['author'],
        permissions: ['account:own', 'problems:read', 'problems:write'],
      },
    ],
  },
);
export type WhoView = Static<typeof WhoView>;

export function memberView(member: StaffMember): MemberView {
  const { id, email, name, roles, state, createdAt, createdBy, lastSignInAt } = member;
  return { id, email, name, roles, state, createdAt, createdBy, lastSignInAt };
}

export function whoView(principal: Principal): WhoView {
  return {
    kind: principal.kind,
    id: 'id' in principal ? principal.id : null,
    name: 'name' in principal ? principal.name : null,
    email: principal.kind === 'staff' ? principal.email : null,
    roles: principal.kind === 'staff' ? [...principal.roles] : [],
    permissions: permissionNames.filter((permission) => may(principal, permission)),
  };
}
