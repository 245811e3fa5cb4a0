import { useSignal } from '@preact/signals';
import type { Static } from 'typebox';
import type { InvitationWithLink } from '../../../../api/schemas/review/invitation.ts';
import { send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Field } from '../../shared/field.tsx';
import { Form } from '../../shared/form.tsx';
import { Notice } from '../../shared/notice.tsx';
import { Hostile } from '../../shared/text.tsx';
import { utc } from './draft.ts';
import { PersonalLink } from './link.tsx';

export type Invited = Static<typeof InvitationWithLink>;

export function Invite({ id, onDone }: { id: string; onDone(): void }) {
  const form = {
    name: useSignal(''),
    email: useSignal(''),
    extraTimePercent: useSignal(''),
    expiresAt: useSignal(''),
  };
  const invited = useSignal<Invited | null>(null);
  const invite = async () => {
    const extraTimePercent = form.extraTimePercent.value;
    invited.value = await send<Invited>('POST', `/api/assessments/${id}/invitations`, {
      ...{ name: form.name.value, email: form.email.value, expiresAt: utc(form.expiresAt.value) },
      ...(extraTimePercent !== '' && { extraTimePercent: Number(extraTimePercent) }),
    });
    for (const field of Object.values(form)) field.value = '';
    onDone();
  };
  return (
    <Form kind="card">
      <h2>Invite one</h2>
      <Field label="Name" required at="/name" autocomplete="off" signal={form.name} />
      <Field label="E-mail" type="email" required at="/email" autocomplete="off" signal={form.email} />
      <div class="columns small-columns">
        <Field
          label="Extra time in percent"
          type="number"
          min={0}
          max={400}
          at="/extraTimePercent"
          signal={form.extraTimePercent}
        />
        <Field label="To be started until" type="datetime-local" at="/expiresAt" signal={form.expiresAt} />
      </div>
      <div>
        <Button kind="main" submit onPress={invite}>
          Invite
        </Button>
      </div>
      {invited.value && <Told invited={invited.value} />}
    </Form>
  );
}

/** The link is not kept by the server: this is the only time that it is seen. */
export function Told({ invited: { name, email, link, delivery } }: { invited: Invited }) {
  const mailed = delivery !== 'shown';
  return (
    <Notice kind="good">
      <p>
        <strong>
          <Hostile text={name} />
        </strong>{' '}
        ({email}) is invited.{' '}
        {mailed ? 'The link is being mailed; here it is as well.' : 'No mail is sent from here: give them this link.'}{' '}
        It is shown only now.
      </p>
      <PersonalLink link={link} whose={name} />
    </Notice>
  );
}
