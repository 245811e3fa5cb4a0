import type { App, RouteDeps } from '../app.ts';
import { ownAttemptId } from '../own-attempt.ts';
import { sourceBodyBytes } from '../plugins/limits.ts';
import { answer } from '../schemas/answer.ts';
import {
  PageEventsBody,
  PageEventsTaken,
  TimelineList,
  TimelineQuery,
  timelineViewOf,
} from '../schemas/attempt-timeline.ts';
import { errorResponses } from '../schemas/error.ts';
import { AttemptParams } from '../schemas/id.ts';

const tellingsAMinute = 30;
const defaultLimit = 100;

export function attemptTimelineRoutes(app: App, { candidate }: RouteDeps): void {
  const tellSchema = {
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
  app.post('/api/attempt/events', { schema: tellSchema, config, bodyLimit: sourceBodyBytes }, async (request) => ({
    kept: await candidate.timeline.tell(ownAttemptId(request), request.body.items),
  }));

  const readSchema = {
    tags: ['attempts'],
    operationId: 'getTimeline',
    summary: 'What happened in an attempt',
    description:
      'In order of time: edits as replacements of text, runs, submissions, pastes, leaving and coming back, pauses, credits. Evidence for people; never part of a score. Applied one after the other to empty text, the edits of a problem and runtime end in its draft.',
    params: AttemptParams,
    querystring: TimelineQuery,
    response: { 200: answer('A page of it', TimelineList), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  const staffConfig = { permission: 'attempts:read' } as const;
  app.get('/api/attempts/:id/timeline', { schema: readSchema, config: staffConfig }, async (request) => {
    const { after, limit = defaultLimit } = request.query;
    const page = await candidate.timeline.read(request.params.id, { limit, ...(after !== undefined && { after }) });
    return { items: page.items.map(timelineViewOf), next: page.next };
  });
}
