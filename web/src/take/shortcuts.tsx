import { useEffect, useRef } from 'preact/hooks';
import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { Dialog } from '../shared/dialog.tsx';
import { current } from './place.ts';

export interface Shortcuts {
  run(): unknown;
  submit(): unknown;
  save(): unknown;
  edit(): unknown;
  help(): unknown;
}

/** They work everywhere in the page, but not behind a dialog. */
export function useShortcuts(view: AttemptView, actions: Shortcuts): void {
  const latest = useRef({ view, actions });
  latest.current = { view, actions };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (document.querySelector('dialog[open]') !== null) return;
      const act = actionOf(event, latest.current);
      if (act === null) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) act();
    };
    // Before the editor, which has other uses for some of them.
    addEventListener('keydown', press, { capture: true });
    return () => removeEventListener('keydown', press, { capture: true });
  }, []);
}

const isMac = /^Mac/.test(navigator.platform);

function actionOf(
  event: KeyboardEvent,
  { view, actions }: { view: AttemptView; actions: Shortcuts },
): (() => unknown) | null {
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && event.key === 'Enter') {
    if (!view.accepts.submissions) return () => undefined;
    return event.shiftKey ? actions.submit : actions.run;
  }
  if (command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 's') return actions.save;
  if (event.key === '?' && !isWriting(event.target)) return actions.help;
  const digit = event.altKey && !command ? digitOf(event) : null;
  if (digit === '0') return actions.edit;
  const slug = view.problems[Number(digit ?? 0) - 1]?.slug;
  if (slug === undefined) return null;
  return () => {
    current.value = slug;
  };
}

/** On some keyboards of a Mac, Option and a digit write what programs are made of: `[`, `{`, `|`. That goes first. */
function digitOf({ code, key, target }: KeyboardEvent): string | null {
  if (isMac && isWriting(target) && /^[!-/:-~]$/.test(key)) return null;
  return /^Digit(\d)$/.exec(code)?.[1] ?? null;
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

const command = isMac ? '⌘' : 'Ctrl';
const option = isMac ? '⌥' : 'Alt';

const listed: readonly { keys: readonly string[]; does: string }[] = [
  { keys: [command, 'Enter'], does: 'Run' },
  { keys: [command, 'Shift', 'Enter'], does: 'Submit' },
  { keys: [command, 'S'], does: 'Save now; it is saved by itself as well' },
  { keys: [option, '1 … 9'], does: 'Go to a problem' },
  { keys: [option, '0'], does: 'Go to the editor' },
  { keys: ['Esc, then Tab'], does: 'Leave the editor; Tab alone indents' },
  { keys: [command, 'F'], does: 'Search and replace in the program' },
  { keys: [command, '/'], does: 'Make the line a comment, or no longer' },
  { keys: [option, '↑ ↓'], does: 'Move the line up or down' },
  { keys: [command, 'Z'], does: 'Undo, also what another tab brought' },
  { keys: ['← → ↑ ↓'], does: 'On the bar between two parts: make one larger. Enter folds it away' },
  { keys: ['?'], does: 'This list, from outside the editor' },
];

export function ShortcutList({ onClose }: { onClose(): void }) {
  return (
    <Dialog title="Shortcuts" onClose={onClose}>
      <table class="shortcuts">
        <thead class="sr">
          <tr>
            <th scope="col">Keys</th>
            <th scope="col">What they do</th>
          </tr>
        </thead>
        <tbody>
          {listed.map(({ keys, does }) => (
            <tr key={does}>
              <th scope="row">
                {keys.map((key, at) => (
                  <>
                    {at > 0 && ' + '}
                    <kbd>{key}</kbd>
                  </>
                ))}
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
