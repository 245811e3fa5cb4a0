import type { App, RouteDeps } from '../../app.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { AttemptParams } from '../../schemas/parts/id.ts';
import { TimelineList, TimelineQuery, timelineViewOf } from '../../schemas/review/attempt-timeline.ts';

const defaultLimit = 100;

export function attemptTimelineRoutes(app: App, { candidate }: RouteDeps): void {
  const schema = {
    tags: ['attempts'],
    operationId: 'getTimeline',
    summary: 'What happened in an attempt',
    description:
      'In order of time: edits as replacements of text, runs, submissions, pastes, leaving and coming back, pauses, credits. Evidence for people; never part of a score. Applied one after the other to empty text, the edits of a problem and runtime end in its draft.',
    params: AttemptParams,
    querystring: TimelineQuery,
    response: { 200: answer('A page of it', TimelineList), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  const config = { permission: 'attempts:read' } as const;
  app.get('/api/attempts/:id/timeline', { schema, config }, async (request) => {
    const { after, limit = defaultLimit } = request.query;
    const page = await candidate.timeline.read(request.params.id, { limit, ...(after !== undefined && { after }) });
    return { items: page.items.map(timelineViewOf), next: page.next };
  });
}
