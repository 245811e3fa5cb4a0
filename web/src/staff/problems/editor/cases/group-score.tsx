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

/** How many points the secret groups give, where there are some. */
function inGroups(desk: Desk): string {
  const inner = desk.view.value?.groups.filter(({ name }) => name.startsWith('secret/')) ?? [];
  const points = inner.map(({ maxScore }) => maxScore ?? 0);
  if (points.length === 0 || points.includes('unbounded')) return '';
  return ` The groups give ${points.map(Number).reduce((sum, each) => sum + each)}.`;
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
            hint={name === 'secret' ? `Empty: 100. Or: unbounded.${inGroups(desk)}` : 'A whole number'}
          />
          <Choice
            label="Points are given"
            at="/aggregation"
            value={typed.aggregation}
            options={[
              { value: '', text: name === 'secret' ? 'As is usual: the sum' : 'As is usual: all or nothing' },
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
