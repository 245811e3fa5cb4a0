import type { CopyView } from '../../../../../../api/schemas/authoring/working-copy.ts';
import { Choice, Field } from '../../../../shared/field.tsx';
import { Form } from '../../../../shared/form.tsx';
import type { Desk } from '../../desk.ts';
import { Fields } from '../fields.tsx';
import { useRuntimes } from '../runtimes.ts';
import { Unsaved } from '../unsaved.tsx';
import { type LimitKey, limitFields } from './limits.ts';

interface Typed {
  name?: string;
  type?: 'pass-fail' | 'scoring';
  languages?: string[] | null;
  limits?: Partial<Record<LimitKey, string>>;
}

/** Name, way of scoring, languages and limits. What is not touched stays as it is written. */
export function Settings({ desk }: { desk: Desk }) {
  const settings = desk.view.value?.settings;
  const draft = desk.draft<Typed>('settings');
  if (!settings) return <p>problem.yaml is broken or missing: mend it among the files, then its settings are here.</p>;
  const typed = draft.value ?? {};
  const type = (more: Typed) => {
    draft.value = { ...typed, ...more };
  };
  const { en, ...others } = settings.names;
  return (
    <Form kind="stack">
      <Fields>
        <div class="columns">
          <Field
            label="Name"
            at="/name"
            required
            value={typed.name ?? en ?? Object.values(others)[0] ?? ''}
            onValue={(name) => type({ name })}
          />
          <Choice
            label="Scoring"
            at="/type"
            value={typed.type ?? settings.type}
            options={[
              { value: 'pass-fail', text: 'All or nothing (pass-fail)' },
              { value: 'scoring', text: 'Points by group (scoring)' },
            ]}
            onValue={(value) => type({ type: value })}
          />
        </div>
        {settings.format === 'legacy' ? (
          <p class="soft">
            Candidates may use all languages: this package is of the older version of the format (legacy).
          </p>
        ) : (
          <Languages
            value={typed.languages === undefined ? settings.languages : typed.languages}
            onValue={(languages) => type({ languages })}
          />
        )}
        <fieldset>
          <legend>Limits</legend>
          <div class="columns">
            {limitFields.map(({ key, label, per, min }) => (
              <Field
                key={key}
                label={label}
                at={`/limits/${key}`}
                type="number"
                min={min}
                value={typed.limits?.[key] ?? String(settings.limits[key] / per)}
                onValue={(value) => type({ limits: { ...typed.limits, [key]: value } })}
                hint="Empty: the default"
              />
            ))}
          </div>
        </fieldset>
      </Fields>
      <Unsaved draft={draft} what="the settings" onSave={(now) => desk.change('PATCH', 'settings', bodyOf(now))} />
    </Form>
  );
}

function bodyOf({ limits, ...rest }: Typed) {
  const given = limitFields.flatMap(({ key, per }) => {
    const text = limits?.[key];
    return text === undefined ? [] : [[key, text.trim() === '' ? null : Number(text) * per]];
  });
  return { ...rest, ...(limits && { limits: Object.fromEntries(given) }) };
}

type Allowed = NonNullable<CopyView['settings']>['languages'];

function Languages({ value, onValue }: { value: Allowed; onValue(value: Allowed): void }) {
  const runtimes = useRuntimes();
  // Without them, to leave "all" would be to leave none.
  if (runtimes.length === 0) return <p class="loading">Loading …</p>;
  const chosen = value ?? runtimes.map(({ id }) => id);
  return (
    <fieldset>
      <legend>Languages that candidates may use</legend>
      <label class="check">
        <input
          type="checkbox"
          checked={value === null}
          onChange={({ currentTarget }) => onValue(currentTarget.checked ? null : chosen)}
        />
        All that the server has
      </label>
      {value !== null && (
        <div class="row">
          {runtimes.map(({ id, title }) => (
            <label class="check" key={id}>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                disabled={chosen.length === 1 && chosen.includes(id)}
                onChange={({ currentTarget }) =>
                  onValue(currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
                }
              />
              {title}
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}
