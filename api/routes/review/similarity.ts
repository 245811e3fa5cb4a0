import type { SimilarPair } from '../../../engine/model/similarity.ts';
import type { App, RouteDeps } from '../../app.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { defaultLimit, PageQuery } from '../../schemas/parts/page.ts';
import {
  pairDetailOf,
  pairViewOf,
  reportViewOf,
  SimilarityParams,
  SimilarityProblemParams,
  SimilarityReportList,
  SimilarPairDetail,
  SimilarPairList,
  SimilarPairParams,
} from '../../schemas/review/similarity.ts';

const tags = ['similarity'];

export function similarityRoutes(app: App, deps: RouteDeps): void {
  listReports(app, deps);
  askForReports(app, deps);
  listPairs(app, deps);
  getPair(app, deps);
}

const attemptsOf = ({ left, right }: SimilarPair) => [left.attemptId, right.attemptId];

function listReports(app: App, { similarity }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'listSimilarityReports',
    summary: 'Similarity of submissions, by problem',
    description:
      'One report for each problem: made by itself when attempts end. Evidence for a person, and no part of a score: see docs/similarity.md.',
    params: SimilarityParams,
    response: { 200: answer('The reports', SimilarityReportList), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  const config = { permission: 'scorecards:read' } as const;
  app.get('/api/assessments/:id/similarity', { schema, config }, async (request) => ({
    items: (await similarity.reports(request.params.id)).map(reportViewOf),
    next: null,
  }));
}

function askForReports(app: App, { similarity }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'compareSubmissions',
    summary: 'Make the similarity reports anew',
    description: 'In the background, as soon as may be. Until then the pairs of before stay.',
    params: SimilarityParams,
    response: {
      202: answer('They are made before long', SimilarityReportList, { location: 'where the reports are' }),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT'),
    },
  };
  const config = { permission: 'scorecards:write', audit: 'similarity.compare' } as const;
  app.post('/api/assessments/:id/similarity', { schema, config }, async (request, reply) => {
    request.audited = { target: `assessment:${request.params.id}`, detail: {} };
    const reports = await similarity.ask(request.params.id);
    reply.code(202).header('location', `/api/assessments/${request.params.id}/similarity`);
    return reply.send({ items: reports.map(reportViewOf), next: null });
  });
}

function listPairs(app: App, { similarity, review }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'listSimilarPairs',
    summary: 'Similar pairs of submissions for a problem',
    description: 'Most similar first, without their sources.',
    params: SimilarityProblemParams,
    querystring: PageQuery,
    response: { 200: answer('A page of pairs', SimilarPairList), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  const config = { permission: 'scorecards:read' } as const;
  app.get('/api/assessments/:id/similarity/:problem/pairs', { schema, config }, async (request) => {
    const { id, problem } = request.params;
    const { limit = defaultLimit, ...query } = request.query;
    const page = await similarity.pairs({ assessmentId: id, problem }, { ...query, limit });
    const labels = await review.labels.of(id, page.items.flatMap(attemptsOf));
    return { items: page.items.map((pair) => pairViewOf(pair, labels)), next: page.next };
  });
}

function getPair(app: App, { similarity, review }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'getSimilarPair',
    summary: 'A similar pair, with both sources and what matches',
    description: 'Name the two submissions in either order.',
    params: SimilarPairParams,
    response: { 200: answer('The pair', SimilarPairDetail), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  const config = { permission: 'scorecards:read' } as const;
  app.get('/api/assessments/:id/similarity/:problem/pairs/:left/:right', { schema, config }, async (request) => {
    const { id, ...named } = request.params;
    const found = await similarity.pair({ assessmentId: id, ...named });
    return pairDetailOf(found, await review.labels.of(id, attemptsOf(found.pair)));
  });
}
