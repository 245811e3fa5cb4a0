import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Check } from '../../shared/check.tsx';
import { Choice, Field } from '../../shared/field.tsx';
import type { Draft } from './draft.ts';
import { Instructions } from './instructions.tsx';
import { Problems } from './problems.tsx';
import { Rubric } from './rubric.tsx';
import { Runtimes } from './runtimes.tsx';

/** What was said of one of the fields, by its JSON pointer. */
export type Wrong = { field: string | null; message: string };
export type Setter = <K extends keyof Draft>(key: K) => (value: Draft[K]) => void;

export function AssessmentForm({
  draft,
  wrong,
  children,
}: {
  draft: Signal<Draft>;
  wrong: Signal<Wrong | null>;
  children: ComponentChildren;
}) {
  const set: Setter = (key) => (value) => {
    draft.value = { ...draft.value, [key]: value };
    if (isOf(wrong.value, key)) wrong.value = null;
  };
  const errorOf = (key: keyof Draft) => (isOf(wrong.value, key) ? (wrong.value?.message ?? null) : null);
  const now = draft.value;
  return (
    <form class="form wide-form" onSubmit={(event) => event.preventDefault()}>
      <Field
        label="Title"
        required
        value={now.title}
        onValue={set('title')}
        hint="Candidates see it."
        error={errorOf('title')}
      />
      <Problems chosen={now.problems} onChange={set('problems')} error={errorOf('problems')} />
      <Instructions value={now.instructions} onValue={set('instructions')} />
      <Rules now={now} set={set} errorOf={errorOf} />
      <Runtimes chosen={now.runtimes} onChange={set('runtimes')} error={errorOf('runtimes')} />
      <Rubric criteria={now.rubric} onChange={set('rubric')} error={errorOf('rubric')} />
      <Check checked={now.blind} onChange={set('blind')}>
        Blind review: names and addresses are hidden from reviewers until a decision
      </Check>
      {children}
    </form>
  );
}

function isOf(wrong: Wrong | null, key: keyof Draft): boolean {
  return wrong?.field === `/${key}` || (wrong?.field?.startsWith(`/${key}/`) ?? false);
}

function Rules({ now, set, errorOf }: { now: Draft; set: Setter; errorOf(key: keyof Draft): string | null }) {
  const bound = (key: keyof Draft, max: number, min = 1) => ({
    type: 'number' as const,
    min,
    max,
    error: errorOf(key),
  });
  return (
    <fieldset class="columns">
      <legend>Rules</legend>
      <Field
        label="Minutes"
        value={now.durationMinutes}
        onValue={set('durationMinutes')}
        {...bound('durationMinutes', 1440)}
      />
      <Field
        label="Pass mark in percent"
        value={now.passMarkPercent}
        onValue={set('passMarkPercent')}
        hint="Of the points. Empty: there is none."
        {...bound('passMarkPercent', 100, 0)}
      />
      <Choice
        label="Candidates see of secret cases"
        value={now.feedback}
        onValue={set('feedback')}
        options={[
          { value: 'samples', text: 'nothing, samples only' },
          { value: 'groups', text: 'verdict and score of each group' },
        ]}
      />
      <Field
        label="Submissions for each problem"
        value={now.submissionLimit}
        onValue={set('submissionLimit')}
        hint="Empty: as many as one likes."
        {...bound('submissionLimit', 1000)}
      />
      <Field
        label="Can be started from"
        type="datetime-local"
        value={now.opensAt}
        onValue={set('opensAt')}
        hint="In your own time zone. Empty: at once."
        error={errorOf('opensAt')}
      />
      <Field
        label="Can be started until"
        type="datetime-local"
        value={now.closesAt}
        onValue={set('closesAt')}
        hint="Who starts before has the full time. Empty: always."
        error={errorOf('closesAt')}
      />
    </fieldset>
  );
}
