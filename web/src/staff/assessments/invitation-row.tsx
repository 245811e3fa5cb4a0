import { useSignal } from '@preact/signals';
import { send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { instant } from '../../shared/format.ts';
import { Hostile, visible } from '../../shared/text.tsx';
import { tell } from '../../shared/toasts.tsx';
import type { Invitation } from './invitations.tsx';
import { type Invited, Told } from './invite.tsx';

const states = { sent: 'Not opened yet', opened: 'Opened', canceled: 'Canceled' };

export function InvitationRow({ invitation, onChange }: { invitation: Invitation; onChange(): void }) {
  const { id, email, state, delivery, extraTimePercent, expiresAt, attemptId } = invitation;
  const name = visible(invitation.name);
  const asking = useSignal<'cancel' | 'again' | null>(null);
  const close = () => {
    asking.value = null;
  };
  const cancel = async () => {
    await send('POST', `/api/invitations/${id}/cancel`);
    close();
    tell('good', `The invitation of ${name} is canceled. “Invite again” undoes it.`);
    onChange();
  };
  return (
    <tr>
      <td>
        {attemptId === null ? (
          <Hostile text={name} />
        ) : (
          <a href={`/attempts/${attemptId}`}>
            <Hostile text={name} />
          </a>
        )}
      </td>
      <td data-label="E-mail">
        <Hostile text={email} />
      </td>
      <td data-label="State">{states[state]}</td>
      <td data-label="Mail">{delivery === 'shown' ? 'none: link only' : delivery}</td>
      <td data-label="Extra time">
        {extraTimePercent === null ? 'hidden' : extraTimePercent === 0 ? '–' : `${extraTimePercent} %`}
      </td>
      <td data-label="Until">{instant(expiresAt)}</td>
      <td>
        <div class="row">
          <Button
            label={`Invite again: ${name}`}
            onPress={() => {
              asking.value = 'again';
            }}
          >
            Invite again
          </Button>
          {state !== 'canceled' && (
            <Button
              kind="danger"
              label={`Cancel: ${name}`}
              onPress={() => {
                asking.value = 'cancel';
              }}
            >
              Cancel
            </Button>
          )}
        </div>
        {asking.value === 'again' && <Again invitation={invitation} onClose={close} onChange={onChange} />}
        {asking.value === 'cancel' && (
          <Dialog title={`Cancel the invitation of ${name}?`} onClose={close}>
            <p>The link will open nothing any more. An attempt that was started goes on.</p>
            <div class="row">
              <Button kind="danger" onPress={cancel}>
                Cancel the invitation
              </Button>
              <Button onPress={close}>Keep it</Button>
            </div>
          </Dialog>
        )}
      </td>
    </tr>
  );
}

function Again({ invitation, onClose, onChange }: { invitation: Invitation; onClose(): void; onChange(): void }) {
  const invited = useSignal<Invited | null>(null);
  const { id, state } = invitation;
  const name = visible(invitation.name);
  const again = async () => {
    invited.value = await send<Invited>('POST', `/api/invitations/${id}/again`, {});
  };
  const close = () => {
    onClose();
    if (invited.value !== null) onChange();
  };
  return (
    <Dialog title={`Invite ${name} again`} onClose={close}>
      {invited.value === null ? (
        <>
          <p>
            {state === 'opened'
              ? 'Was the attempt started, this gives a second one, and the first stays as it is. Else the old link dies and a new one comes.'
              : 'A new link comes; the old one is dead from then on.'}
          </p>
          <Button kind="main" onPress={again}>
            Make a new link
          </Button>
        </>
      ) : (
        <>
          <Told invited={invited.value} />
          <Button onPress={close}>Done</Button>
        </>
      )}
    </Dialog>
  );
}
