import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Button } from '../../shared/button.tsx';
import { Choice, Field } from '../../shared/field.tsx';
import { Form } from '../../shared/form.tsx';
import { local, utc } from '../assessments/draft.ts';
import { type Filter, hrefOf } from './entry.ts';
import { idOf, type Names } from './names.ts';
import { actionWords } from './words.ts';

const actions = Object.keys(actionWords).map((value) => ({ value, text: `${value}: ${actionWords[value]}` }));

/** Puts what is asked for into the address. */
export function FilterForm({ filter, names }: { filter: Filter; names: Names }) {
  const { route } = useLocation();
  const actor = useSignal('');
  const action = useSignal('');
  const target = useSignal('');
  const since = useSignal('');
  const until = useSignal('');
  const called = (id = '') => names.get(id) ?? id;
  useEffect(() => {
    actor.value = called(filter.actor);
    action.value = filter.action ?? '';
    target.value = called(filter.target);
    since.value = local(filter.since ?? null);
    until.value = local(filter.until ?? null);
  }, [hrefOf(filter)]);
  // The names come after the form.
  useEffect(() => {
    if (actor.value === filter.actor) actor.value = called(filter.actor);
    if (target.value === filter.target) target.value = called(filter.target);
  }, [names]);
  const apply = () => {
    // Two may be called alike: what stands there as it was is the one that it was.
    const meant = (typed: string, id: string | undefined) =>
      id !== undefined && typed === called(id) ? id : idOf(typed, names);
    const who = meant(actor.value, filter.actor);
    const what = meant(target.value, filter.target);
    const times = { since: utc(since.value) ?? '', until: utc(until.value) ?? '' };
    route(hrefOf({ actor: who, action: action.value, target: what, ...times }));
  };
  const isUnknown = action.value !== '' && !(action.value in actionWords);
  const actors = [...names].filter(([id]) => /^(staff|key):/.test(id)).map(([, name]) => name);
  return (
    <Form kind="filter audit-filter">
      <Field label="Who" type="search" autocomplete="off" suggestions={[...actors, 'anonymous']} signal={actor} />
      <Choice
        label="Did what"
        options={[
          { value: '', text: 'anything' },
          ...(isUnknown ? [{ value: action.value, text: action.value }] : []),
          ...actions,
        ]}
        signal={action}
      />
      <Field label="To what" type="search" autocomplete="off" suggestions={[...names.values()]} signal={target} />
      <Field label="From" type="datetime-local" signal={since} />
      <Field label="Until" type="datetime-local" signal={until} />
      <div class="row">
        <Button submit onPress={apply}>
          Filter
        </Button>
        {Object.keys(filter).length > 0 && <a href="/audit">Show all</a>}
      </div>
    </Form>
  );
}
