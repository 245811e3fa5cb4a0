import type { FastifyRequest } from 'fastify';
import { AppError } from '../../../engine/errors.ts';
import type { Principal } from '../../../engine/model/permission.ts';
import type { StaffLink } from '../../../engine/people/staff.ts';
import type { App, RouteDeps } from '../../app.ts';
import { matched, tag } from '../../etag.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { defaultLimit } from '../../schemas/parts/page.ts';
import {
  InviteBody,
  LinkView,
  MemberChange,
  MemberList,
  MemberParams,
  MemberQuery,
  MemberView,
  memberView,
} from '../../schemas/people/person.ts';

const etag = { etag: 'its revision: send it as If-Match to change it' };

export function staffRoutes(app: App, deps: RouteDeps): void {
  listStaff(app, deps);
  getMember(app, deps);
  postMember(app, deps);
  patchMember(app, deps);
  postLink(app, deps);
}

/** For routes whose permission keys and candidates cannot have. */
export function asStaff({ principal }: FastifyRequest): Principal & { kind: 'staff' } {
  if (principal.kind === 'staff') return principal;
  throw new AppError('FORBIDDEN', 'This is for members of staff.');
}

function listStaff(app: App, { people }: RouteDeps): void {
  const schema = {
    tags: ['people'],
    operationId: 'listStaff',
    summary: 'The members of staff, in the order in which they came',
    description: 'Those that are invited, active or deactivated; all when no `state` is named.',
    querystring: MemberQuery,
    response: { 200: answer('A page of members', MemberList), ...errorResponses('BAD_REQUEST') },
  };
  app.get('/api/staff', { schema, config: { permission: 'people:manage' } }, async ({ query }) => {
    const { items, next } = await people.staff.list({ limit: defaultLimit, ...query });
    return { items: items.map(memberView), next };
  });
}

function getMember(app: App, { people }: RouteDeps): void {
  const schema = {
    tags: ['people'],
    operationId: 'getMember',
    summary: 'A member of staff',
    description: 'With the ETag that a change needs.',
    params: MemberParams,
    response: { 200: answer('The member', MemberView, etag), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  app.get('/api/staff/:id', { schema, config: { permission: 'people:manage' } }, async ({ params }, reply) => {
    const member = await people.staff.get(params.id);
    tag(reply, member);
    return memberView(member);
  });
}

function postMember(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['people'],
    operationId: 'inviteMember',
    summary: 'Invite somebody to the staff',
    description: 'Answers with a link to hand on to them. It works once, for 7 days.',
    body: InviteBody,
    response: {
      201: answer('Invited', LinkView, { ...etag, location: 'where the member is' }),
      ...errorResponses('BAD_REQUEST', 'DUPLICATE', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { permission: 'people:manage', audit: 'staff.invite' } as const;
  app.post('/api/staff', { schema, config }, async (request, reply) => {
    const made = await deps.people.staff.invite(request.body, asStaff(request).id);
    const { id, email, roles } = made.member;
    request.audited = { target: `staff:${id}`, detail: { email, roles: roles.join() } };
    tag(reply, made.member);
    reply.code(201).header('location', `/api/staff/${id}`);
    return linkView(deps, made);
  });
}

function patchMember(app: App, { people }: RouteDeps): void {
  const schema = {
    tags: ['people'],
    operationId: 'changeMember',
    summary: 'Change a member’s name or roles, deactivate them or take them back',
    description:
      'Holds from their next request on; who is deactivated is signed out, and the API keys that they made are revoked. The last active admin cannot be deactivated or lose the role.',
    params: MemberParams,
    body: MemberChange,
    response: {
      200: answer('As it is now', MemberView, etag),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'LIMIT_REACHED', 'TOO_LARGE'),
      ...errorResponses('UNSUPPORTED_MEDIA_TYPE', 'PRECONDITION_FAILED', 'PRECONDITION_REQUIRED'),
    },
  };
  const config = { permission: 'people:manage', audit: 'staff.change' } as const;
  app.patch('/api/staff/:id', { schema, config }, async (request, reply) => {
    const { id } = request.params;
    const { name, roles, state } = request.body;
    request.audited = {
      target: `staff:${id}`,
      detail: { ...(name && { name }), ...(roles && { roles: roles.join() }), ...(state && { state }) },
    };
    const rev = matched(request, await people.staff.get(id));
    const member = await people.staff.change(id, rev, request.body);
    tag(reply, member);
    return memberView(member);
  });
}

function postLink(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['people'],
    operationId: 'makeMemberLink',
    summary: 'A new link for a member',
    description:
      'In place of the one before: for who has lost their invitation, or forgotten their password, which holds until the link is taken.',
    params: MemberParams,
    response: {
      201: answer('The link', LinkView, etag),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'),
    },
  };
  const config = { permission: 'people:manage', audit: 'staff.link' } as const;
  app.post('/api/staff/:id/link', { schema, config }, async (request, reply) => {
    const { id } = request.params;
    request.audited.target = `staff:${id}`;
    const made = await deps.people.staff.newLink(id);
    tag(reply, made.member);
    reply.code(201);
    return linkView(deps, made);
  });
}

/** The token stands after a #, which browsers send to nobody. */
function linkView({ site }: RouteDeps, { member, token }: StaffLink) {
  return {
    member: memberView(member),
    link: `${site.url()}/join#${token}`,
    expiresAt: member.inviteExpiresAt ?? member.createdAt,
  };
}
