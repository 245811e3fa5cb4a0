import { useSignal } from '@preact/signals';
import type { StaffRole } from '../../../../engine/model/permission.ts';
import { send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Checks } from '../../shared/checks.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { Field } from '../../shared/field.tsx';
import { Form, refusal } from '../../shared/form.tsx';
import { TheirLink } from './link.tsx';
import { type MemberLink, roleOptions } from './member.ts';

export function InviteMember({ onDone, onClose }: { onDone(): void; onClose(): void }) {
  const name = useSignal('');
  const email = useSignal('');
  const roles = useSignal<StaffRole[]>(['reviewer']);
  const made = useSignal<MemberLink | null>(null);
  const invite = async () => {
    if (roles.value.length === 0) throw refusal('/roles', 'Choose what they may do: at least one role.');
    const body = { name: name.value, email: email.value, roles: roles.value };
    made.value = await send<MemberLink>('POST', '/api/staff', body);
    onDone();
  };
  if (made.value) {
    return (
      <Dialog title={`${made.value.member.name} is invited`} onClose={onClose}>
        <TheirLink made={made.value} />
        <Button onPress={onClose}>Done</Button>
      </Dialog>
    );
  }
  return (
    <Dialog title="Invite somebody to the staff" onClose={onClose}>
      <Form>
        <Field label="Name" required at="/name" autocomplete="off" signal={name} />
        <Field
          label="E-mail"
          type="email"
          required
          at="/email"
          autocomplete="off"
          hint="They sign in with it."
          signal={email}
        />
        <Checks label="Roles" at="/roles" options={roleOptions} signal={roles} />
        <div>
          <Button kind="main" submit onPress={invite}>
            Make the link
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
