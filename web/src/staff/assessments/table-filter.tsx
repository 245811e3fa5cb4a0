import { useSignal } from '@preact/signals';
import { Button } from '../../shared/button.tsx';
import { Choice, Field } from '../../shared/field.tsx';
import type { TableQuery } from './attempts.tsx';

const orders = [
  { value: 'score desc', text: 'best score first' },
  { value: 'score asc', text: 'lowest score first' },
  { value: 'name asc', text: 'by name, A to Z' },
  { value: 'name desc', text: 'by name, Z to A' },
  { value: 'startedAt desc', text: 'started last first' },
  { value: 'startedAt asc', text: 'started first' },
  { value: 'finishedAt desc', text: 'finished last first' },
  { value: 'finishedAt asc', text: 'finished first' },
];
const all = { value: '', text: 'all' };

export function TableFilter({
  blind,
  asked,
  onChange,
}: {
  blind: boolean;
  asked: TableQuery;
  onChange(part: TableQuery): void;
}) {
  const q = useSignal(asked.q ?? '');
  const minScore = useSignal(asked.minScore ?? '');
  return (
    <form
      class="filter"
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ q: q.value, minScore: minScore.value });
      }}
    >
      {!blind && <Field label="Name or e-mail" type="search" signal={q} />}
      <Field label="Points, at least" type="number" min={0} signal={minScore} />
      <Choice
        label="State"
        value={asked.state ?? ''}
        onValue={(state) => onChange({ state })}
        options={[
          all,
          { value: 'ready', text: 'not started' },
          { value: 'running', text: 'running' },
          { value: 'paused', text: 'paused' },
          { value: 'grading', text: 'being graded' },
          { value: 'finished', text: 'finished' },
        ]}
      />
      <Choice
        label="Passed"
        value={asked.passed ?? ''}
        onValue={(passed) => onChange({ passed })}
        options={[all, { value: 'true', text: 'passed' }, { value: 'false', text: 'not passed' }]}
      />
      <Choice
        label="Decision"
        value={asked.decision ?? ''}
        onValue={(decision) => onChange({ decision })}
        options={[
          all,
          { value: 'none', text: 'not decided' },
          { value: 'advance', text: 'advance' },
          { value: 'hold', text: 'hold' },
          { value: 'reject', text: 'reject' },
        ]}
      />
      <Choice
        label="Order"
        value={`${asked.sort ?? 'score'} ${asked.order ?? 'desc'}`}
        onValue={(value) => {
          const [sort = '', order = ''] = value.split(' ');
          onChange({ sort, order });
        }}
        options={orders.filter(({ value }) => !(blind && value.startsWith('name')))}
      />
      <div class="row">
        <Button submit onPress={() => undefined}>
          Filter
        </Button>
      </div>
    </form>
  );
}
