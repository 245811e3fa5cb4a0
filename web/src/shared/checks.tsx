import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Check } from './check.tsx';
import { type Bound, boundOf } from './field.tsx';
import { useFormField } from './form-field.ts';

export type ChecksProps<T extends string> = Bound<T[]> & {
  label: string;
  at?: string;
  /** Of the list of checks, for its layout. */
  kind?: string;
  options: readonly { value: T; text: string; code?: string }[];
  /** Above the checks. */
  children?: ComponentChildren;
};

/** Any of several; what is chosen is in the order of the options. */
export function Checks<T extends string>({ label, at, kind, options, children, ...rest }: ChecksProps<T>) {
  const { value: chosen, set } = boundOf<T[]>(rest);
  const id = useId();
  const { error, element, forget } = useFormField<HTMLFieldSetElement>({ at, label });
  const change = (one: T) => (checked: boolean) => {
    forget();
    set(options.map(({ value }) => value).filter((value) => (value === one ? checked : chosen.includes(value))));
  };
  return (
    <fieldset ref={element} tabIndex={-1} aria-describedby={error === null ? undefined : id}>
      <legend>{label}</legend>
      {children}
      <div class={kind}>
        {options.map(({ value, text, code }) => (
          <Check key={value} checked={chosen.includes(value)} onChange={change(value)}>
            {text} {code && <code class="soft">{code}</code>}
          </Check>
        ))}
      </div>
      {error !== null && (
        <p id={id} class="field-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}
