import { useEffect, useRef } from 'preact/hooks';
import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { isMac } from '../shared/keys.ts';
import { current } from './place.ts';

export interface Shortcuts {
  run(): unknown;
  submit(): unknown;
  save(): unknown;
  edit(): unknown;
}

type Act = () => unknown;

/** Of the program that is shown. */
export function useWorkKeys(view: AttemptView, actions: Shortcuts): void {
  useKeys((event) => workActionOf(event, view, actions));
}

/** Of the whole page, also while a problem is not there yet. */
export function usePlaceKeys(view: AttemptView | null, help: Act): void {
  useKeys((event) => placeActionOf(event, view, help));
}

/** They work everywhere in the page, but not behind a dialog. */
function useKeys(actionOf: (event: KeyboardEvent) => Act | null): void {
  const latest = useRef(actionOf);
  latest.current = actionOf;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (document.querySelector('dialog[open]') !== null) return;
      const act = latest.current(event);
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

function workActionOf(event: KeyboardEvent, view: AttemptView, actions: Shortcuts): Act | null {
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && event.key === 'Enter') {
    if (!view.accepts.submissions) return () => undefined;
    return event.shiftKey ? actions.submit : actions.run;
  }
  if (command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 's') return actions.save;
  return digitOf(event) === '0' ? actions.edit : null;
}

function placeActionOf(event: KeyboardEvent, view: AttemptView | null, help: Act): Act | null {
  // With a letter or a sign alone, people who speak to their machine would call it unasked.
  if (event.key === 'F1') return help;
  const digit = digitOf(event);
  const slug = view?.problems[Number(digit ?? 0) - 1]?.slug;
  if (slug === undefined) return null;
  return () => {
    current.value = slug;
  };
}

/** On some keyboards of a Mac, Option and a digit write what programs are made of: `[`, `{`, `|`. That goes first. */
function digitOf({ code, key, target, altKey, ctrlKey, metaKey }: KeyboardEvent): string | null {
  if (!altKey || ctrlKey || metaKey) return null;
  if (isMac && isWriting(target) && /^[!-/:-~]$/.test(key)) return null;
  return /^Digit(\d)$/.exec(code)?.[1] ?? null;
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
