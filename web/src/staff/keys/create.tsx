import { useSignal } from '@preact/signals';
import type { Static } from 'typebox';
import type { NewKeyView } from '../../../../api/schemas/people/key.ts';
import { send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { CopyField } from '../../shared/copy.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { Field } from '../../shared/field.tsx';
import { Form, refusal } from '../../shared/form.tsx';
import { Notice } from '../../shared/notice.tsx';
import { type KeyPermission, Permissions } from './permissions.tsx';

type NewKey = Static<typeof NewKeyView>;

export function CreateKey({ onDone, onClose }: { onDone(): void; onClose(): void }) {
  const name = useSignal('');
  const until = useSignal('');
  const permissions = useSignal<KeyPermission[]>([]);
  const made = useSignal<NewKey | null>(null);
  const create = async () => {
    if (permissions.value.length === 0)
      throw refusal('/permissions', 'Choose what it may do: at least one permission.');
    const expiresAt = until.value === '' ? null : new Date(until.value).toISOString();
    made.value = await send<NewKey>('POST', '/api/keys', {
      ...{ name: name.value, permissions: permissions.value, expiresAt },
    });
    onDone();
  };
  if (made.value) return <TheKey made={made.value} onClose={onClose} />;
  return (
    <Dialog title="Make an API key" onClose={onClose}>
      <Form kind="wide-form">
        <Field
          label="What it is for"
          required
          at="/name"
          autocomplete="off"
          placeholder="applicant tracking"
          signal={name}
        />
        <Field
          label="Good until"
          type="datetime-local"
          at="/expiresAt"
          hint="Left empty: until it is revoked."
          signal={until}
        />
        <Permissions signal={permissions} />
        <div>
          <Button kind="main" submit onPress={create}>
            Make the key
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

/** The server keeps no more than its hash. */
function TheKey({ made: { name, key }, onClose }: { made: NewKey; onClose(): void }) {
  return (
    <Dialog title={`The key “${name}”`} onClose={onClose}>
      <Notice kind="good">
        <p>
          Copy it now to where it is needed: it is <strong>never shown again</strong>. Send it as{' '}
          <code>Authorization: Bearer</code>.
        </p>
        <CopyField name={`The key ${name}`} value={key} />
      </Notice>
      <p class="hint">It may no more than you may, and is revoked when you are deactivated.</p>
      <Button onPress={onClose}>I have copied it</Button>
    </Dialog>
  );
}
