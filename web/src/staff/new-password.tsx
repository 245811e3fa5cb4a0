import type { Signal } from '@preact/signals';
import { Field } from '../shared/field.tsx';

export function NewPassword({ label, signal }: { label: string; signal: Signal<string> }) {
  return (
    <Field
      label={label}
      type="password"
      required
      at="/password"
      autocomplete="new-password"
      hint="At least 12 characters; a few plain words are good."
      signal={signal}
    />
  );
}
