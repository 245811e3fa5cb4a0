import type { ScoreAggregation } from '../../../../../../engine/model/problem.ts';
import { Choice, Field } from '../../../../shared/field.tsx';
import { Form } from '../../../../shared/form.tsx';
import type { Desk } from '../../desk.ts';
import { Fields } from '../fields.tsx';
import { Unsaved } from '../unsaved.tsx';
import type { Group } from './groups.tsx';

interface Typed {
  maxScore: string;
  aggregation: ScoreAggregation | '';
  requirePass: string;
}

/** How a group of a scoring problem is scored. */
export function GroupScore({ desk, group }: { desk: Desk; group: Group }) {
  const { name, maxScore, aggregation, requirePass } = group;
  const draft = desk.draft<Typed>(`score ${name}`);
  const typed = draft.value ?? {
    maxScore: maxScore === null ? '' : String(maxScore),
    aggregation: aggregation ?? '',
    requirePass: requirePass.join(', '),
  };
  const type = (more: Partial<Typed>) => {
    draft.value = { ...typed, ...more };
  };
  const save = (now: Typed) =>
    desk.change('PUT', `groups/${name}`, {
      maxScore: now.maxScore === '' ? null : now.maxScore === 'unbounded' ? 'unbounded' : Number(now.maxScore),
      aggregation: now.aggregation === '' ? null : now.aggregation,
      ...(name !== 'secret' && { requirePass: now.requirePass.split(/[\s,]+/).filter(Boolean) }),
    });
  return (
    <Form kind="stack">
      <Fields>
        <div class="columns">
          <Field
            label="Most points"
            at="/maxScore"
            value={typed.maxScore}
            onValue={(value) => type({ maxScore: value.trim() })}
            hint={name === 'secret' ? 'Empty: 100. Or: unbounded' : 'A whole number'}
          />
          <Choice
            label="Points are given"
            at="/aggregation"
            value={typed.aggregation}
            options={[
              { value: '', text: 'As is usual' },
              { value: 'pass-fail', text: 'All or nothing' },
              { value: 'sum', text: 'As the sum of the cases' },
              { value: 'min', text: 'As the worst case' },
            ]}
            onValue={(value) => type({ aggregation: value })}
          />
          {name !== 'secret' && (
            <Field
              label="Only if these are passed"
              at="/requirePass"
              value={typed.requirePass}
              onValue={(value) => type({ requirePass: value })}
              hint="Names of earlier groups, or sample"
            />
          )}
        </div>
      </Fields>
      <Unsaved draft={draft} what={`the points of ${name}`} onSave={save} />
    </Form>
  );
}
