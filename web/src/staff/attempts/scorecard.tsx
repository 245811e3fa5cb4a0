import { useRoute } from 'preact-iso';
import type { Scorecard } from '../../../../engine/model/scorecard.ts';
import { Show } from '../../shared/load.tsx';
import { Page } from '../../shared/page.tsx';
import { Hostile } from '../../shared/text.tsx';
import { allAssessments } from '../assessments/assessment.ts';
import { AttemptActions } from '../assessments/attempt-actions.tsx';
import { FreshNote, type Freshness } from '../fresh.tsx';
import { useLive } from '../live.ts';
import { can } from '../session.ts';
import { Decisions } from './decision.tsx';
import { OwnReview } from './own-review.tsx';
import { ProblemCard } from './problem.tsx';
import { Reviews } from './reviews.tsx';
import { Summary } from './summary.tsx';
import { type OwnReviewState, useOwnReview } from './use-own-review.ts';
import { decisionWords, endedByWords, stateWords } from './words.ts';

/** While it is graded there is something new any moment; once it is finished only people change something. */
function everyMsOf({ state }: Scorecard): number | null {
  if (state === 'finished') return null;
  return state === 'ending' || state === 'grading' ? 3_000 : 15_000;
}

/** What is known of one attempt, and what people say of it. */
export default function ScorecardPage() {
  const { id = '' } = useRoute().params;
  const loaded = useLive<Scorecard>(`/api/attempts/${id}/scorecard`, everyMsOf);
  const review = useOwnReview(id, loaded.reload);
  const card = loaded.value;
  return (
    <Page title={card ? `${card.person.label}: ${card.title}` : 'Scorecard'}>
      <p class="crumbs">
        <a href="/assessments">Assessments</a>
        {card && (
          <>
            {' / '}
            <a href={`/assessments/${card.assessmentId}`}>{card.title}</a>
          </>
        )}
      </p>
      <Show of={loaded} list={{ ...allAssessments, heading: 'Scorecard' }}>
        {(shown) => <Card card={shown} review={review} reload={loaded.reload} fresh={loaded.fresh} />}
      </Show>
    </Page>
  );
}

function Card({
  card,
  review,
  reload,
  fresh,
}: {
  card: Scorecard;
  review: OwnReviewState;
  reload(): void;
  fresh: Freshness;
}) {
  return (
    <div class="scorecard">
      <div class="stack">
        <div>
          <Head card={card} reload={reload} />
          {card.state !== 'finished' && <FreshNote of={fresh} />}
          <Places card={card} />
        </div>
        <Summary card={card} />
        {card.problems.map((problem) => (
          <ProblemCard key={problem.slug} problem={problem} card={card} review={review} />
        ))}
      </div>
      <div class="stack judgement">
        {can('reviews:own') && <OwnReview card={card} state={review} />}
        <Reviews card={card} />
        <Decisions card={card} onDecided={reload} />
      </div>
    </div>
  );
}

/** Where things are: on a narrow screen the page is long. */
function Places({ card }: { card: Scorecard }) {
  return (
    <nav class="row places" aria-label="On this page">
      {card.problems.map(({ slug, name }) => (
        <a key={slug} href={`#${slug}`}>
          {name}
        </a>
      ))}
      {can('reviews:own') && <a href="#your-review">Your review</a>}
      <a href="#decision">Decision</a>
    </nav>
  );
}

function Head({ card, reload }: { card: Scorecard; reload(): void }) {
  const { attemptId, person, state, endedBy, decision } = card;
  return (
    <div class="row spread">
      <div>
        <h1>
          <Hostile text={person.label} />
        </h1>
        <p class="row facts">
          {person.email && <Hostile text={person.email} />}
          {person.hidden && <span>Name and address are hidden until a decision.</span>}
          <span class="tag">{stateWords[state]}</span>
          {endedBy && <span>{endedByWords[endedBy]}</span>}
          {decision && <span class="tag">Decision: {decisionWords[decision]}</span>}
        </p>
      </div>
      <div class="row">
        {can('attempts:write') && state !== 'finished' && (
          <AttemptActions id={attemptId} state={state} label={person.label} onDone={reload} />
        )}
        {can('attempts:read') && (
          <a class="button" href={`/attempts/${attemptId}/timeline`}>
            Timeline
          </a>
        )}
        <a class="button" href={`/api/attempts/${attemptId}/scorecard.pdf`} download>
          PDF
        </a>
      </div>
    </div>
  );
}
