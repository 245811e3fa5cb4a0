import { useSignal } from '@preact/signals';
import type { JobView } from '../../../../../../api/schemas/authoring/job.ts';
import { send } from '../../../../shared/api.ts';
import { Button } from '../../../../shared/button.tsx';
import { Field } from '../../../../shared/field.tsx';
import { Form } from '../../../../shared/form.tsx';
import { urlOf } from '../../desk.ts';

/** How limits are measured: enough runs to see how the machine varies, and room for slower ones. */
export function MeasureForm({
  slug,
  disabled,
  onBegun,
}: {
  slug: string;
  disabled: boolean;
  onBegun(jobId: string): void;
}) {
  const margin = useSignal('3');
  const runs = useSignal('5');
  const measure = async () => {
    const how = { margin: Number(margin.value), runs: Number(runs.value) };
    onBegun((await send<JobView>('POST', urlOf(slug, 'measure'), how)).id);
  };
  return (
    <Form kind="stack">
      <div class="columns">
        <Field
          label="Runs of each solution"
          type="number"
          {...{ required: true, min: 1, max: 20 }}
          at="/runs"
          signal={runs}
          hint="More of them show how much the machine itself varies."
        />
        <Field
          label="Room for slower programs"
          type="number"
          {...{ required: true, min: 1, max: 100, step: 'any' }}
          at="/margin"
          signal={margin}
          hint="The limit is the slowest run, times this; 1 second at least."
        />
      </div>
      <div>
        <Button submit disabled={disabled} onPress={measure}>
          Measure limits
        </Button>
      </div>
    </Form>
  );
}
