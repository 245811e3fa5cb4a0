import Type from 'typebox';
import type { App, RouteDeps } from '../../app.ts';
import { attemptViewOf } from '../../attempt-view.ts';
import { ownAttempt } from '../../own-attempt.ts';
import { AttemptView, OpenBody, StartBody } from '../../schemas/candidate/attempt.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';

/** From one address, which a hall full of candidates may share. A link cannot be guessed: it is one of 2^256. */
const openingsAMinute = 300;

/** From the link to the end: a candidate opens the invitation, starts the attempt when ready, and finishes it. */
export function takeRoutes(app: App, deps: RouteDeps): void {
  openAttempt(app, deps);
  leaveAttempt(app, deps);
  startAttempt(app, deps);
  finishAttempt(app, deps);
}

function openAttempt(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['attempt'],
    operationId: 'openInvitation',
    summary: 'Open an invitation',
    description:
      'Gives a session for this one attempt, as a cookie. The link works as often as it is needed, on any machine, until it expires or is canceled: the attempt goes on where it was.',
    body: OpenBody,
    response: {
      200: answer('The attempt', AttemptView, { 'set-cookie': 'the session' }),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'GONE', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { permission: 'public', audit: 'invitation.open', perMinute: openingsAMinute } as const;
  app.post('/api/attempt/session', { schema, config }, async (request, reply) => {
    const attempt = await deps.invitations.open(request.body.token);
    request.audited.target = `attempt:${attempt.id}`;
    deps.cookies.set(reply, await deps.people.sessions.openCandidate(attempt.id));
    return attemptViewOf(deps, attempt);
  });
}

function leaveAttempt(app: App, { people, cookies }: RouteDeps): void {
  const schema = {
    tags: ['attempt'],
    operationId: 'leaveAttempt',
    summary: 'Leave the attempt',
    description: 'Ends the session in this browser. The attempt and its clock go on: the link opens it again.',
    response: { 204: answer('Left', Type.Null()) },
  };
  const config = { permission: 'attempt:own', audit: false } as const;
  app.delete('/api/attempt/session', { schema, config }, async (request, reply) => {
    if (request.principal.kind === 'candidate') await people.sessions.close(request.principal.sessionId);
    cookies.clear(reply, 'candidate');
    return reply.code(204).send(null);
  });
}

function startAttempt(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['attempt'],
    operationId: 'startAttempt',
    summary: 'Start the attempt',
    description: 'From here on the clock runs. Once it runs, starting it again changes nothing.',
    body: StartBody,
    response: {
      200: answer('The attempt, with its problems', AttemptView),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'ATTEMPT_CLOSED', 'GONE', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { permission: 'attempt:own', audit: 'attempt.start' } as const;
  app.post('/api/attempt/start', { schema, config }, async (request) => {
    const { id } = await ownAttempt(deps, request);
    request.audited.target = `attempt:${id}`;
    return attemptViewOf(deps, await deps.attempts.start(id));
  });
}

function finishAttempt(app: App, deps: RouteDeps): void {
  const schema = {
    tags: ['attempt'],
    operationId: 'finishAttempt',
    summary: 'Finish the attempt',
    description:
      'Ends it before its time; the last draft of each problem is handed in, as it is when the time is up. Finishing twice is finishing once.',
    response: { 200: answer('The attempt', AttemptView), ...errorResponses('NOT_FOUND', 'ATTEMPT_CLOSED') },
  };
  const config = { permission: 'attempt:own', audit: 'attempt.finish' } as const;
  app.post('/api/attempt/finish', { schema, config }, async (request) => {
    const { id } = await ownAttempt(deps, request);
    request.audited.target = `attempt:${id}`;
    return attemptViewOf(deps, await deps.attempts.finish(id));
  });
}
