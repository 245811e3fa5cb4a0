import type { CardProblem, Scorecard } from '../../../../engine/model/scorecard.ts';
import { duration, instant, number } from '../../shared/format.ts';
import { Empty } from '../../shared/notice.tsx';
import { Tabs } from '../../shared/tabs.tsx';
import { Output } from '../../shared/text.tsx';
import { VerdictBadge } from '../../shared/verdict.tsx';
import { Cases } from './cases.tsx';
import { Growth } from './growth.tsx';
import { ReviewedSource } from './reviewed-source.tsx';
import { Submissions } from './submissions.tsx';
import type { OwnReviewState } from './use-own-review.ts';
import { counted } from './words.ts';

/** One problem of a scorecard. */
export function ProblemCard({
  problem,
  card,
  review,
}: {
  problem: CardProblem;
  card: Scorecard;
  review: OwnReviewState;
}) {
  const { slug, name, points, maxPoints, verdict, best, activity, submissionCount } = problem;
  return (
    <section class="card" id={slug} aria-label={name}>
      <div class="row spread">
        <h2>{name}</h2>
        <span class="row">
          <VerdictBadge verdict={verdict} />
          <strong>
            {number(points)} of {number(maxPoints)} points
          </strong>
        </span>
      </div>
      <p class="row facts small">
        <span>at least {duration(activity.spentMs)} spent</span>
        <span>{counted(activity.runs, 'run')}</span>
        <span>{counted(submissionCount, 'submission')}</span>
        <span>{counted(activity.edits, 'edit')}</span>
        <span>
          {counted(activity.pastes, 'paste')} ({counted(activity.pastedChars, 'character')})
        </span>
      </p>
      {best === null ? (
        <Empty title={submissionCount === 0 ? 'Nothing was submitted' : 'Nothing is graded yet'}>
          {activity.edits > 0 && <p>What was typed is in the timeline.</p>}
        </Empty>
      ) : (
        <>
          {best.compile?.ok === false && <Output label="What the compiler said" text={best.compile.output} />}
          <Tabs
            label={name}
            tabs={[
              { key: 'cases', text: 'Cases', show: () => <Cases best={best} problemName={name} /> },
              { key: 'growth', text: 'Growth', show: () => <Growth best={best} problemName={name} /> },
              {
                key: 'source',
                text: 'Source',
                show: () => <ReviewedSource {...{ best, card, review, problemName: name }} />,
              },
              {
                key: 'submissions',
                text: `Submissions (${submissionCount})`,
                show: () => <Submissions problem={problem} />,
              },
              { key: 'receipt', text: 'Receipt', show: () => <Receipt problem={problem} /> },
            ]}
          />
        </>
      )}
    </section>
  );
}

/** With what the score was made. */
function Receipt({ problem: { best, version } }: { problem: CardProblem }) {
  const receipt = best?.receipt;
  if (!receipt) return <p class="hint">There is none: it was not graded to its end.</p>;
  const facts = [
    ['Problem version', version],
    ['Test data (SHA-256)', receipt.testDataSha256],
    ['Source (SHA-256)', receipt.sourceSha256],
    ['Runtime', `${receipt.runtime} ${receipt.runtimeVersion}`],
    ['Image', receipt.image],
    ['Graded', `${instant(receipt.gradedAt)}, by Assay ${receipt.engine} on ${receipt.worker}`],
  ];
  return (
    <dl class="facts-list">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="mono">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
