import type { App, RouteDeps } from '../app.ts';
import { answer } from '../schemas/answer.ts';
import { TableQuery } from '../schemas/attempt-table.ts';
import { errorResponses } from '../schemas/error.ts';
import { AssessmentParams } from '../schemas/id.ts';
import { AttemptTableView } from '../schemas/scorecard.ts';

const defaultLimit = 50;

export function attemptTableRoutes(app: App, { review }: RouteDeps): void {
  const schema = {
    tags: ['scorecards'],
    operationId: 'listAttempts',
    summary: 'The attempts of an assessment',
    description:
      'A table, best first unless told otherwise, with filters, a page at a time. In a blind assessment names are hidden, and nothing is sorted or found by them.',
    params: AssessmentParams,
    querystring: TableQuery,
    response: { 200: answer('A page of attempts', AttemptTableView), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  const config = { permission: 'scorecards:read' } as const;
  app.get('/api/assessments/:id/attempts', { schema, config }, async ({ params, query }) => {
    const { limit = defaultLimit, ...rest } = query;
    return review.table.page(params.id, { ...rest, limit });
  });
}
