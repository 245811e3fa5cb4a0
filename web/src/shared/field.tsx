import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface FieldProps {
  label: string;
  value: string;
  onValue(value: string): void;
  type?: 'text' | 'email' | 'password' | 'number' | 'url' | 'search' | 'datetime-local';
  autocomplete?: 'name' | 'username' | 'current-password' | 'new-password' | 'off';
  required?: boolean;
  min?: number;
  max?: number;
  placeholder?: string;
  hint?: string;
  error?: string | null;
}

/** A label, an input, and below it what is wrong or what helps. */
export function Field({ label, value, onValue, type = 'text', hint, error = null, ...input }: FieldProps) {
  const id = useId();
  const described = error ?? hint;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...input}
        // Preact has a type for each kind of input.
        type={type as 'text'}
        id={id}
        value={value}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
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

export function Choice<T extends string>({
  label,
  value,
  options,
  onValue,
}: {
  label: string;
  value: T;
  options: readonly { value: T; text: string }[];
  onValue(value: T): void;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => onValue(currentTarget.value as T)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A text of several lines. */
export function Area({
  label,
  value,
  onValue,
  rows = 6,
  hint,
}: {
  label: string;
  value: string;
  onValue(value: string): void;
  rows?: number;
  hint?: ComponentChildren;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        value={value}
        spellcheck={false}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
        aria-describedby={hint === undefined ? undefined : `${id}-words`}
      />
      {hint !== undefined && (
        <p id={`${id}-words`} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
}
