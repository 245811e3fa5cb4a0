import { useSignal } from '@preact/signals';
import type { Static } from 'typebox';
import type { ChangedAttemptList, MatrixView } from '../../../../../api/schemas/authoring/rejudge.ts';
import { ApiError, get } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { number } from '../../../shared/format.ts';
import { Show, useLoaded } from '../../../shared/load.tsx';
import { VerdictBadge } from '../../../shared/verdict.tsx';
import { More, usePages } from '../../more.tsx';
import { can } from '../../session.ts';

type Attempts = Static<typeof ChangedAttemptList>;

/** What a rejudge would change, or has changed: in figures, then one by one. */
export function Matrix({ id }: { id: string }) {
  const loaded = useLoaded(id, async (signal) => {
    try {
      return await get<MatrixView>(`/api/rejudges/${id}/matrix?limit=100`, signal);
    } catch (error) {
      // Dropped before it was known.
      if (error instanceof ApiError && error.status === 409) return 'none';
      throw error;
    }
  });
  return (
    <Show of={loaded}>
      {(matrix) =>
        matrix === 'none' ? (
          <p>It was dropped before it was known what it would change.</p>
        ) : (
          <>
            <Figures matrix={matrix} />
            <Verdicts verdicts={matrix.verdicts} />
            <Attempts id={id} />
            <Submissions id={id} first={matrix.changed} />
          </>
        )
      }
    </Show>
  );
}

function Figures({ matrix: { scores, attempts } }: { matrix: MatrixView }) {
  const figures = [
    ['Scores that rise', scores.raised],
    ['Scores that fall', scores.lowered],
    ['Scores that stay', scores.same],
    ['Could not be graded, kept', scores.kept],
    ['Attempts with another score', attempts.changed],
    ['Attempts that pass now', attempts.nowPass],
    ['Attempts that fail now', attempts.nowFail],
  ] as const;
  return (
    <dl class="figures card">
      {figures.map(([words, count]) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}

function Verdicts({ verdicts }: { verdicts: MatrixView['verdicts'] }) {
  if (verdicts.length === 0) return <p>No submission was graded with another version: nothing would change.</p>;
  return (
    <section class="card scroll" tabIndex={0} aria-label="Verdicts before and after">
      <h2>Verdicts before and after</h2>
      <table class="stacked">
        <thead>
          <tr>
            <th>Before</th>
            <th>After</th>
            <th class="number">Submissions</th>
            <th>
              <span class="sr">What it means</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {verdicts.map(({ before, after, count }) => (
            <tr key={`${before} ${after}`}>
              <td data-label="Before">
                <VerdictBadge verdict={before} />
              </td>
              <td data-label="After">{after === null ? 'Could not be graded' : <VerdictBadge verdict={after} />}</td>
              <td class="number" data-label="Submissions">
                {count}
              </td>
              <td>{after === null ? 'Keep their results' : before === after ? 'As before' : 'Another verdict'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Whoever may see it gets there. */
function AttemptName({ id }: { id: string }) {
  const words = `Attempt ${id.slice(-6)}`;
  return can('attempts:read') ? <a href={`/attempts/${id}`}>{words}</a> : words;
}

const passWords = (passed: boolean | null) => (passed === null ? 'no pass mark' : passed ? 'passed' : 'not passed');

function Attempts({ id }: { id: string }) {
  const loaded = usePages<Attempts['items'][number]>(`/api/rejudges/${id}/attempts?limit=100`);
  return (
    <Show of={loaded}>
      {(items) =>
        items.length > 0 && (
          <section class="card" aria-label="Attempts with another score">
            <h2>Attempts with another score</h2>
            <ul class="words">
              {items.map(({ attemptId, before, after }) => (
                <li key={attemptId}>
                  <AttemptName id={attemptId} />: {number(before.score)} ({passWords(before.passed)}) →{' '}
                  {number(after.score)} ({passWords(after.passed)})
                  {before.passed !== after.passed && <strong> crosses the pass mark</strong>}
                </li>
              ))}
            </ul>
            <More of={loaded} />
          </section>
        )
      }
    </Show>
  );
}

function Submissions({ id, first }: { id: string; first: MatrixView['changed'] }) {
  const pages = useSignal([first]);
  const items = pages.value.flatMap((page) => page.items);
  const next = pages.value.at(-1)?.next ?? null;
  const more = async () => {
    const url = `/api/rejudges/${id}/matrix?limit=100&after=${encodeURIComponent(next ?? '')}`;
    pages.value = [...pages.value, (await get<MatrixView>(url)).changed];
  };
  if (items.length === 0) return null;
  return (
    <section class="card scroll" tabIndex={0} aria-label="Submissions that change">
      <h2>Submissions that change</h2>
      <table class="stacked">
        <thead>
          <tr>
            <th>Submission</th>
            <th>Before</th>
            <th>After</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ submissionId, before, after }) => (
            <tr key={submissionId}>
              <td class="mono">{submissionId}</td>
              <td data-label="Before">
                <VerdictBadge verdict={before.verdict} /> {number(before.score)}
              </td>
              <td data-label="After">
                {after === null ? (
                  'Keeps its result'
                ) : (
                  <>
                    <VerdictBadge verdict={after.verdict} /> {number(after.score)}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {next !== null && <Button onPress={more}>Show more</Button>}
    </section>
  );
}
