import { useSignal } from '@preact/signals';
import { Button } from '../../shared/button.tsx';
import { Field } from '../../shared/field.tsx';
import { type Draft, keyFor } from './draft.ts';

type Criteria = Draft['rubric'];

/** What reviewers rate by hand, from 1 to 5. */
export function Rubric({
  criteria,
  onChange,
  error,
}: {
  criteria: Criteria;
  onChange(criteria: Criteria): void;
  error: string | null;
}) {
  const title = useSignal('');
  const add = () => {
    if (title.value.trim() === '') return;
    const key = keyFor(
      title.value,
      criteria.map((one) => one.key),
    );
    onChange([...criteria, { key, title: title.value.trim(), weight: '1' }]);
    title.value = '';
  };
  const change = (key: string, part: Partial<Criteria[number]>) =>
    onChange(criteria.map((one) => (one.key === key ? { ...one, ...part } : one)));
  return (
    <fieldset class="stack">
      <legend>Rubric</legend>
      <p class="hint">What reviewers rate by hand, from 1 to 5; a weight of 2 counts twice.</p>
      {criteria.map(({ key, title: named, weight }, index) => (
        <fieldset key={key} class="line-of-fields" aria-label={`Criterion ${index + 1}`}>
          <Field label={`Criterion ${index + 1}`} value={named} onValue={(text) => change(key, { title: text })} />
          <Field
            label="Weight"
            type="number"
            min={0}
            value={weight}
            onValue={(text) => change(key, { weight: text })}
          />
          <Button
            kind="quiet"
            label={`Remove criterion ${index + 1}`}
            onPress={() => onChange(criteria.filter((one) => one.key !== key))}
          >
            Remove
          </Button>
        </fieldset>
      ))}
      <div class="line-of-fields">
        <Field
          label="New criterion"
          placeholder="Can others read it?"
          value={title.value}
          onValue={(text) => {
            title.value = text;
          }}
        />
        <Button onPress={add}>Add criterion</Button>
      </div>
      {error && <p class="field-error">{error}</p>}
    </fieldset>
  );
}
