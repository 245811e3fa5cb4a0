import { AppError, isAppError } from '../errors.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Review } from '../model/review.ts';
import type { ShownReview, ShownReviews } from '../model/scorecard.ts';
import type { Clock, Store } from '../ports.ts';
import { assessmentOf, attemptOf } from './find.ts';
import { type GivenNote, notesOf } from './notes.ts';
import { meanOf, weightedScore } from './rubric.ts';

/*
 * Theory of operation. Who has not rated yet must not be led by who has. So of others' reviews a reviewer sees who has
 * submitted one, and nothing else of it, before submitting their own; a draft is seen by nobody else at all. A submitted
 * review stays submitted: it can be changed, and cannot be taken back to have looked at the others' first.
 */

export interface GivenReview {
  ratings: Record<string, number>;
  comment: string;
  notes: readonly GivenNote[];
  submitted: boolean;
}

export interface Reviews {
  /** One's own, or an empty one at revision 0. Throws NOT_FOUND for the attempt. */
  own(attemptId: string, reviewer: Reviewer): Promise<Review>;
  /**
   * Keeps one's own as it is given now, if it is still at `rev`. Throws NOT_FOUND, BAD_REQUEST with the field at fault,
   * CONFLICT while the attempt goes on, PRECONDITION_FAILED.
   */
  save(attemptId: string, reviewer: Reviewer, change: { rev: number; review: GivenReview }): Promise<Review>;
  /** What this reader may see; `null` is a reader that does not rate, such as a key. */
  shown(attemptId: string, assessment: Pick<Assessment, 'rubric'>, readerId: string | null): Promise<ShownReviews>;
}

export interface Reviewer {
  id: string;
  name: string;
}

export interface ReviewsDeps {
  store: Pick<Store, 'attempts' | 'assessments' | 'reviews' | 'submissions'>;
  clock: Pick<Clock, 'now'>;
  newId(): string;
}

/** Reviewers of one attempt; more are not shown. */
const mostReviews = 200;

export function createReviews(deps: ReviewsDeps): Reviews {
  const { store } = deps;
  return {
    async own(attemptId, reviewer) {
      await attemptOf(store, attemptId);
      return (await store.reviews.get(`${attemptId}/${reviewer.id}`)) ?? blank(attemptId, reviewer, deps);
    },
    save: (attemptId, reviewer, change) => save(deps, attemptId, reviewer, change),
    async shown(attemptId, { rubric }, readerId) {
      const { items } = await store.reviews.find({ where: { attemptId }, limit: mostReviews });
      const submitted = items.filter((review) => review.submittedAt !== null);
      const isOpen = readerId === null || submitted.some(({ reviewerId }) => reviewerId === readerId);
      const seen = items.filter((review) => review.submittedAt !== null || review.reviewerId === readerId);
      return {
        items: seen.map((review) => shownReview(review, { rubric, isOpen, isOwn: review.reviewerId === readerId })),
        ...(isOpen && { meanScore: meanOf(submitted.map(({ ratings }) => weightedScore(ratings, rubric))) }),
      };
    },
  };
}

function blank(attemptId: string, { id, name }: Reviewer, { clock }: ReviewsDeps): Review {
  return {
    id: `${attemptId}/${id}`,
    rev: 0,
    attemptId,
    reviewerId: id,
    reviewerName: name,
    ratings: {},
    comment: '',
    notes: [],
    submittedAt: null,
    updatedAt: clock.now().toISOString(),
  };
}

async function save(
  deps: ReviewsDeps,
  attemptId: string,
  reviewer: Reviewer,
  { rev, review: given }: { rev: number; review: GivenReview },
): Promise<Review> {
  const { store, clock } = deps;
  const attempt = await attemptOf(store, attemptId);
  if (attempt.endedAt === null) {
    throw new AppError('CONFLICT', 'The attempt has not ended yet: it can be reviewed afterwards.');
  }
  const before = (await store.reviews.get(`${attemptId}/${reviewer.id}`)) ?? blank(attemptId, reviewer, deps);
  if (before.rev !== rev) throw moved(before.rev);
  checkRatings(given, await assessmentOf(store, attempt.assessmentId));
  if (before.submittedAt !== null && !given.submitted) {
    throw new AppError('BAD_REQUEST', 'It is submitted, and stays so: it can only be changed.', {
      field: '/submitted',
    });
  }
  const at = clock.now().toISOString();
  const patch = {
    reviewerName: reviewer.name,
    ratings: given.ratings,
    comment: given.comment,
    notes: await notesOf(deps, { attemptId, given: given.notes, before: before.notes, at }),
    submittedAt: given.submitted ? (before.submittedAt ?? at) : null,
    updatedAt: at,
  };
  try {
    if (before.rev > 0) return await store.reviews.update(before.id, before.rev, patch);
    const first = { ...before, ...patch, rev: 1 };
    await store.reviews.insert(first);
    return first;
  } catch (error) {
    if (isAppError(error, 'CONFLICT') || isAppError(error, 'DUPLICATE')) throw moved(null);
    throw error;
  }
}

function moved(rev: number | null): AppError {
  const now = rev === null ? 'has changed' : `is at revision "${rev}" by now`;
  return new AppError('PRECONDITION_FAILED', `Your review ${now}: read it again, and merge.`, {
    field: '/headers/if-match',
  });
}

function checkRatings({ ratings, submitted }: GivenReview, { rubric }: Assessment): void {
  const known = new Set(rubric.map(({ key }) => key));
  for (const key of Object.keys(ratings)) {
    if (!known.has(key)) {
      throw new AppError('BAD_REQUEST', `${key} is not in the rubric of the assessment.`, { field: `/ratings/${key}` });
    }
  }
  const missing = rubric.find(({ key }) => !Object.hasOwn(ratings, key));
  if (submitted && missing !== undefined) {
    const message = `Rate ${missing.title} first: a review is submitted whole.`;
    throw new AppError('BAD_REQUEST', message, { field: `/ratings/${missing.key}` });
  }
}

function shownReview(
  { reviewerId, reviewerName, submittedAt, ratings, comment, notes }: Review,
  { rubric, isOpen, isOwn }: { rubric: Assessment['rubric']; isOpen: boolean; isOwn: boolean },
): ShownReview {
  const head = { reviewerId, reviewerName, own: isOwn, submittedAt };
  if (!isOpen && !isOwn) return { ...head, hidden: true };
  return { ...head, hidden: false, ratings, score: weightedScore(ratings, rubric), comment, notes };
}
