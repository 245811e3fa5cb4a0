import { isUtf8 } from 'node:buffer';
import { csvLimits } from '../../../engine/assess/csv.ts';
import { AppError } from '../../../engine/errors.ts';
import type { Invitation } from '../../../engine/model/assessment.ts';
import { actorOf } from '../../access.ts';
import type { App, RouteDeps } from '../../app.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { AssessmentParams } from '../../schemas/parts/id.ts';
import { instantIn } from '../../schemas/parts/instant.ts';
import { defaultLimit } from '../../schemas/parts/page.ts';
import {
  csvBody,
  InvitationList,
  InvitationParams,
  InvitationsQuery,
  InvitationView,
  InvitationWithLink,
  InviteAgainBody,
  InviteBody,
  InviteCheck,
  InviteReport,
  invitationViewOf,
  inviteReportOf,
} from '../../schemas/review/invitation.ts';

const tags = ['invitations'];
const write = { permission: 'invitations:write' } as const;

export function invitationRoutes(app: App, deps: RouteDeps): void {
  invite(app, deps);
  app.register(async (scope: App) => inviteMany(scope, deps));
  listInvitations(app, deps);
  getInvitation(app, deps);
  cancelInvitation(app, deps);
  inviteAgain(app, deps);
}

async function viewOf({ assessments, clock }: RouteDeps, invitation: Invitation) {
  const { blind } = await assessments.get(invitation.assessmentId);
  return invitationViewOf(invitation, { now: clock.now(), blind });
}

function invite(app: App, { invitations, clock }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'invite',
    summary: 'Invite a person',
    description:
      'The answer has the link, which is shown once. Where a mail server is configured it is mailed as well, and `delivery` says what came of that.',
    params: AssessmentParams,
    body: InviteBody,
    response: {
      201: answer('Invited', InvitationWithLink, { location: 'where the invitation is' }),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'DUPLICATE', 'GONE', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { ...write, audit: 'invitation.create' };
  app.post('/api/assessments/:id/invitations', { schema, config }, async (request, reply) => {
    const { name, email, extraTimePercent = 0 } = request.body;
    const expiresAt = instantIn(request.body.expiresAt ?? null, '/expiresAt');
    request.audited.target = `assessment:${request.params.id}`;
    const person = { name, email, extraTimePercent, expiresAt };
    const { invitation, link } = await invitations.create(request.params.id, person, actorOf(request.principal));
    request.audited = {
      target: `invitation:${invitation.id}`,
      detail: { email: invitation.email, extraTimePercent },
    };
    reply.code(201).header('location', `/api/invitations/${invitation.id}`);
    return { ...invitationViewOf(invitation, { now: clock.now(), blind: false }), link };
  });
}

/** In a scope of its own: no other route takes CSV, and this one takes nothing else. */
function inviteMany(app: App, { invitations }: RouteDeps): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
    // UTF-16 is full of NUL.
    if (isUtf8(body) && !body.includes(0)) return done(null, body.toString());
    const message =
      'The file is no CSV in UTF-8. In Excel, choose “Save As” and the type “CSV UTF-8”; elsewhere, export it as CSV in UTF-8.';
    done(new AppError('BAD_REQUEST', message, { field: '' }));
  });
  checkMany(app, invitations);
  const schema = {
    tags,
    operationId: 'inviteMany',
    summary: 'Invite people from CSV',
    description:
      'Line by line: what is wrong with one line holds up no other, and the report says what became of each. The same file again invites nobody twice. Mails are sent afterwards: see `delivery` in the list.',
    params: AssessmentParams,
    body: csvBody,
    response: {
      200: answer('What became of each line', InviteReport),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'GONE', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const options = {
    schema,
    config: { ...write, audit: 'invitation.import', perMinute: 20 },
    bodyLimit: csvLimits.sizeBytes,
  };
  app.post('/api/assessments/:id/invitations.csv', options, async (request) => {
    request.audited.target = `assessment:${request.params.id}`;
    const lines = await invitations.createMany(request.params.id, String(request.body), actorOf(request.principal));
    const report = inviteReportOf(lines);
    request.audited.detail = { created: report.created, refused: report.refused };
    return report;
  });
}

function checkMany(app: App, invitations: RouteDeps['invitations']): void {
  const schema = {
    tags,
    operationId: 'checkInvitations',
    summary: 'What inviting people from CSV would do',
    description: 'Line by line: whom it would invite, and what is wrong with the other lines. Nobody is invited.',
    params: AssessmentParams,
    body: csvBody,
    response: {
      200: answer('What would become of each line', InviteCheck),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'GONE', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { ...write, audit: false, perMinute: 60 } as const;
  const options = { schema, config, bodyLimit: csvLimits.sizeBytes };
  app.post('/api/assessments/:id/invitations.csv/check', options, async (request) => ({
    lines: await invitations.check(request.params.id, String(request.body)),
  }));
}

function listInvitations(app: App, { invitations, assessments, clock }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'listInvitations',
    summary: 'Invitations to an assessment, newest first',
    description: 'Without their links, which are not kept. Filter by state; go on with `after`.',
    params: AssessmentParams,
    querystring: InvitationsQuery,
    response: {
      200: answer('A page of invitations', InvitationList),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND'),
    },
  };
  app.get('/api/assessments/:id/invitations', { schema, config: write }, async (request) => {
    const { state, after, limit = defaultLimit } = request.query;
    const filter = { ...(state !== undefined && { state }), ...(after !== undefined && { after }) };
    const page = await invitations.list(request.params.id, { ...filter, limit });
    const { blind } = await assessments.get(request.params.id);
    const as = { now: clock.now(), blind };
    return { items: page.items.map((invitation) => invitationViewOf(invitation, as)), next: page.next };
  });
}

function getInvitation(app: App, deps: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'getInvitation',
    summary: 'An invitation',
    description: 'Without its link, which is not kept.',
    params: InvitationParams,
    response: { 200: answer('The invitation', InvitationView), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  app.get('/api/invitations/:id', { schema, config: write }, async (request) =>
    viewOf(deps, await deps.invitations.get(request.params.id)),
  );
}

function cancelInvitation(app: App, deps: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'cancelInvitation',
    summary: 'Cancel an invitation',
    description:
      'Nothing can be started with it any more. An attempt that was started goes on: end it if it is not to. Canceled once more, it is the same.',
    params: InvitationParams,
    response: {
      200: answer('It is canceled', InvitationView),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'),
    },
  };
  const config = { ...write, audit: 'invitation.cancel' };
  app.post('/api/invitations/:id/cancel', { schema, config }, async (request) => {
    request.audited.target = `invitation:${request.params.id}`;
    return viewOf(deps, await deps.invitations.cancel(request.params.id));
  });
}

function inviteAgain(app: App, deps: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'inviteAgain',
    summary: 'Invite a person again',
    description:
      'A new link. Where the attempt was not started it is for the same invitation, canceled or not; the old link is dead, and what was opened by it is closed. Where it was, this is a new invitation to a new attempt, and the old one stays as it is.',
    params: InvitationParams,
    body: InviteAgainBody,
    response: {
      200: answer('Invited again', InvitationWithLink),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'DUPLICATE', 'GONE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { ...write, audit: 'invitation.again' };
  app.post('/api/invitations/:id/again', { schema, config }, async (request) => {
    request.audited.target = `invitation:${request.params.id}`;
    const expiresAt = instantIn(request.body.expiresAt, '/expiresAt');
    const again = { by: actorOf(request.principal), ...(expiresAt !== undefined && { expiresAt }) };
    const { invitation, link } = await deps.invitations.again(request.params.id, again);
    request.audited.detail = { invitation: invitation.id };
    return { ...(await viewOf(deps, invitation)), link };
  });
}
