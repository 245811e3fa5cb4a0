import { useLocation, useRoute } from 'preact-iso';
import type { Comparison } from '../../../../engine/model/scorecard.ts';
import { get } from '../../shared/api.ts';
import { number } from '../../shared/format.ts';
import { Show, useLoaded } from '../../shared/load.tsx';
import { Notice } from '../../shared/notice.tsx';
import { Page } from '../../shared/page.tsx';
import { Hostile, visible } from '../../shared/text.tsx';
import { VerdictBadge } from '../../shared/verdict.tsx';
import { Source } from '../attempts/source.tsx';
import { decisionWords } from '../attempts/words.ts';
import { ScoreBar } from './score-bar.tsx';

/** Two to five attempts side by side. */
export default function Compare() {
  const { id = '' } = useRoute().params;
  const { attempts = '' } = useLocation().query;
  const path = `/api/assessments/${id}/compare?attempts=${attempts}`;
  const loaded = useLoaded(path, (signal) => get<Comparison>(path, signal));
  return (
    <Page
      title={['Compare', loaded.value?.attempts.map(({ person }) => person.label).join(', ')]
        .filter(Boolean)
        .join(': ')}
      width="wide"
    >
      <p class="crumbs">
        <a href={`/assessments/${id}`}>Attempts</a>
      </p>
      <h1>Side by side</h1>
      {attempts === '' ? (
        <Notice kind="warn">
          <p>Choose two to five attempts in the table, then compare them.</p>
        </Notice>
      ) : (
        <Show of={loaded} list={{ href: `/assessments/${id}`, text: 'All attempts' }}>
          {(comparison) => <SideBySide comparison={comparison} />}
        </Show>
      )}
    </Page>
  );
}

function SideBySide({ comparison: { attempts, problems } }: { comparison: Comparison }) {
  const labels = new Map(attempts.map(({ id, person }) => [id, person.label]));
  return (
    <div class="stack">
      <div class="two">
        {attempts.map(({ id, person, score, maxScore, decision }) => (
          <section key={id} class="card" aria-label={visible(person.label)}>
            <h2>
              <a href={`/attempts/${id}`}>
                <Hostile text={person.label} />
              </a>
            </h2>
            <ScoreBar score={score} maxScore={maxScore} />
            <p>{decision === null ? 'Not decided' : decisionWords[decision]}</p>
          </section>
        ))}
      </div>
      {problems.map(({ slug, name, attempts: answers }) => (
        <section key={slug} class="card" aria-label={name}>
          <h2>{name}</h2>
          <div class="two">
            {answers.map((one) => (
              <div key={one.attemptId}>
                <p class="row">
                  <strong>
                    <Hostile text={labels.get(one.attemptId) ?? ''} />
                  </strong>
                  <VerdictBadge verdict={one.verdict} />
                  {one.points !== null && (
                    <span>
                      {number(one.points)} of {number(one.maxPoints)} points
                    </span>
                  )}
                </p>
                {one.best === null ? (
                  <p class="hint">Nothing is graded.</p>
                ) : (
                  <>
                    <p class="row small">
                      {one.best.runtime}
                      {one.best.groups.map((group) => (
                        <span key={group.name}>
                          {group.name} <VerdictBadge verdict={group.verdict} short />
                        </span>
                      ))}
                    </p>
                    {one.best.files.map((file) => (
                      <Source key={file.name} file={file} whose={`${name}, ${labels.get(one.attemptId)}`} />
                    ))}
                  </>
                )}
              </div>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
