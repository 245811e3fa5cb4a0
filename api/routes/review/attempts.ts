import type { FastifyRequest } from 'fastify';
import type { Attempt } from '../../../engine/model/attempt.ts';
import { actorOf } from '../../access.ts';
import type { App, RouteDeps } from '../../app.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { AttemptParams } from '../../schemas/parts/id.ts';
import { ExtendBody, ReasonBody, StaffAttemptView, staffAttemptViewOf } from '../../schemas/review/staff-attempt.ts';

const tags = ['attempts'];
const write = { permission: 'attempts:write' } as const;
const changed = (says: string) => ({
  200: answer(says, StaffAttemptView),
  ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'ATTEMPT_CLOSED', 'CONFLICT', 'UNSUPPORTED_MEDIA_TYPE'),
});

/** Staff's side of an attempt: its clock. */
export function attemptsRoutes(app: App, deps: RouteDeps): void {
  getAttempt(app, deps);
  extendAttempt(app, deps);
  pauseAttempt(app, deps);
  resumeAttempt(app, deps);
  endAttempt(app, deps);
}

async function viewOf({ assessments, clock }: RouteDeps, attempt: Attempt) {
  const assessment = await assessments.get(attempt.assessmentId);
  return staffAttemptViewOf(attempt, { now: clock.now(), assessment });
}

function audit(request: FastifyRequest, id: string, detail: FastifyRequest['audited']['detail'] = {}): void {
  request.audited = { target: `attempt:${id}`, detail };
}

function getAttempt(app: App, deps: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'getAttempt',
    summary: 'An attempt, with its clock',
    description: 'How far it is, how much time is left by the clock of the server, and every time that it stood still.',
    params: AttemptParams,
    response: { 200: answer('The attempt', StaffAttemptView), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  app.get('/api/attempts/:id', { schema, config: { permission: 'attempts:read' } }, async (request) =>
    viewOf(deps, await deps.attempts.get(request.params.id)),
  );
}

function extendAttempt(app: App, deps: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'extendAttempt',
    summary: 'Give an attempt more time',
    description: 'While it runs or is paused. Each call gives these minutes once more.',
    params: AttemptParams,
    body: ExtendBody,
    response: changed('It has more time'),
  };
  const config = { ...write, audit: 'attempt.extend' };
  app.post('/api/attempts/:id/extend', { schema, config }, async (request) => {
    const { minutes, reason } = request.body;
    audit(request, request.params.id, { minutes, reason });
    const by = actorOf(request.principal);
    return viewOf(deps, await deps.attempts.extend(request.params.id, { minutes, reason, by }));
  });
}

function pauseAttempt(app: App, deps: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'pauseAttempt',
    summary: "Stop an attempt's clock",
    description:
      'The candidate sees the reason, and can neither save nor submit until it is resumed. Paused already, it stays as it is.',
    params: AttemptParams,
    body: ReasonBody,
    response: changed('Its clock stands still'),
  };
  const config = { ...write, audit: 'attempt.pause' };
  app.post('/api/attempts/:id/pause', { schema, config }, async (request) => {
    const { reason } = request.body;
    audit(request, request.params.id, { reason });
    const by = actorOf(request.principal);
    return viewOf(deps, await deps.attempts.pause(request.params.id, { reason, by }));
  });
}

function resumeAttempt(app: App, deps: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'resumeAttempt',
    summary: "Let an attempt's clock go on",
    description: 'With as much time as was left when it was paused. Running already, it stays as it is.',
    params: AttemptParams,
    response: changed('Its clock goes on'),
  };
  const config = { ...write, audit: 'attempt.resume' };
  app.post('/api/attempts/:id/resume', { schema, config }, async (request) => {
    audit(request, request.params.id);
    return viewOf(deps, await deps.attempts.resume(request.params.id, actorOf(request.principal)));
  });
}

function endAttempt(app: App, deps: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'endAttempt',
    summary: 'End an attempt',
    description:
      'Now, for the candidate. The last draft of each problem is handed in, as it is when the time is up. Ended already, it stays as it is.',
    params: AttemptParams,
    body: ReasonBody,
    response: changed('It is over'),
  };
  const config = { ...write, audit: 'attempt.end' };
  app.post('/api/attempts/:id/end', { schema, config }, async (request) => {
    const { reason } = request.body;
    audit(request, request.params.id, { reason });
    const by = actorOf(request.principal);
    return viewOf(deps, await deps.attempts.end(request.params.id, { reason, by }));
  });
}
