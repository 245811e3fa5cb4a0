import { useSignal } from '@preact/signals';
import type { WebhookEvent } from '../../../../engine/model/webhook.ts';
import { Button } from '../../shared/button.tsx';
import { Checks } from '../../shared/checks.tsx';
import { Field } from '../../shared/field.tsx';
import { Form, refusal } from '../../shared/form.tsx';
import { eventOptions } from './events.ts';

export interface WebhookEdit {
  url: string;
  events: WebhookEvent[];
}

export function WebhookForm({
  from,
  action,
  onSave,
}: {
  from: WebhookEdit;
  action: string;
  onSave(edit: WebhookEdit): Promise<void>;
}) {
  const url = useSignal(from.url);
  const events = useSignal(from.events);
  const save = async () => {
    if (events.value.length === 0) throw refusal('/events', 'Choose what it is told: at least one event.');
    await onSave({ url: url.value.trim(), events: events.value });
  };
  return (
    <Form>
      <Field
        label="URL"
        type="url"
        required
        at="/url"
        autocomplete="off"
        placeholder="https://ats.example.com/assay"
        hint="https:// and a public address; ASSAY_WEBHOOK_PRIVATE of the server allows others."
        signal={url}
      />
      <Checks label="What it is told" at="/events" options={eventOptions} signal={events} />
      <div>
        <Button kind="main" submit onPress={save}>
          {action}
        </Button>
      </div>
    </Form>
  );
}
