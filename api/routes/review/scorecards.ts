import type { Principal } from '../../../engine/model/permission.ts';
import type { App, RouteDeps } from '../../app.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { AssessmentParams, AttemptParams, CaseParams, SubmissionParams } from '../../schemas/parts/id.ts';
import { GrowthView } from '../../schemas/review/growth.ts';
import {
  CaseDiffView,
  CompareQuery,
  ComparisonView,
  DiffParams,
  ScorecardView,
  SourceDiffView,
} from '../../schemas/review/scorecard.ts';

const tags = ['scorecards'];
const config = { permission: 'scorecards:read' } as const;
const errors = errorResponses('BAD_REQUEST', 'NOT_FOUND');

export function scorecardRoutes(app: App, deps: RouteDeps): void {
  getScorecard(app, deps);
  getCaseDiff(app, deps);
  getSourceDiff(app, deps);
  getGrowth(app, deps);
  measureAgain(app, deps);
  compareAttempts(app, deps);
}

/** Whose ratings others' are hidden from; keys do not rate. */
export function readerOf(principal: Principal): string | null {
  return principal.kind === 'staff' ? principal.id : null;
}

function getScorecard(app: App, { review }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'getScorecard',
    summary: 'The scorecard of an attempt',
    description:
      'Score, place among the others at the same version, and for each problem the submission that counts with all its cases. In a blind assessment without name and e-mail until a decision is made; others’ ratings are left out until your own review is submitted.',
    params: AttemptParams,
    response: { 200: answer('The scorecard', ScorecardView), ...errors },
  };
  app.get('/api/attempts/:id/scorecard', { schema, config }, async (request) =>
    review.scorecards.of(request.params.id, readerOf(request.principal)),
  );
}

function getCaseDiff(app: App, { review }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'getCaseDiff',
    summary: 'How the output of a case differs from its answer',
    description: 'By line and by word, of the bytes that were kept. Secret data: never for candidates.',
    params: CaseParams,
    response: { 200: answer('The difference, from the answer to the output', CaseDiffView), ...errors },
  };
  app.get('/api/submissions/:id/cases/:index/diff', { schema, config }, async ({ params: { id, index } }) =>
    review.differences.ofCase(id, index),
  );
}

function getSourceDiff(app: App, { review }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'getSourceDiff',
    summary: 'How the sources of two submissions differ',
    description: 'File by file, from the first to the other. They may be of different attempts.',
    params: DiffParams,
    response: { 200: answer('The difference', SourceDiffView), ...errors },
  };
  app.get('/api/submissions/:id/diff/:other', { schema, config }, async ({ params: { id, other } }) =>
    review.differences.ofSources(id, other),
  );
}

function getGrowth(app: App, { review }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'getGrowth',
    summary: 'How the CPU time of a submission grows with the size of the input',
    description:
      'Beside the accepted reference solutions. Where those were never measured here, asking has them measured: ask again while `references.state` is `waiting`. Sizes of secret inputs: never for candidates.',
    params: SubmissionParams,
    response: { 200: answer('Times by size of the input', GrowthView), ...errors },
  };
  app.get('/api/submissions/:id/growth', { schema, config }, async ({ params: { id } }) => review.growths.of(id));
}

function measureAgain(app: App, { review }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'measureReferencesAgain',
    summary: 'Measure the reference solutions once more',
    description:
      'Those of the version that a submission was graded with, for the machine may have been busy. It is done when there is room beside the grading; until then `references.state` is `waiting`, with the times from before.',
    params: SubmissionParams,
    response: { 200: answer('They wait to be measured', GrowthView), ...errors },
  };
  const config = { permission: 'scorecards:write', audit: 'references.measure', perMinute: 10 } as const;
  app.post('/api/submissions/:id/growth/references', { schema, config }, async (request) => {
    const { id } = request.params;
    request.audited.target = `submission:${id}`;
    await review.growths.measureAgain(id);
    return review.growths.of(id);
  });
}

function compareAttempts(app: App, { review }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'compareAttempts',
    summary: 'Some attempts side by side',
    description: 'For each problem the submission that counts, of 2 to 5 attempts of one assessment.',
    params: AssessmentParams,
    querystring: CompareQuery,
    response: { 200: answer('The attempts, and their problems', ComparisonView), ...errors },
  };
  app.get('/api/assessments/:id/compare', { schema, config }, async ({ params, query }) =>
    review.compare.attempts(params.id, query.attempts.split(',')),
  );
}
