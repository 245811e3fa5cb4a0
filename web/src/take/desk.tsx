import { useEffect } from 'preact/hooks';
import type { AttemptProblem, AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { Notice } from '../shared/notice.tsx';
import { focusOn, fold, panes } from './panes.ts';
import { runtimeOf, side } from './place.ts';
import { Sides } from './sides.tsx';
import { Splitter } from './splitter.tsx';
import { Statement } from './statement.tsx';
import { showLatest } from './submissions.ts';
import { Work } from './work.tsx';

export interface DeskProps {
  view: AttemptView;
  problem: AttemptProblem;
}

/** One problem: what is asked, beside the program and what comes of it. */
export function Desk({ view, problem }: DeskProps) {
  const { slug } = problem;
  const runtime = runtimeOf(problem);
  useEffect(() => {
    showLatest(slug).catch(() => undefined);
  }, []);
  if (runtime === null) {
    return (
      <Notice kind="error">
        <p>None of the languages of this problem is there at the moment, which is our fault. It costs you no points.</p>
      </Notice>
    );
  }
  const { statement, result } = panes.value;
  return (
    <>
      <Sides />
      <div
        class="desk"
        data-side={side.value}
        data-folded={[statement.folded && 'statement', result.folded && 'result'].filter(Boolean).join(' ')}
        style={{ '--statement': `${statement.share}%`, '--result': `${result.share}%` }}
      >
        <section class="pane statement-pane" id="statement-pane" aria-label="Statement" tabIndex={0}>
          <Statement problem={problem} timeFactor={runtime.timeFactor} />
        </section>
        <Splitter name="statement" label="Width of the statement" />
        <Work view={view} problem={problem} runtime={runtime} />
        <Splitter name="result" label="Height of the results" />
        {statement.folded && <Unfold />}
      </div>
    </>
  );
}

function Unfold() {
  const unfold = () => {
    fold('statement', false);
    focusOn('#statement-pane');
  };
  return (
    <button type="button" class="button unfold" aria-expanded={false} onClick={unfold}>
      ▸ Statement
    </button>
  );
}
