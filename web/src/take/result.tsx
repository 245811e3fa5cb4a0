import type { ComponentChildren } from 'preact';
import type { AttemptProblem, AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { Button } from '../shared/button.tsx';
import { Empty } from '../shared/notice.tsx';
import { Output } from '../shared/text.tsx';
import { VerdictBadge } from '../shared/verdict.tsx';
import { Advice } from './advice.tsx';
import { CaseRow } from './case-row.tsx';
import { History } from './history.tsx';
import { isDone, type Live, shown } from './live.ts';
import { headlineOf } from './live-words.ts';
import { fold, panes } from './panes.ts';
import { Secrets } from './secrets.tsx';
import { cancel, sending } from './submissions.ts';
import type { Told } from './verdict-advice.ts';

export interface ResultProps {
  problem: AttemptProblem;
  view: AttemptView;
  /** Shown above what came of the last one. */
  children: ComponentChildren;
}

/** What came of the last run or submission of a problem, as it happens. Its first line stays when the rest is folded away. */
export function ResultPane({ problem, view, children }: ResultProps) {
  const live = shown.value.get(problem.slug);
  const sent = sending.value.get(problem.slug);
  const { folded } = panes.value.result;
  return (
    <section class="pane result-pane" id="result-pane" aria-label="Results" tabIndex={-1}>
      <header class="row headline">
        <h2>{headlineOf(live, sent, view.feedback)}</h2>
        {live !== undefined && sent === undefined && <Aside live={live} />}
        <button
          type="button"
          class="button quiet fold"
          aria-expanded={!folded}
          aria-label={folded ? 'Show the results' : 'Fold the results away'}
          title={folded ? 'Show the results' : 'Fold the results away'}
          onClick={() => fold('result', !folded)}
        >
          {folded ? '▴' : '▾'}
        </button>
      </header>
      <section class="pane-body" aria-label="Results in detail" tabIndex={0}>
        {children}
        {live === undefined ? (
          <Empty title="Nothing was run yet">
            <p>
              {problem.samples.length > 0
                ? 'Run your program on the samples, and see here what it prints.'
                : 'This problem has no samples: run your program on input of your own, and see here what it prints.'}
            </p>
          </Empty>
        ) : (
          <Detail live={live} view={view} />
        )}
      </section>
    </section>
  );
}

function Aside({ live: { one } }: { live: Live }) {
  if (!isDone(one)) {
    return (
      <Button kind="quiet" onPress={() => cancel(one.id)}>
        Cancel
      </Button>
    );
  }
  if (one.verdict === null || (one.ownInput && one.verdict === 'AC')) return null;
  return <VerdictBadge verdict={one.verdict} short />;
}

/** What the rows of its cases do not say themselves. */
function whole({ compile, verdict, kind }: Live['one']): Told {
  if (compile !== null && !compile.ok) return { verdict: 'CE', reason: compile.reason };
  return { verdict: kind === 'submit' && verdict !== null ? verdict : 'AC' };
}

function Detail({ live, view }: { live: Live; view: AttemptView }) {
  const { one, cases, bytes } = live;
  const firstBad = cases.find(({ verdict }) => verdict !== 'AC') ?? (one.ownInput ? cases[0] : undefined);
  return (
    <div class="result">
      {one.compile !== null && one.compile.output !== '' && (
        <div>
          <h3>{one.compile.ok ? 'The compiler says' : 'It does not compile'}</h3>
          <Output label="Output of the compiler" text={one.compile.output} />
        </div>
      )}
      <Advice {...whole(one)} />
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
      <History problem={one.problem} />
    </div>
  );
}
