import type { Scorecard } from '../../../../engine/model/scorecard.ts';
import { Button } from '../../shared/button.tsx';
import { Area } from '../../shared/field.tsx';
import { Notice } from '../../shared/notice.tsx';
import { tell } from '../../shared/toasts.tsx';
import { useUnsaved } from '../../shared/unsaved.ts';
import { Rating } from './rating.tsx';
import type { OwnReviewState, Review } from './use-own-review.ts';
import { counted } from './words.ts';

function isBegun({ ratings, comment, notes, submitted }: Review): boolean {
  return submitted || comment !== '' || notes.length > 0 || Object.keys(ratings).length > 0;
}

/** One's own: a draft until it is submitted; then the others' are shown. */
export function OwnReview({ card, state }: { card: Scorecard; state: OwnReviewState }) {
  const { review, saved, error } = state;
  const now = review.value;
  useUnsaved(!saved.value);
  const save = async (submitted: boolean) => {
    await state.save({ submitted });
    tell('good', submitted ? 'Your review is submitted.' : 'The draft is saved. Nobody else sees it.');
  };
  return (
    <section class="card" id="your-review" tabIndex={-1} aria-label="Your review">
      <div class="row spread">
        <h2>Your review</h2>
        {now && (isBegun(now) || !saved.value) && <span class="tag">{now.submitted ? 'Submitted' : 'Draft'}</span>}
      </div>
      {error.value && (
        <Notice kind="error">
          <p>{error.value}</p>
        </Notice>
      )}
      {now && (
        <form class="form" onSubmit={(event) => event.preventDefault()}>
          {card.rubric.length === 0 && <p class="hint">The assessment has no rubric: a comment is all there is.</p>}
          {card.rubric.map(({ key, title, weight }) => (
            <Rating
              key={key}
              title={title}
              weighs={weight}
              value={Object.hasOwn(now.ratings, key) ? (now.ratings[key] ?? null) : null}
              onValue={(value) => state.change({ ratings: { ...now.ratings, [key]: value } })}
            />
          ))}
          <Area label="Comment" rows={2} value={now.comment} onValue={(comment) => state.change({ comment })} />
          {(isBegun(now) || !saved.value) && (
            <p class="hint">
              {now.notes.length > 0 && `${counted(now.notes.length, 'note')} on lines. `}
              {saved.value ? 'All is saved.' : 'Not saved yet.'}
            </p>
          )}
          <div class="row">
            <Button kind="main" submit onPress={() => save(true)}>
              {now.submitted ? 'Save changes' : 'Submit'}
            </Button>
            {!now.submitted && <Button onPress={() => save(false)}>Save the draft</Button>}
          </div>
          {!now.submitted && (
            <p class="hint">Once it is submitted it counts for good, and you see what others wrote.</p>
          )}
        </form>
      )}
    </section>
  );
}
