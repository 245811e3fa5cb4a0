import type { Static } from 'typebox';
import type { RuntimeList } from '../../../../api/schemas/grading/runtime.ts';
import { get } from '../../shared/api.ts';
import { Check } from '../../shared/check.tsx';
import { Show, useLoaded } from '../../shared/load.tsx';

export function Runtimes({
  chosen,
  onChange,
  error,
}: {
  chosen: string[];
  onChange(chosen: string[]): void;
  error: string | null;
}) {
  const loaded = useLoaded('runtimes', (signal) => get<Static<typeof RuntimeList>>('/api/runtimes', signal));
  return (
    <fieldset>
      <legend>Languages</legend>
      <p class="hint">None chosen: all that a problem takes.</p>
      <Show of={loaded}>
        {({ items }) => (
          <div class="row">
            {items.map(({ id, title }) => (
              <Check
                key={id}
                checked={chosen.includes(id)}
                onChange={(checked) => onChange(checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
              >
                {title}
              </Check>
            ))}
          </div>
        )}
      </Show>
      {error && <p class="field-error">{error}</p>}
    </fieldset>
  );
}
