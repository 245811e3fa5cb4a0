import { useSignal } from '@preact/signals';
import { useRoute } from 'preact-iso';
import type { Static } from 'typebox';
import type { InvitationView } from '../../../../api/schemas/review/invitation.ts';
import { Choice } from '../../shared/field.tsx';
import { Show } from '../../shared/load.tsx';
import { Empty, Notice } from '../../shared/notice.tsx';
import { More, usePages } from '../more.tsx';
import { AssessmentPage } from './head.tsx';
import { InvitationRow } from './invitation-row.tsx';
import { Invite } from './invite.tsx';
import { InviteMany } from './invite-many.tsx';

export type Invitation = Static<typeof InvitationView>;

export default function Invitations() {
  const { id = '' } = useRoute().params;
  return (
    <AssessmentPage id={id} title="Invitations">
      {({ archived, blind }) => <People id={id} archived={archived} blind={blind} />}
    </AssessmentPage>
  );
}

function People({ id, archived, blind }: { id: string; archived: boolean; blind: boolean }) {
  const state = useSignal<'' | Invitation['state']>('');
  const query = state.value === '' ? '' : `&state=${state.value}`;
  const list = usePages<Invitation>(`/api/assessments/${id}/invitations?limit=50${query}`);
  return (
    <>
      {archived ? (
        <Notice kind="warn">
          <p>The assessment is archived, so nobody can be invited. Take it back on the page “Edit”.</p>
        </Notice>
      ) : (
        <div class="columns">
          <Invite id={id} onDone={list.reload} />
          <InviteMany id={id} onDone={list.reload} />
        </div>
      )}
      <div class="row spread list-head">
        <h2>Invited</h2>
        <Choice
          label="State"
          signal={state}
          options={[
            { value: '', text: 'all' },
            { value: 'sent', text: 'not opened yet' },
            { value: 'opened', text: 'opened' },
            { value: 'canceled', text: 'canceled' },
          ]}
        />
      </div>
      {blind && <p class="hint">Blind: which attempt is whose is shown once it is decided.</p>}
      <Show of={list}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={state.value === '' ? 'Nobody is invited yet' : 'There is none like that'}>
              <p>
                {state.value === ''
                  ? 'Invite one person or many above: each gets a link of their own.'
                  : 'Choose another state above.'}
              </p>
            </Empty>
          ) : (
            <section class="scroll" tabIndex={0} aria-label="Invitations">
              <table class="stacked">
                <thead>
                  <tr>
                    <th>Name</th>
                    <th>E-mail</th>
                    <th>State</th>
                    <th>Mail</th>
                    <th>Extra time</th>
                    <th>Until</th>
                    <th>Actions</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => (
                    <InvitationRow key={one.id} invitation={one} onChange={list.reload} />
                  ))}
                </tbody>
              </table>
            </section>
          )
        }
      </Show>
      <More of={list} />
    </>
  );
}
