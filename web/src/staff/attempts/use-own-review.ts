import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Static } from 'typebox';
import type { OwnReview, ReviewBody } from '../../../../api/schemas/review/review.ts';
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

const autosaveMs = 1500;

function reviewIn({ ratings, comment, notes, submittedAt }: OwnReview): Review {
  const own = notes.map(({ submissionId, file, fromLine, toLine, text }) => ({
    ...{ submissionId, file, fromLine, toLine, text },
  }));
  return { ratings, comment, notes: own, submitted: submittedAt !== null };
}

/** A draft is saved by itself a moment after it was changed; what is submitted changes when one says so. */
export function useOwnReview(attemptId: string, onSaved: () => void): OwnReviewState {
  const review = useSignal<Review | null>(null);
  const saved = useSignal(true);
  const error = useSignal<string | null>(null);
  const etag = useRef('');
  /** One save after the other: each needs the revision of the one before. */
  const before = useRef<Promise<unknown>>(Promise.resolve());
  const path = `/api/attempts/${attemptId}/review`;

  useEffect(() => {
    if (!can('reviews:own')) return;
    const loading = ask<OwnReview>(path);
    before.current = loading.then(
      (answer) => {
        etag.current = answer.etag ?? '';
        review.value = reviewIn(answer.body);
      },
      (thrown) => {
        error.value = wordsOf(thrown);
      },
    );
  }, [path]);

  const put = async (part: Partial<Review>) => {
    const sent = review.value;
    if (sent === null) return;
    try {
      const body = { ...sent, ...part };
      const answer = await ask<OwnReview>(path, { method: 'PUT', body, headers: { 'if-match': etag.current } });
      etag.current = answer.etag ?? '';
      saved.value = review.value === sent;
      review.value = { ...(review.value ?? sent), ...part };
      error.value = null;
    } catch (thrown) {
      if (!(thrown instanceof ApiError) || thrown.code !== 'PRECONDITION_FAILED') throw thrown;
      etag.current = (await ask(path)).etag ?? '';
      throw new ApiError({ ...thrown, detail: conflict });
    }
  };
  const save: OwnReviewState['save'] = (part = {}) => {
    const saving = before.current.then(() => put(part));
    before.current = saving.catch(() => undefined);
    return saving.then(onSaved);
  };
  useEffect(() => {
    if (saved.value || review.value === null || review.value.submitted) return;
    const timer = setTimeout(() => save().catch((thrown) => tell('error', wordsOf(thrown))), autosaveMs);
    return () => clearTimeout(timer);
  }, [review.value, saved.value]);

  const change: OwnReviewState['change'] = (part) => {
    if (review.value === null) return;
    saved.value = false;
    review.value = { ...review.value, ...part };
  };
  return { review, saved, error, change, save };
}

const conflict =
  'You saved this review in another window. What stands here is not lost: save again to put it in place of the other.';
