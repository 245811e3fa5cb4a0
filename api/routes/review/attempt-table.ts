import type { App, RouteDeps } from '../../app.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { AssessmentParams } from '../../schemas/parts/id.ts';
import { TableQuery } from '../../schemas/review/attempt-table.ts';
import { AttemptCountsView, AttemptTableView } from '../../schemas/review/scorecard.ts';

const defaultLimit = 50;

const config = { permission: 'scorecards:read' } as const;

export function attemptTableRoutes(app: App, deps: RouteDeps): void {
  listAttempts(app, deps);
  countAttempts(app, deps);
}

function countAttempts(app: App, { review }: RouteDeps): void {
  const schema = {
    tags: ['scorecards'],
    operationId: 'countAttempts',
    summary: 'How many attempts are in which state',
    description: 'Who is invited, under way, to be reviewed and decided: four counts by an index.',
    params: AssessmentParams,
    response: { 200: answer('The counts', AttemptCountsView), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  app.get('/api/assessments/:id/counts', { schema, config }, async ({ params }) => review.counts.of(params.id));
}

function listAttempts(app: App, { review }: RouteDeps): void {
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
  app.get('/api/assessments/:id/attempts', { schema, config }, async ({ params, query }) => {
    const { limit = defaultLimit, ...rest } = query;
    return review.table.page(params.id, { ...rest, limit });
  });
}
