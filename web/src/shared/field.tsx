import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useFormField } from './form-field.ts';

/** What a control shows and where what is entered goes: a signal alone, or a value and who hears of the next one. */
export type Bound<T> =
  | { signal: Signal<T>; value?: undefined; onValue?: undefined }
  | { signal?: undefined; value: T; onValue(value: T): void };

export function boundOf<T>(bound: Bound<T>): { value: T; set(value: T): void } {
  if (bound.signal === undefined) return { value: bound.value, set: bound.onValue };
  const { signal } = bound;
  return {
    value: signal.value,
    set(value) {
      signal.value = value;
    },
  };
}

export type FieldProps = Bound<string> & {
  label: string;
  /** By which the API names it, when it refuses it: see Form. */
  at?: string;
  type?: 'text' | 'email' | 'password' | 'number' | 'url' | 'search' | 'datetime-local';
  autocomplete?: 'name' | 'email' | 'username' | 'current-password' | 'new-password' | 'off';
  required?: boolean;
  min?: number;
  max?: number;
  step?: 'any';
  placeholder?: string;
  /** Of these, or anything else. */
  suggestions?: readonly string[];
  hint?: string | undefined;
  error?: string | null;
};

/** A label, an input, and below it what is wrong or what helps. */
export function Field({ label, at, signal, value, onValue, type = 'text', suggestions, hint, ...rest }: FieldProps) {
  const { error: given = null, ...input } = rest;
  const bound = boundOf({ signal, value, onValue } as Bound<string>);
  const id = useId();
  const field = useFormField<HTMLInputElement>({ at, label });
  const error = given ?? field.error;
  const described = error ?? hint;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...input}
        ref={field.element}
        // Preact has a type for each kind of input.
        type={type as 'text'}
        id={id}
        value={bound.value}
        list={suggestions && `${id}-list`}
        onInput={({ currentTarget }) => {
          field.forget();
          bound.set(currentTarget.value);
        }}
        aria-invalid={error !== null}
        aria-describedby={described === undefined ? undefined : `${id}-words`}
      />
      {suggestions && (
        <datalist id={`${id}-list`}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      {described !== undefined && (
        <p id={`${id}-words`} class={error === null ? 'hint' : 'field-error'}>
          {described}
        </p>
      )}
    </div>
  );
}

export type ChoiceProps<T extends string> = Bound<T> & {
  label: string;
  at?: string;
  options: readonly { value: T; text: string }[];
};

export function Choice<T extends string>({ label, at, options, ...rest }: ChoiceProps<T>) {
  const { value, set } = boundOf<T>(rest);
  const id = useId();
  const { error, element, forget } = useFormField<HTMLSelectElement>({ at, label });
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        ref={element}
        id={id}
        value={value}
        onChange={({ currentTarget }) => {
          forget();
          set(currentTarget.value as T);
        }}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : `${id}-words`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      {error !== null && (
        <p id={`${id}-words`} class="field-error">
          {error}
        </p>
      )}
    </div>
  );
}

export type AreaProps = Bound<string> & {
  label: string;
  at?: string;
  rows?: number;
  hint?: ComponentChildren;
};

/** A text of several lines. */
export function Area({ label, at, rows = 6, hint, ...rest }: AreaProps) {
  const { value, set } = boundOf(rest);
  const id = useId();
  const { error, element, forget } = useFormField<HTMLTextAreaElement>({ at, label });
  const described = error ?? hint;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        ref={element}
        id={id}
        rows={rows}
        value={value}
        spellcheck={false}
        onInput={({ currentTarget }) => {
          forget();
          set(currentTarget.value);
        }}
        aria-invalid={error !== null}
        aria-describedby={described === undefined ? undefined : `${id}-words`}
      />
      {described !== undefined && (
        <p id={`${id}-words`} class={error === null ? 'hint' : 'field-error'}>
          {described}
        </p>
      )}
    </div>
  );
}
