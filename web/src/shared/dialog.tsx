import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { forgetAll, Toasts } from './toasts.tsx';

const fillable = 'input:not([readonly]), select, textarea';

/** A question or a form above the page. Escape and the close button call `onClose`. */
export function Dialog({ title, onClose, children }: { title: string; onClose(): void; children: ComponentChildren }) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    forgetAll();
    ref.current?.showModal();
    // The browser takes the first control, which closes it: whoever has to type begins there instead.
    const fields = [...(ref.current?.querySelectorAll<HTMLInputElement>(fillable) ?? [])];
    (fields.find(({ required, value }) => required && value === '') ?? fields[0])?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" class="button quiet" aria-label="Close" onClick={onClose}>
          ×
        </button>
      </header>
      {children}
      <Toasts />
    </dialog>
  );
}
