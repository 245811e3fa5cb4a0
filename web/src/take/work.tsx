import { useSignal } from '@preact/signals';
import type { AttemptProblem, AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { wordsOf } from '../shared/api.ts';
import { lazy } from '../shared/lazy.tsx';
import { forgetErrors, tell } from '../shared/toasts.tsx';
import { CodePane } from './code-pane.tsx';
import { draftOf } from './drafts.ts';
import type { HandIn } from './hand-in.ts';
import { changeOwnInput, ownInputOf } from './own-input.ts';
import { OwnInputForm } from './own-input-form.tsx';
import { focusOn, fold } from './panes.ts';
import { side } from './place.ts';
import { ResultPane } from './result.tsx';
import type { Files } from './same-files.ts';
import { useWorkKeys } from './shortcuts.tsx';
import { handIn } from './submissions.ts';

const Conflict = lazy(() => import('./conflict.tsx').then((module) => module.Conflict));

export type Runtime = AttemptProblem['runtimes'][number];
interface WorkProps {
  view: AttemptView;
  problem: AttemptProblem;
  runtime: Runtime;
}

/** The program in one language, and what comes of it. */
export function Work({ view, problem, runtime }: WorkProps) {
  const { slug } = problem;
  const starter = runtime.starter.length > 0 ? runtime.starter : [{ name: runtime.mainFile, content: '' }];
  const draft = draftOf({ attempt: view, problem: slug, runtime: runtime.id, starter });
  const asked = useSignal(0);
  const putOff = useSignal(false);
  const own = ownInputOf(slug);

  const askForInput = () => {
    changeOwnInput(view, slug, { used: true });
    fold('result', false);
    side.value = 'result';
    asked.value++;
  };

  const hand = async (kind: HandIn['kind']) => {
    void draft.save();
    const { used, text } = ownInputOf(slug);
    if (kind === 'runs' && !used && problem.samples.length === 0) return askForInput();
    const input = kind === 'runs' ? { input: used ? text : null } : {};
    await handIn({ kind, problem: slug, runtime: runtime.id, files: draft.files.peek(), ...input });
    side.value = 'result';
  };
  const told = (work: Promise<unknown>) => {
    forgetErrors();
    return work.catch((error) => tell('error', wordsOf(error)));
  };
  useWorkKeys(view, {
    run: () => told(hand('runs')),
    submit: () => told(hand('submissions')),
    save: () => draft.save(),
    edit: () => {
      side.value = 'code';
      focusOn('.code-pane .cm-content');
    },
  });
  const settle = async (steps: Files[]) => {
    for (const files of steps) draft.put(files);
    await draft.settle(steps.at(-1) ?? []);
  };
  const stored = draft.conflict.value;
  return (
    <>
      <CodePane {...{ view, problem, runtime, draft }} ownInput={own.used} onOwnInput={askForInput} onHandIn={hand} />
      <ResultPane problem={problem} view={view}>
        {own.used && <OwnInputForm view={view} slug={slug} asked={asked.value} onRun={() => hand('runs')} />}
      </ResultPane>
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
