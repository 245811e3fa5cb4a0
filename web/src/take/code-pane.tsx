import { useSignal } from '@preact/signals';
import type { AttemptProblem, AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { Button } from '../shared/button.tsx';
import type { Visited } from '../shared/code-mirror.ts';
import { Editor, EditorHelp } from '../shared/editor.tsx';
import { command, keysOf } from '../shared/keys.ts';
import { notePaste } from './activity.ts';
import type { Draft } from './draft.ts';
import { FontSize } from './font-size.tsx';
import type { HandIn } from './hand-in.ts';
import { chooseRuntime } from './place.ts';
import { SaveStateLine } from './save-state.tsx';

export interface CodePaneProps {
  view: AttemptView;
  problem: AttemptProblem;
  runtime: AttemptProblem['runtimes'][number];
  draft: Draft;
  /** Whether runs use it. */
  ownInput: boolean;
  onOwnInput(): void;
  onHandIn(kind: HandIn['kind']): Promise<void>;
}

/** While this page is open: who comes back to a problem can still undo. */
const visited: Visited = new Map();

/** The program, its runtime, and what can be done with it. */
export function CodePane({ view, problem, runtime, draft, ownInput, onOwnInput, onHandIn }: CodePaneProps) {
  const { slug } = problem;
  const files = draft.files.value;
  const chosen = useSignal<string | null>(null);
  const indexOf = (name: string | null) => files.findIndex((one) => one.name === name);
  const at = [indexOf(chosen.value), indexOf(runtime.mainFile), 0].find((index) => index >= 0) ?? 0;
  const file = files[at] ?? { name: runtime.mainFile, content: '' };
  const write = (content: string) =>
    draft.change(draft.files.peek().map((one, index) => (index === at ? { ...one, content } : one)));
  return (
    <section class="pane code-pane" aria-label="Your program">
      <div class="row tools">
        <RuntimePicker problem={problem} chosen={runtime.id} />
        {files.length > 1 &&
          files.map(({ name }, index) => (
            <button
              key={name}
              type="button"
              class="button quiet"
              aria-pressed={index === at}
              onClick={() => {
                chosen.value = name;
              }}
            >
              {name}
            </button>
          ))}
        <EditorHelp />
        <FontSize />
      </div>
      <Editor
        file={{
          key: `${slug}/${runtime.id}/${file.name}`,
          name: file.name,
          text: () => draft.files.peek()[at]?.content ?? '',
          outside: draft.outside,
        }}
        onText={write}
        visited={visited}
        onPaste={(text) => notePaste(slug, text)}
      />
      <Actions {...{ view, slug, draft, ownInput, onOwnInput, onHandIn }} />
    </section>
  );
}

function RuntimePicker({ problem, chosen }: { problem: AttemptProblem; chosen: string }) {
  return (
    <select
      aria-label="Language"
      class="runtime"
      value={chosen}
      onChange={({ currentTarget }) => chooseRuntime(problem.slug, currentTarget.value)}
    >
      {problem.runtimes.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  );
}

type ActionsProps = Omit<CodePaneProps, 'problem' | 'runtime'> & { slug: string };

function Actions({ view, slug, draft, ownInput, onOwnInput, onHandIn }: ActionsProps) {
  const used = view.problems.find((one) => one.slug === slug)?.submissions ?? 0;
  const isClosed = !view.accepts.submissions;
  const limit = view.submissionLimit;
  return (
    <div class="row actions">
      <Button onPress={() => onHandIn('runs')} disabled={isClosed} title={keysOf(command, 'Enter')}>
        {ownInput ? '▷ Run on your input' : '▷ Run'}
      </Button>
      {!ownInput && (
        <Button kind="quiet" onPress={onOwnInput}>
          Own input …
        </Button>
      )}
      <Button
        kind="main"
        onPress={() => onHandIn('submissions')}
        disabled={isClosed || (limit !== null && used >= limit)}
        title={keysOf(command, 'Shift', 'Enter')}
      >
        Submit
      </Button>
      <span class="end">
        <span class="hint">{limit === null ? `${used} submitted` : `${used} of ${limit} submissions used`}</span>
        <SaveStateLine draft={draft} />
      </span>
    </div>
  );
}
