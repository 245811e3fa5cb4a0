import { useSignal } from '@preact/signals';
import { Button } from '../../shared/button.tsx';
import { Choice } from '../../shared/field.tsx';
import { Show } from '../../shared/load.tsx';
import { Empty } from '../../shared/notice.tsx';
import { Page } from '../../shared/page.tsx';
import { More, usePages } from '../more.tsx';
import { InviteMember } from './invite.tsx';
import { type Member, stateWords } from './member.ts';
import { MemberRow } from './row.tsx';

const states = (Object.keys(stateWords) as Member['state'][]).map((value) => ({ value, text: stateWords[value] }));

export default function People() {
  const state = useSignal<'' | Member['state']>('');
  const inviting = useSignal(false);
  const list = usePages<Member>(`/api/staff?limit=100${state.value && `&state=${state.value}`}`);
  return (
    <Page title="People">
      <div class="row spread">
        <h1>People</h1>
        <Button
          kind="main"
          onPress={() => {
            inviting.value = true;
          }}
        >
          Invite somebody
        </Button>
      </div>
      <p class="soft">Who works here. Candidates are invited to an assessment, on its page.</p>
      <div class="filter">
        <Choice label="State" signal={state} options={[{ value: '', text: 'all' }, ...states]} />
      </div>
      <Show of={list}>
        {(items) => (items.length === 0 ? <Nobody /> : <Table items={items} onChange={list.reload} />)}
      </Show>
      <More of={list} />
      {inviting.value && (
        <InviteMember
          onDone={list.reload}
          onClose={() => {
            inviting.value = false;
          }}
        />
      )}
    </Page>
  );
}

function Nobody() {
  return (
    <Empty title="There is nobody like that">
      <p>Choose another state above, or invite somebody.</p>
    </Empty>
  );
}

function Table({ items, onChange }: { items: Member[]; onChange(): void }) {
  return (
    <table class="stacked">
      <thead>
        <tr>
          <th>Name</th>
          <th>E-mail</th>
          <th>Roles</th>
          <th>State</th>
          <th>Signed in last</th>
          <th>Actions</th>
        </tr>
      </thead>
      <tbody>
        {items.map((member) => (
          <MemberRow key={member.id} member={member} onChange={onChange} />
        ))}
      </tbody>
    </table>
  );
}
