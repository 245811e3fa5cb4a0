import { signal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';

interface Toast {
  id: number;
  kind: 'info' | 'good' | 'error';
  text: string;
}

const toasts = signal<readonly Toast[]>([]);
let last = 0;
const shownMs = 8_000;

/** Says something in passing. Errors stay until they are closed. */
export function tell(kind: Toast['kind'], text: string): void {
  const id = ++last;
  toasts.value = [...toasts.value.slice(-3), { id, kind, text }];
  if (kind !== 'error') setTimeout(() => leave(id), shownMs);
}

/** Not while somebody is at it. */
function leave(id: number): void {
  if (document.querySelector('.toasts:is(:hover, :focus-within)') === null) close(id);
  else setTimeout(() => leave(id), shownMs);
}

/** What was wrong before is over when something new begins. */
export function forgetErrors(): void {
  toasts.value = toasts.value.filter(({ kind }) => kind !== 'error');
}

/** A dialog begins something new, and is not to be covered. */
export function forgetAll(): void {
  toasts.value = [];
}

function close(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

/** The places where they could be shown, the topmost last. */
const places = signal<readonly string[]>([]);

/** Where they are shown: on the page, or in the dialog above it, since what is below a dialog is dim and cannot be reached. */
export function Toasts() {
  const id = useId();
  useEffect(() => {
    places.value = [...places.peek(), id];
    return () => {
      places.value = places.peek().filter((one) => one !== id);
    };
  }, []);
  const here = places.value.at(-1) === id ? toasts.value : [];
  const those = (errors: boolean) =>
    here.filter(({ kind }) => (kind === 'error') === errors).map((toast) => <One key={toast.id} of={toast} />);
  // There before anything is told, for screen readers tell what comes into it; an error tells itself, at once.
  return (
    <div class="toasts">
      <div aria-live="polite">{those(false)}</div>
      <div>{those(true)}</div>
    </div>
  );
}

function One({ of: { id, kind, text } }: { of: Toast }) {
  return (
    <div class={`toast ${kind}`} role={kind === 'error' ? 'alert' : undefined}>
      <span>{text}</span>
      <button type="button" class="button quiet" aria-label="Close" onClick={() => close(id)}>
        ×
      </button>
    </div>
  );
}
