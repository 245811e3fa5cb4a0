import type { AttemptView } from '../../../api/schemas/attempt.ts';
import { Button } from '../shared/button.tsx';
import { duration, number } from '../shared/format.ts';
import { Empty } from '../shared/notice.tsx';
import { Output } from '../shared/text.tsx';
import { VerdictBadge, verdictWords } from '../shared/verdict.tsx';
import { CaseRow } from './case-row.tsx';
import { History } from './history.tsx';
import { cancel, isDone, type Live, shown } from './live.ts';

/** What came of the last run or submission of a problem, as it happens. */
export function Result({ problem, view }: { problem: string; view: AttemptView }) {
  const live = shown.value[problem];
  if (live === undefined) {
    return (
      <Empty title="Nothing was run yet">
        <p>Run your program on the samples, and see here what it prints.</p>
      </Empty>
    );
  }
  const { one, cases, bytes } = live;
  const firstBad = cases.find(({ verdict }) => verdict !== 'AC') ?? (one.ownInput ? cases[0] : undefined);
  return (
    <section class="result" aria-label="Result">
      <Headline live={live} view={view} />
      {one.compile !== null && one.compile.output !== '' && (
        <div>
          <h4>{one.compile.ok ? 'The compiler says' : 'It does not compile'}</h4>
          <Output label="Output of the compiler" text={one.compile.output} />
        </div>
      )}
      {cases.map((result) => (
        <CaseRow
          key={`${one.id} ${result.name}`}
          result={result}
          bytes={bytes?.find((run) => run.case === result.name) ?? null}
          ownInput={one.ownInput}
          isOpen={result === firstBad}
        />
      ))}
      <Secrets live={live} view={view} />
      <History problem={problem} />
    </section>
  );
}

function Headline({ live, view }: { live: Live; view: AttemptView }) {
  const { one } = live;
  const words = wordsOf(live, view);
  return (
    <div class="row spread headline">
      <h3 aria-live="polite">
        {one.kind === 'run' ? (one.ownInput ? 'Run on your input' : 'Run on the samples') : 'Submission'}: {words}
      </h3>
      {one.verdict !== null && !(one.ownInput && one.verdict === 'AC') && <VerdictBadge verdict={one.verdict} short />}
      {!isDone(one) && (
        <Button kind="quiet" onPress={() => cancel(one.id)}>
          Cancel
        </Button>
      )}
    </div>
  );
}

function wordsOf({ one, cases, progress }: Live, view: AttemptView): string {
  const { state, waiting, compile } = one;
  switch (state) {
    case 'queued': {
      if (waiting === null) return 'waits for its turn';
      const ahead = waiting.aheadAtMost === 0 ? 'is next' : `waits behind ${waiting.aheadAtMost} at most`;
      return waiting.estimateMs === null ? ahead : `${ahead}, begins in about ${duration(waiting.estimateMs)}`;
    }
    case 'compiling':
      return 'is being compiled';
    case 'running':
      return progress === null
        ? `is running, ${cases.length} done`
        : `is running, ${progress.done} of ${progress.total} secret cases done`;
    case 'canceled':
      return 'was canceled';
    case 'done':
      if (one.ownInput && one.verdict === 'AC') return 'ended well';
      if (one.verdict !== null) return verdictWords[one.verdict];
      if (compile !== null && !compile.ok) return verdictWords.CE;
      return view.feedback === 'samples' ? 'is graded' : 'is done';
    default:
      return state satisfies never;
  }
}

/** What the feedback rule tells of the secret cases. */
function Secrets({ live, view }: { live: Live; view: AttemptView }) {
  const { one, progress } = live;
  if (one.kind !== 'submit') return null;
  if (!isDone(one)) {
    return progress === null ? null : (
      <progress max={progress.total} value={progress.done} aria-label="Secret cases that are done" />
    );
  }
  if (one.groups.length === 0) return <p class="hint">{view.feedbackSays}</p>;
  // Of a problem that is passed or failed as a whole the groups have no score.
  const isScored = one.groups.some(({ maxScore }) => maxScore !== 0);
  return (
    <table>
      <caption class="sr">Secret groups</caption>
      <thead>
        <tr>
          <th scope="col">Secret group</th>
          <th scope="col">Verdict</th>
          {isScored && (
            <th scope="col" class="number">
              Score
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {one.groups.map(({ name, verdict, score, maxScore }) => (
          <tr key={name}>
            <td>{name}</td>
            <td>
              <VerdictBadge verdict={verdict} />
            </td>
            {isScored && (
              <td class="number">
                {number(score)}
                {maxScore !== null && ` of ${number(maxScore)}`}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
