import { useSignal } from '@preact/signals';
import type { WebhookWithSecret } from '../../../../api/schemas/machines/webhook.ts';
import { send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { Field } from '../../shared/field.tsx';
import { Form } from '../../shared/form.tsx';
import { Secret } from './secret.tsx';

export function Rotate({ id, onDone, onClose }: { id: string; onDone(): void; onClose(): void }) {
  const hours = useSignal('24');
  const secret = useSignal<string | null>(null);
  const rotate = async () => {
    const made = await send<WebhookWithSecret>('POST', `/api/webhooks/${id}/secret`, {
      keepHours: Number(hours.value),
    });
    secret.value = made.secret;
    onDone();
  };
  return (
    <Dialog title="A new secret" onClose={onClose}>
      {secret.value === null ? (
        <Form>
          <Field
            label="Hours for which the old one signs as well"
            type="number"
            min={0}
            max={168}
            hint="Time for the receiver to change over. 0: the old one ends at once, as it has to when it has leaked."
            required
            at="/keepHours"
            signal={hours}
          />
          <div class="row">
            <Button kind="danger" submit onPress={rotate}>
              Make a new secret
            </Button>
            <Button onPress={onClose}>Keep the old one</Button>
          </div>
        </Form>
      ) : (
        <Secret secret={secret.value} onDone={onClose} />
      )}
    </Dialog>
  );
}
