import { useSignal } from '@preact/signals';
import { ask, send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Confirm } from '../../shared/confirm.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { instant } from '../../shared/format.ts';
import { Hostile } from '../../shared/text.tsx';
import { tell } from '../../shared/toasts.tsx';
import { who } from '../session.ts';
import { ChangeMember, changeMember } from './change.tsx';
import { TheirLink } from './link.tsx';
import { type Member, type MemberLink, stateWords } from './member.ts';

type Asking = 'change' | 'link' | 'deactivate' | null;

export function MemberRow({ member, onChange }: { member: Member; onChange(): void }) {
  const { id, name, email, roles, state, lastSignInAt } = member;
  const asking = useSignal<Asking>(null);
  const begin = (what: Asking) => () => {
    asking.value = what;
  };
  const setState = async (next: 'active' | 'deactivated') => {
    const { etag } = await ask(`/api/staff/${id}`);
    const now = await changeMember(id, etag, { state: next });
    tell('good', afterwards(now));
    onChange();
  };
  return (
    <tr>
      <td class="break" data-label="Name">
        <Hostile text={name} /> {id === who.value?.id && <span class="tag">You</span>}
      </td>
      <td class="break" data-label="E-mail">
        <Hostile text={email} />
      </td>
      <td data-label="Roles">{roles.join(', ')}</td>
      <td data-label="State">{stateWords[state]}</td>
      <td data-label="Signed in last">{lastSignInAt === null ? 'never' : instant(lastSignInAt)}</td>
      <td>
        <div class="row">
          <Button label={`Change ${name}`} onPress={begin('change')}>
            Change
          </Button>
          {state === 'deactivated' ? (
            <Button label={`Take back ${name}`} onPress={() => setState('active')}>
              Take back
            </Button>
          ) : (
            <>
              <Button label={`New link for ${name}`} onPress={begin('link')}>
                New link
              </Button>
              <Button kind="danger" label={`Deactivate ${name}`} onPress={begin('deactivate')}>
                Deactivate
              </Button>
            </>
          )}
          <a href={`/audit?actor=staff:${id}`} aria-label={`Log of what ${name} did`}>
            Log
          </a>
        </div>
        {asking.value === 'change' && <ChangeMember id={id} onDone={onChange} onClose={begin(null)} />}
        {asking.value === 'link' && <NewLink member={member} onClose={begin(null)} />}
        {asking.value === 'deactivate' && (
          <Confirm
            title={`Deactivate ${name}?`}
            action="Deactivate"
            onConfirm={() => setState('deactivated')}
            onClose={begin(null)}
          >
            <p>
              They are signed out at once and cannot sign in, and{' '}
              <strong>the API keys that they made are revoked</strong>, for good. Their name stays on their work, and
              they can be taken back.
            </p>
          </Confirm>
        )}
      </td>
    </tr>
  );
}

function afterwards({ name, state }: Member): string {
  if (state === 'deactivated') return `${name} is deactivated. “Take back” undoes it; their keys stay revoked.`;
  return state === 'active' ? `${name} is back.` : `${name} is back, and needs a new link: they never had a password.`;
}

function NewLink({ member: { id, name, state }, onClose }: { member: Member; onClose(): void }) {
  const made = useSignal<MemberLink | null>(null);
  const make = async () => {
    made.value = await send<MemberLink>('POST', `/api/staff/${id}/link`);
  };
  return (
    <Dialog title={`A new link for ${name}`} onClose={onClose}>
      {made.value ? (
        <>
          <TheirLink made={made.value} />
          <Button onPress={onClose}>Done</Button>
        </>
      ) : (
        <>
          <p>
            {state === 'invited'
              ? 'With it they choose a password and come in. A link from before is dead from then on.'
              : 'With it they choose a new password. Until then the present one holds.'}
          </p>
          <Button kind="main" onPress={make}>
            Make the link
          </Button>
        </>
      )}
    </Dialog>
  );
}
