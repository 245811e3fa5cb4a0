import type { ReadonlySignal } from '@preact/signals';
import { createContext, type RefObject } from 'preact';
import { useContext, useEffect, useId, useRef } from 'preact/hooks';

/** A field of a form. `at` is the JSON pointer by which the API names it. */
export interface Place {
  at: string;
  label: string;
  element: RefObject<HTMLElement | null>;
}

export interface FormErrors {
  /** What is wrong, by the `at` of the field. */
  wrong: ReadonlySignal<Readonly<Record<string, string>>>;
  add(place: Place): () => void;
  forget(at: string): void;
  /** Whether all that the browser can see is right; if not, it stands at the fields. */
  check(): boolean;
  /** Tells what went wrong, at the field that it is about or below them all. */
  refuse(error: unknown): void;
}

/** Of the Form around a control, if there is one: see form.tsx, which pages without forms need not load. */
export const FormContext = createContext<FormErrors | null>(null);

/** A control of the form around it: `element` is to have the focus when something is wrong with it, `forget` is called when it changes. */
export function useFormField<E extends HTMLElement>({ at, label }: { at: string | undefined; label: string }) {
  const form = useContext(FormContext);
  const id = useId();
  const element = useRef<E>(null);
  const key = at ?? id;
  useEffect(() => form?.add({ at: key, label, element }), [form, key, label]);
  return { error: form?.wrong.value[key] ?? null, element, forget: () => form?.forget(key) };
}
