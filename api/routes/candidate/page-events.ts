import type { App, RouteDeps } from '../../app.ts';
import { ownAttemptId } from '../../own-attempt.ts';
import { sourceBodyBytes } from '../../plugins/limits.ts';
import { PageEventsBody, PageEventsTaken } from '../../schemas/candidate/page-events.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';

const tellingsAMinute = 30;

export function pageEventRoutes(app: App, { candidate }: RouteDeps): void {
  const schema = {
    tags: ['attempt'],
    operationId: 'tellEvents',
    summary: 'Tell what happened in the page',
    description:
      'Pastes, leaving the page and coming back. They get the instant at which the server is told: send them within seconds. The candidate is told beforehand that this is recorded.',
    body: PageEventsBody,
    response: {
      200: answer('They are recorded', PageEventsTaken),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'ATTEMPT_CLOSED', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { permission: 'attempt:own', audit: false, perMinute: tellingsAMinute } as const;
  app.post('/api/attempt/events', { schema, config, bodyLimit: sourceBodyBytes }, async (request) => ({
    kept: await candidate.timeline.tell(ownAttemptId(request), request.body.items),
  }));
}
