import { useSignal } from '@preact/signals';
import type { Static } from 'typebox';
import type { InvitationWithLink } from '../../../../api/schemas/invitation.ts';
import { send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Field } from '../../shared/field.tsx';
import { Notice } from '../../shared/notice.tsx';
import { utc } from './draft.ts';
import { PersonalLink } from './link.tsx';

export type Invited = Static<typeof InvitationWithLink>;

const blank = { name: '', email: '', extraTimePercent: '', expiresAt: '' };

export function Invite({ id, onDone }: { id: string; onDone(): void }) {
  const form = useSignal(blank);
  const invited = useSignal<Invited | null>(null);
  const set = (key: keyof typeof blank) => (value: string) => {
    form.value = { ...form.value, [key]: value };
  };
  const invite = async () => {
    const { name, email, extraTimePercent, expiresAt } = form.value;
    invited.value = await send<Invited>('POST', `/api/assessments/${id}/invitations`, {
      ...{ name, email, expiresAt: utc(expiresAt) },
      ...(extraTimePercent !== '' && { extraTimePercent: Number(extraTimePercent) }),
    });
    form.value = blank;
    onDone();
  };
  return (
    <form class="form card" onSubmit={(event) => event.preventDefault()}>
      <h2>Invite one</h2>
      <Field label="Name" autocomplete="off" value={form.value.name} onValue={set('name')} />
      <Field label="E-mail" type="email" autocomplete="off" value={form.value.email} onValue={set('email')} />
      <div class="columns small-columns">
        <Field
          label="Extra time in percent"
          type="number"
          min={0}
          max={400}
          value={form.value.extraTimePercent}
          onValue={set('extraTimePercent')}
        />
        <Field
          label="To be started until"
          type="datetime-local"
          value={form.value.expiresAt}
          onValue={set('expiresAt')}
        />
      </div>
      <div>
        <Button kind="main" submit onPress={invite}>
          Invite
        </Button>
      </div>
      {invited.value && <Told invited={invited.value} />}
    </form>
  );
}

/** The link is not kept by the server: this is the only time that it is seen. */
export function Told({ invited: { name, email, link, delivery } }: { invited: Invited }) {
  const mailed = delivery !== 'shown';
  return (
    <Notice kind="good">
      <p>
        <strong>{name}</strong> ({email}) is invited.{' '}
        {mailed ? 'The link is being mailed; here it is as well.' : 'No mail is sent from here: give them this link.'}{' '}
        It is shown only now.
      </p>
      <PersonalLink link={link} whose={name} />
    </Notice>
  );
}
