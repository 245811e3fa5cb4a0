import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AttemptProblem, AttemptView } from '../../../api/schemas/attempt.ts';
import { wordsOf } from '../shared/api.ts';
import { Notice } from '../shared/notice.tsx';
import { tell } from '../shared/toasts.tsx';
import { CodePane } from './code-pane.tsx';
import { Conflict } from './conflict.tsx';
import { draftOf } from './drafts.ts';
import { type HandIn, handIn, showLatest } from './live.ts';
import { runtimeOf, side } from './place.ts';
import { Result } from './result.tsx';
import type { Files } from './same-files.ts';
import { useShortcuts } from './shortcuts.tsx';
import { Sides } from './sides.tsx';
import { Statement } from './statement.tsx';

/** One problem: what is asked, beside the program and what comes of it. */
export function Desk({ view, problem }: { view: AttemptView; problem: AttemptProblem }) {
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
  return (
    <>
      <Sides />
      <div class="desk" data-side={side.value}>
        <section class="pane statement-pane" aria-label="Statement" tabIndex={0}>
          <Statement problem={problem} timeFactor={runtime.timeFactor} />
        </section>
        <Work view={view} problem={problem} runtime={runtime} />
      </div>
    </>
  );
}

export type Runtime = AttemptProblem['runtimes'][number];
interface WorkProps {
  view: AttemptView;
  problem: AttemptProblem;
  runtime: Runtime;
}

function Work({ view, problem, runtime }: WorkProps) {
  const { slug } = problem;
  const starter = runtime.starter.length > 0 ? runtime.starter : [{ name: runtime.mainFile, content: '' }];
  const draft = draftOf({ attempt: view, problem: slug, runtime: runtime.id, starter });
  const ownInput = useSignal<string | null>(null);
  const putOff = useSignal(false);
  const hand = async (kind: HandIn['kind']) => {
    void draft.save();
    const input = kind === 'runs' ? { input: ownInput.peek() } : {};
    await handIn({ kind, problem: slug, runtime: runtime.id, files: draft.files.peek(), ...input });
    side.value = 'result';
  };
  const told = (work: Promise<unknown>) => work.catch((error) => tell('error', wordsOf(error)));
  useShortcuts(view, {
    run: () => told(hand('runs')),
    submit: () => told(hand('submissions')),
    save: () => draft.save(),
  });
  const settle = async (steps: Files[]) => {
    for (const files of steps) draft.put(files);
    await draft.settle(steps.at(-1) ?? []);
  };
  const stored = draft.conflict.value;
  return (
    <>
      <CodePane view={view} problem={problem} runtime={runtime} draft={draft} ownInput={ownInput} onHandIn={hand} />
      <section class="pane result-pane" aria-label="Results" tabIndex={0}>
        <Result problem={slug} view={view} />
      </section>
      {stored !== null && !putOff.value && (
        <Conflict
          draft={draft}
          stored={stored}
          onSettle={settle}
          onLater={() => {
            putOff.value = true;
          }}
        />
      )}
      {stored !== null && putOff.value && (
        <button
          type="button"
          class="button main settle"
          onClick={() => {
            putOff.value = false;
          }}
        >
          This program was changed in two places: choose
        </button>
      )}
    </>
  );
}
