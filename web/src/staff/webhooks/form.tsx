import { useSignal } from '@preact/signals';
import type { WebhookEvent } from '../../../../engine/model/webhook.ts';
import { Button } from '../../shared/button.tsx';
import { Field } from '../../shared/field.tsx';
import { tell } from '../../shared/toasts.tsx';
import { Events } from './events.tsx';

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
  const edit = useSignal(from);
  const save = async () => {
    if (edit.value.events.length === 0) return tell('error', 'Choose what it is told: at least one event.');
    await onSave({ url: edit.value.url.trim(), events: edit.value.events });
  };
  return (
    <form class="form" onSubmit={(event) => event.preventDefault()}>
      <Field
        label="URL"
        type="url"
        autocomplete="off"
        placeholder="https://ats.example.com/assay"
        hint="https:// and a public address; ASSAY_WEBHOOK_PRIVATE of the server allows others."
        value={edit.value.url}
        onValue={(url) => {
          edit.value = { ...edit.value, url };
        }}
      />
      <Events
        value={edit.value.events}
        onValue={(events) => {
          edit.value = { ...edit.value, events };
        }}
      />
      <div>
        <Button kind="main" submit onPress={save}>
          {action}
        </Button>
      </div>
    </form>
  );
}
