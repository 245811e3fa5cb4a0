import { useEffect, useRef } from 'preact/hooks';
import type { AttemptView } from '../../../api/schemas/attempt.ts';
import { current } from './place.ts';

export interface Shortcuts {
  run(): unknown;
  submit(): unknown;
  save(): unknown;
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
  const digit = event.altKey && !command ? /^Digit([1-9])$/.exec(event.code)?.[1] : undefined;
  const slug = digit === undefined ? undefined : view.problems[Number(digit) - 1]?.slug;
  if (slug === undefined) return null;
  return () => {
    current.value = slug;
  };
}

export function ShortcutHelp() {
  return (
    <p class="hint shortcuts">
      <kbd>Ctrl</kbd>+<kbd>Enter</kbd> run · <kbd>Ctrl</kbd>+<kbd>Shift</kbd>+<kbd>Enter</kbd> submit · <kbd>Ctrl</kbd>+
      <kbd>S</kbd> save · <kbd>Alt</kbd>+<kbd>1</kbd>…<kbd>9</kbd> problems
    </p>
  );
}
