import type { Scorecard, ShownReview } from '../../../../engine/model/scorecard.ts';
import { instant, number } from '../../shared/format.ts';
import { Hostile } from '../../shared/text.tsx';

/** What the others submitted, as far as one may see it. */
export function Reviews({ card: { reviews, rubric } }: { card: Scorecard }) {
  const others = reviews.items.filter(({ own }) => !own);
  if (others.length === 0) return null;
  return (
    <section class="card" aria-label="Reviews of others">
      <div class="row spread">
        <h2>Reviews of others</h2>
        {reviews.meanScore != null && <span>Mean of all: {number(reviews.meanScore)} of 5</span>}
      </div>
      {others.map((review) => (
        <One key={review.reviewerId} review={review} rubric={rubric} />
      ))}
    </section>
  );
}

function One({ review, rubric }: { review: ShownReview; rubric: Scorecard['rubric'] }) {
  const { reviewerName, submittedAt, hidden, ratings = {}, score, comment } = review;
  return (
    <article>
      <h3>
        {reviewerName} <span class="soft">{instant(submittedAt)}</span>
      </h3>
      {hidden ? (
        <p class="hint">What it says is shown once you have submitted yours.</p>
      ) : (
        <>
          <ul class="plain-list">
            {rubric.map(({ key, title }) => (
              <li key={key}>
                {title} <strong>{Object.hasOwn(ratings, key) ? ratings[key] : '–'}</strong> of 5
              </li>
            ))}
            {score != null && <li>Weighted: {number(score)} of 5</li>}
          </ul>
          {comment && (
            <p class="as-written">
              <Hostile text={comment} />
            </p>
          )}
        </>
      )}
    </article>
  );
}
