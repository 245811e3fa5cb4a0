import { actorOf } from '../../access.ts';
import type { App, RouteDeps } from '../../app.ts';
import { wordsBodyBytes } from '../../plugins/limits.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { AttemptParams } from '../../schemas/parts/id.ts';
import { DecisionBody, DecisionView } from '../../schemas/review/review.ts';

export function decisionRoutes(app: App, { review }: RouteDeps): void {
  const schema = {
    tags: ['reviews'],
    operationId: 'decide',
    summary: 'Advance, reject or hold',
    description:
      'Of a finished attempt. Every decision stays in its log, the last one holds; webhooks are told. In a blind assessment the person is shown from now on. The same again by the same person changes nothing.',
    params: AttemptParams,
    body: DecisionBody,
    response: {
      200: answer('It is decided', DecisionView),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'LIMIT_REACHED', 'TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { permission: 'scorecards:write', audit: 'attempt.decide' } as const;
  app.post('/api/attempts/:id/decision', { schema, config, bodyLimit: wordsBodyBytes }, async (request) => {
    const { id } = request.params;
    const { principal } = request;
    const byName = principal.kind === 'staff' || principal.kind === 'key' ? principal.name : principal.kind;
    const { entry } = await review.decisions.decide(id, { ...request.body, by: actorOf(principal), byName });
    request.audited = { target: `attempt:${id}`, detail: { decision: entry.decision } };
    return entry;
  });
}
