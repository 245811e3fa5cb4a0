import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { wordsOf } from './api.ts';
import { FormContext } from './form-field.ts';
import { forgetErrors, tell } from './toasts.tsx';

export interface ButtonProps {
  onPress(): unknown;
  kind?: 'main' | 'plain' | 'danger' | 'quiet';
  disabled?: boolean;
  /** Also pressed by Enter in its form. */
  submit?: boolean;
  /** For screen readers, where the text alone says too little. */
  label?: string;
  title?: string;
  children: ComponentChildren;
}

/**
 * Waits for what it began, and shows that it does; what that throws is told, at its field where it is about one of the Form
 * around it. It cannot be pressed twice meanwhile.
 */
export function Button({
  onPress,
  kind = 'plain',
  disabled = false,
  submit = false,
  label,
  title,
  children,
}: ButtonProps) {
  const busy = useSignal(false);
  const form = useContext(FormContext);
  const here = useRef(true);
  useEffect(
    () => () => {
      here.current = false;
    },
    [],
  );
  const press = async () => {
    if (busy.value) return;
    forgetErrors();
    if (submit && form && !form.check()) return;
    busy.value = true;
    try {
      await onPress();
    } catch (error) {
      if (submit && form) form.refuse(error);
      else tell('error', wordsOf(error));
    } finally {
      if (here.current) busy.value = false;
    }
  };
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class={`button ${kind}`}
      onClick={press}
      disabled={disabled}
      aria-busy={busy.value}
      aria-disabled={busy.value}
      aria-label={label}
      title={title}
    >
      {children}
    </button>
  );
}
