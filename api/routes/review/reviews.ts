import { AppError } from '../../../engine/errors.ts';
import type { Principal } from '../../../engine/model/permission.ts';
import { assessmentOf, attemptOf } from '../../../engine/review/find.ts';
import type { Reviewer } from '../../../engine/review/reviews.ts';
import type { App, RouteDeps } from '../../app.ts';
import { matched, tag } from '../../etag.ts';
import { sourceBodyBytes } from '../../plugins/limits.ts';
import { answer } from '../../schemas/parts/answer.ts';
import { errorResponses } from '../../schemas/parts/error.ts';
import { AttemptParams } from '../../schemas/parts/id.ts';
import { OwnReview, ownReviewOf, ReviewBody, ReviewList } from '../../schemas/review/review.ts';
import { readerOf } from './scorecards.ts';

const tags = ['reviews'];
const etag = { etag: 'its revision, for If-Match' };

export function reviewsRoutes(app: App, deps: RouteDeps): void {
  getOwnReview(app, deps);
  saveReview(app, deps);
  listReviews(app, deps);
}

function reviewerOf(principal: Principal): Reviewer {
  if (principal.kind === 'staff') return principal;
  throw new AppError('FORBIDDEN', 'A key cannot rate: people do.');
}

function getOwnReview(app: App, { review }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'getOwnReview',
    summary: 'Your own review of an attempt',
    description: 'An empty one, at revision "0", before you have saved any.',
    params: AttemptParams,
    response: { 200: answer('Your review', OwnReview, etag), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  const config = { permission: 'reviews:own' } as const;
  app.get('/api/attempts/:id/review', { schema, config }, async (request, reply) => {
    const own = await review.reviews.own(request.params.id, reviewerOf(request.principal));
    tag(reply, own);
    return ownReviewOf(own);
  });
}

function saveReview(app: App, { review }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'saveReview',
    summary: 'Rate an attempt, comment on it, put notes on lines',
    description:
      'Replaces your own review: send its ETag as If-Match, which is "0" at first. A draft until `submitted` is true, then with every criterion of the rubric rated; from then on you see what the others have rated.',
    params: AttemptParams,
    body: ReviewBody,
    response: {
      200: answer('It is saved', OwnReview, etag),
      ...errorResponses('BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED', 'PRECONDITION_REQUIRED'),
      ...errorResponses('TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
    },
  };
  const config = { permission: 'reviews:own', audit: 'review.save' } as const;
  app.put('/api/attempts/:id/review', { schema, config, bodyLimit: sourceBodyBytes }, async (request, reply) => {
    const { id } = request.params;
    const reviewer = reviewerOf(request.principal);
    const rev = matched(request, await review.reviews.own(id, reviewer));
    const saved = await review.reviews.save(id, reviewer, { rev, review: request.body });
    request.audited = { target: `attempt:${id}`, detail: { submitted: saved.submittedAt !== null } };
    tag(reply, saved);
    return ownReviewOf(saved);
  });
}

function listReviews(app: App, { review, store }: RouteDeps): void {
  const schema = {
    tags,
    operationId: 'listReviews',
    summary: 'The reviews of an attempt',
    description:
      'Who has submitted one. What they rated, and the mean, are there once you have submitted yours; drafts of others never are.',
    params: AttemptParams,
    response: { 200: answer('The reviews', ReviewList), ...errorResponses('BAD_REQUEST', 'NOT_FOUND') },
  };
  const config = { permission: 'scorecards:read' } as const;
  app.get('/api/attempts/:id/reviews', { schema, config }, async (request) => {
    const attempt = await attemptOf(store, request.params.id);
    const assessment = await assessmentOf(store, attempt.assessmentId);
    return review.reviews.shown(attempt.id, assessment, readerOf(request.principal));
  });
}
