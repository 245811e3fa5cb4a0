import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { StaffMember } from '../../../engine/model/people.ts';
import type { OpenedSession } from '../../../engine/people/session.ts';
import type { App, RouteDeps } from '../../app.ts';
import { networkOf } from '../../plugins/asker.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { SignInBody, WhoView, whoView } from '../../schemas/people/person.ts';
import { asStaff } from './staff.ts';

export function sessionRoutes(app: App, deps: RouteDeps): void {
  getSession(app);
  postSession(app, deps);
  deleteSession(app, deps);
  deleteSessions(app, deps);
}

const longestAuditedEmail = 200;
const ended = answer('Signed out', Type.Null());

function getSession(app: App): void {
  const schema = {
    tags: ['account'],
    operationId: 'whoAmI',
    summary: 'Who is asking, and what they may do',
    description: 'Of staff, of an API key, or of nobody.',
    response: { 200: answer('Who you are', WhoView) },
  };
  app.get('/api/session', { schema, config: { permission: 'public' } }, async ({ principal }) => whoView(principal));
}

function postSession(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['account'],
    operationId: 'signIn',
    summary: 'Sign in as a member of staff',
    description:
      'Sets a cookie that scripts cannot read. It is good for 12 hours after the last request and 7 days at most. The refusal is the same whatever is wrong.',
    body: SignInBody,
    response: {
      200: answer('Who you are now', WhoView),
      ...errorResponses('BAD_REQUEST', 'UNAUTHENTICATED', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { permission: 'public', audit: 'session.open', perMinute: 10 } as const;
  app.post('/api/session', { schema, config }, async (request, reply) => {
    const { email, password } = request.body;
    request.audited.detail = { email: email.slice(0, longestAuditedEmail) };
    const { member, opened } = await deps.people.signIn({ email, password, network: networkOf(request) });
    enter(deps, { request, reply, member, opened });
    return whoView(request.principal);
  });
}

function deleteSession(app: App, { people, cookies }: RouteDeps): void {
  const schema = {
    tags: ['account'],
    operationId: 'signOut',
    summary: 'Sign out',
    description: 'Ends this session.',
    response: { 204: ended },
  };
  const config = { permission: 'account:own', audit: 'session.close' } as const;
  app.delete('/api/session', { schema, config }, async (request, reply) => {
    const { id, sessionId } = asStaff(request);
    request.audited.target = `staff:${id}`;
    await people.sessions.close(sessionId);
    cookies.clear(reply, 'staff');
    return reply.code(204).send(null);
  });
}

function deleteSessions(app: App, { people, cookies }: RouteDeps): void {
  const schema = {
    tags: ['account'],
    operationId: 'signOutEverywhere',
    summary: 'Sign out everywhere',
    description: 'Ends all of one’s own sessions, this one too.',
    response: { 204: ended },
  };
  const config = { permission: 'account:own', audit: 'session.close-all' } as const;
  app.delete('/api/sessions', { schema, config }, async (request, reply) => {
    const { id } = asStaff(request);
    request.audited.target = `staff:${id}`;
    await people.sessions.closeAllOf(id);
    cookies.clear(reply, 'staff');
    return reply.code(204).send(null);
  });
}

interface Entering {
  request: FastifyRequest;
  reply: FastifyReply;
  member: StaffMember;
}

/** Signs a member in who has just taken their link. */
export async function welcomeIn(deps: RouteDeps, entering: Entering): Promise<void> {
  enter(deps, { ...entering, opened: await deps.people.sessions.openStaff(entering.member.id) });
}

/** From here on the request is theirs, in the audit log too. */
function enter({ cookies }: RouteDeps, { request, reply, member, opened }: Entering & { opened: OpenedSession }): void {
  const { id, name, email, roles } = member;
  request.principal = { kind: 'staff', id, name, email, roles, sessionId: opened.session.id };
  request.audited.target = `staff:${id}`;
  cookies.set(reply, opened);
}
