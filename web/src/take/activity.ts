import { ApiError, ask } from '../shared/api.ts';

/** Pastes, leaving the page and coming back: told in small batches, as the candidate was told that they are recorded. */

type PageEvent = { kind: 'paste'; problem: string; text: string; sizeChars: number } | { kind: 'blurred' | 'focused' };

const pasteKeptChars = 16 * 1024;
const tellAfterMs = 3_000;
const mostAtOnce = 20;

let waiting: PageEvent[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
let away = false;

function note(event: PageEvent): void {
  waiting = [...waiting, event].slice(-5 * mostAtOnce);
  timer ??= setTimeout(() => void tellEvents(), tellAfterMs);
}

export async function tellEvents(keepalive = false): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const items = waiting.slice(0, mostAtOnce);
  if (items.length === 0) return;
  waiting = waiting.slice(items.length);
  try {
    await ask('/api/attempt/events', { method: 'POST', body: { items }, keepalive });
  } catch (error) {
    const isPassing = error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500);
    if (isPassing) waiting = [...items, ...waiting];
  }
  if (waiting.length > 0) timer ??= setTimeout(() => void tellEvents(), 2 * tellAfterMs);
}

export function notePaste(problem: string, text: string): void {
  if (text !== '') note({ kind: 'paste', problem, text: text.slice(0, pasteKeptChars), sizeChars: text.length });
}

/** Returns what ends it. */
export function watchLeaving(): () => void {
  const look = () => {
    const isAway = document.visibilityState === 'hidden' || !document.hasFocus();
    if (isAway === away) return;
    away = isAway;
    note({ kind: isAway ? 'blurred' : 'focused' });
  };
  const events: readonly [EventTarget, string][] = [
    [window, 'blur'],
    [window, 'focus'],
    [document, 'visibilitychange'],
  ];
  for (const [target, name] of events) target.addEventListener(name, look);
  return () => {
    for (const [target, name] of events) target.removeEventListener(name, look);
  };
}
