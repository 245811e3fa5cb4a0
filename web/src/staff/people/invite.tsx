import { useSignal } from '@preact/signals';
import type { StaffRole } from '../../../../engine/model/permission.ts';
import { send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { Field } from '../../shared/field.tsx';
import { tell } from '../../shared/toasts.tsx';
import { TheirLink } from './link.tsx';
import type { MemberLink } from './member.ts';
import { Roles } from './roles.tsx';

export function InviteMember({ onDone, onClose }: { onDone(): void; onClose(): void }) {
  const name = useSignal('');
  const email = useSignal('');
  const roles = useSignal<StaffRole[]>(['reviewer']);
  const made = useSignal<MemberLink | null>(null);
  const invite = async () => {
    if (roles.value.length === 0) return tell('error', 'Choose what they may do: at least one role.');
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
      <form class="form" onSubmit={(event) => event.preventDefault()}>
        <Field
          label="Name"
          autocomplete="off"
          value={name.value}
          onValue={(value) => {
            name.value = value;
          }}
        />
        <Field
          label="E-mail"
          type="email"
          autocomplete="off"
          hint="They sign in with it."
          value={email.value}
          onValue={(value) => {
            email.value = value;
          }}
        />
        <Roles
          value={roles.value}
          onValue={(value) => {
            roles.value = value;
          }}
        />
        <div>
          <Button kind="main" submit onPress={invite}>
            Make the link
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
