import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Static } from 'typebox';
import type { OwnReview, ReviewBody } from '../../../../api/schemas/review.ts';
import { ApiError, ask, wordsOf } from '../../shared/api.ts';
import { tell } from '../../shared/toasts.tsx';
import { can } from '../session.ts';

export type Review = Static<typeof ReviewBody>;
export type Note = Review['notes'][number];

/** One's own review as it is being written; the notes in the sources and the form are parts of the same. */
export interface OwnReviewState {
  /** `null`: not loaded yet. */
  review: Signal<Review | null>;
  /** Whether it is as the server has it. */
  saved: Signal<boolean>;
  error: Signal<string | null>;
  change(part: Partial<Review>): void;
  /** Throws what the server says. */
  save(part?: Partial<Review>): Promise<void>;
}

export function useOwnReview(attemptId: string, onSaved: () => void): OwnReviewState {
  const review = useSignal<Review | null>(null);
  const saved = useSignal(true);
  const error = useSignal<string | null>(null);
  const etag = useSignal('');
  const path = `/api/attempts/${attemptId}/review`;

  const take = (answer: { body: OwnReview; etag: string | null }) => {
    const { ratings, comment, notes, submittedAt } = answer.body;
    const own = notes.map(({ submissionId, file, fromLine, toLine, text }) => ({
      ...{ submissionId, file, fromLine, toLine, text },
    }));
    review.value = { ratings, comment, notes: own, submitted: submittedAt !== null };
    etag.value = answer.etag ?? '';
    saved.value = true;
  };
  useEffect(() => {
    if (!can('reviews:own')) return;
    ask<OwnReview>(path).then(take, (thrown) => {
      error.value = wordsOf(thrown);
    });
  }, [path]);

  return {
    review,
    saved,
    error,
    change(part) {
      if (review.value === null) return;
      review.value = { ...review.value, ...part };
      saved.value = false;
    },
    async save(part = {}) {
      if (review.value === null) return;
      const body = { ...review.value, ...part };
      try {
        take(await ask<OwnReview>(path, { method: 'PUT', body, headers: { 'if-match': etag.value } }));
        onSaved();
      } catch (thrown) {
        if (!(thrown instanceof ApiError) || thrown.code !== 'PRECONDITION_FAILED') throw thrown;
        etag.value = (await ask(path)).etag ?? '';
        tell(
          'error',
          'You saved this review in another window. What is here is not lost: save again to replace the other.',
        );
      }
    },
  };
}
