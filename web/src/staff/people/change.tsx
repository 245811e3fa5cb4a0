import { useSignal } from '@preact/signals';
import type { StaffRole } from '../../../../engine/model/permission.ts';
import { type Answer, ask } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Checks } from '../../shared/checks.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { Field } from '../../shared/field.tsx';
import { Form, refusal } from '../../shared/form.tsx';
import { Show, useLoaded } from '../../shared/load.tsx';
import { tell } from '../../shared/toasts.tsx';
import { loadSession, who } from '../session.ts';
import { type Member, roleOptions } from './member.ts';

export async function changeMember(id: string, etag: string | null, body: object): Promise<Member> {
  const { body: member } = await ask<Member>(`/api/staff/${id}`, {
    ...{ method: 'PATCH', headers: { 'if-match': etag ?? '' }, body },
  });
  // One's own name and roles stand in the head.
  if (id === who.value?.id) await loadSession();
  return member;
}

/** Begins with the member as they are now, and is refused when somebody else changes them meanwhile. */
export function ChangeMember({ id, onDone, onClose }: { id: string; onDone(): void; onClose(): void }) {
  const loaded = useLoaded(id, (signal) => ask<Member>(`/api/staff/${id}`, { signal }));
  return (
    <Dialog title="Name and roles" onClose={onClose}>
      <Show of={loaded}>
        {(answer) => <ChangeForm key={answer.etag} answer={answer} onDone={onDone} onClose={onClose} />}
      </Show>
    </Dialog>
  );
}

function ChangeForm({ answer, onDone, onClose }: { answer: Answer<Member>; onDone(): void; onClose(): void }) {
  const { id, email, ...before } = answer.body;
  const name = useSignal(before.name);
  const roles = useSignal<StaffRole[]>(before.roles);
  const save = async () => {
    if (roles.value.length === 0)
      throw refusal('/roles', 'They need at least one role. To keep them out, deactivate them.');
    await changeMember(id, answer.etag, { name: name.value, roles: roles.value });
    tell('good', `${name.value} is changed: it holds from their next request on.`);
    onDone();
    onClose();
  };
  return (
    <Form>
      <Field label="Name" required at="/name" autocomplete="off" hint={email} signal={name} />
      <Checks label="Roles" at="/roles" options={roleOptions} signal={roles} />
      <div class="row">
        <Button kind="main" submit onPress={save}>
          Save
        </Button>
        <Button onPress={onClose}>Leave it</Button>
      </div>
    </Form>
  );
}
