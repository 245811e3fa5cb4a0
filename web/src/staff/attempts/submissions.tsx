import { useSignal } from '@preact/signals';
import type { Static } from 'typebox';
import type { SourceView } from '../../../../api/schemas/grading/submission-detail.ts';
import type { SourceDiff } from '../../../../engine/model/diff.ts';
import type { CardProblem, CardSubmission } from '../../../../engine/model/scorecard.ts';
import { get } from '../../shared/api.ts';
import { Choice } from '../../shared/field.tsx';
import { instant, number } from '../../shared/format.ts';
import { Show, useLoaded } from '../../shared/load.tsx';
import { VerdictBadge, verdictWords } from '../../shared/verdict.tsx';
import { DiffOf } from './diff-of.tsx';
import { Source } from './source.tsx';

/** All of a problem, newest first, and any two of them set against each other. */
export function Submissions({ problem: { name, submissions, submissionCount, best } }: { problem: CardProblem }) {
  const oldest = submissions.at(-1)?.id ?? '';
  const from = useSignal(oldest);
  const to = useSignal(best?.id ?? oldest);
  const options = submissions.map((one, index) => ({ value: one.id, text: nameOf(one, submissionCount - index) }));
  return (
    <div class="stack">
      <section class="scroll" tabIndex={0} aria-label={`Submissions, ${name}`}>
        <table>
          <thead>
            <tr>
              <th>Submission</th>
              <th>Handed in</th>
              <th>Runtime</th>
              <th>Verdict</th>
              <th class="number">Score</th>
            </tr>
          </thead>
          <tbody>
            {submissions.map((one, index) => (
              <tr key={one.id}>
                <td>
                  {submissionCount - index}
                  {one.id === best?.id && ' (counts)'}
                </td>
                <td>{instant(one.queuedAt)}</td>
                <td>{one.runtime}</td>
                <td>{one.state === 'done' ? <VerdictBadge verdict={one.verdict} /> : one.state}</td>
                <td class="number">
                  {number(one.score)}
                  {one.maxScore !== null && ` of ${number(one.maxScore)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div class="columns small-columns">
        <Choice label="From" signal={from} options={options} />
        <Choice label="To" signal={to} options={options} />
      </div>
      {from.value === to.value ? <OneSource id={to.value} /> : <SourcesDiff from={from.value} to={to.value} />}
    </div>
  );
}

function nameOf({ queuedAt, verdict }: CardSubmission, number: number): string {
  return `${number}: ${verdict === null ? 'not graded' : verdictWords[verdict]}, ${instant(queuedAt)}`;
}

function OneSource({ id }: { id: string }) {
  const path = `/api/submissions/${id}/source`;
  const loaded = useLoaded(path, (signal) => get<Static<typeof SourceView>>(path, signal));
  return (
    <Show of={loaded}>{({ files }) => files.map((file) => <Source key={file.name} file={file} whose={id} />)}</Show>
  );
}

const statusWords = { same: 'the same', changed: 'changed', added: 'added', removed: 'removed' };

function SourcesDiff({ from, to }: { from: string; to: string }) {
  const path = `/api/submissions/${from}/diff/${to}`;
  const loaded = useLoaded(path, (signal) => get<SourceDiff>(path, signal));
  return (
    <Show of={loaded}>
      {({ files }) =>
        files.map(({ name, status, diff }) => (
          <div key={name}>
            <h3>
              {name}: {statusWords[status]}
            </h3>
            <DiffOf diff={diff} names={{ from: 'From', to: 'To' }} />
          </div>
        ))
      }
    </Show>
  );
}
