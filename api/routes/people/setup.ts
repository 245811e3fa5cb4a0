import type { App, RouteDeps } from '../../app.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { JoinBody, LinkBody, LinkOwnerView, SetupBody, WhoView, whoView } from '../../schemas/people/person.ts';
import { welcomeIn } from './session.ts';

/** Takes links: each makes a member's password, and signs them in. */
export function setupRoutes(app: App, deps: RouteDeps): void {
  postSetup(app, deps);
  postInvitation(app, deps);
  lookAtSetup(app, deps);
  lookAtInvitation(app, deps);
}

/** The token goes in a body: addresses are logged. */
const looking = { permission: 'public', audit: false, perMinute: 30 } as const;

const refusals = ['BAD_REQUEST', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'GONE'] as const;

function postSetup(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['account'],
    operationId: 'setUp',
    summary: 'Make the first member of staff',
    description:
      'With the token of the link that the server printed, once. They get every role, and are signed in. The link of `assay admin-link` is taken here too.',
    body: SetupBody,
    response: { 201: answer('Who you are now', WhoView), ...errorResponses(...refusals, 'DUPLICATE') },
  };
  const config = { permission: 'public', audit: 'setup.take', perMinute: 10 } as const;
  app.post('/api/setup', { schema, config }, async (request, reply) => {
    const member = await deps.people.setup.take(request.body);
    await welcomeIn(deps, { request, reply, member });
    reply.code(201);
    return whoView(request.principal);
  });
}

function postInvitation(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['account'],
    operationId: 'joinStaff',
    summary: 'Take an invitation to the staff, or a link for a new password',
    description: 'Works once. Ends all sessions of this member, and signs them in here.',
    body: JoinBody,
    response: { 200: answer('Who you are now', WhoView), ...errorResponses(...refusals) },
  };
  const config = { permission: 'public', audit: 'staff.join', perMinute: 10 } as const;
  app.post('/api/staff-invitation', { schema, config }, async (request, reply) => {
    const member = await deps.people.join(request.body);
    await welcomeIn(deps, { request, reply, member });
    return whoView(request.principal);
  });
}

function lookAtSetup(app: App, { people }: RouteDeps): void {
  const schema = {
    tags: ['account'],
    operationId: 'lookAtSetup',
    summary: 'Whether a link that makes an admin still works',
    description: 'Changes nothing: for a page that is to say so before somebody fills it in.',
    body: LinkBody,
    response: { 200: answer('It works', LinkOwnerView), ...errorResponses(...refusals) },
  };
  app.post('/api/setup/look', { schema, config: looking }, async (request) => {
    await people.setup.check(request.body.token);
    return { name: null, email: null };
  });
}

function lookAtInvitation(app: App, { people }: RouteDeps): void {
  const schema = {
    tags: ['account'],
    operationId: 'lookAtStaffInvitation',
    summary: 'Whose link it is, and whether it still works',
    description: 'Changes nothing, and uses nothing up.',
    body: LinkBody,
    response: { 200: answer('It works', LinkOwnerView), ...errorResponses(...refusals) },
  };
  app.post('/api/staff-invitation/look', { schema, config: looking }, async (request) => {
    const { name, email } = await people.memberOfLink(request.body.token);
    return { name, email };
  });
}
