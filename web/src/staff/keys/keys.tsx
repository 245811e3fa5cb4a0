import { useSignal } from '@preact/signals';
import type { KeyView } from '../../../../api/schemas/people/key.ts';
import { get } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Show, useLoaded } from '../../shared/load.tsx';
import { Empty } from '../../shared/notice.tsx';
import { Page } from '../../shared/page.tsx';
import { More, usePages } from '../more.tsx';
import type { Member } from '../people/member.ts';
import { CreateKey } from './create.tsx';
import { KeyRow } from './row.tsx';

export default function Keys() {
  const making = useSignal(false);
  const list = usePages<KeyView>('/api/keys?limit=50');
  const make = (
    <Button
      kind="main"
      onPress={() => {
        making.value = true;
      }}
    >
      Make a key
    </Button>
  );
  return (
    <Page title="API keys">
      <div class="row spread">
        <h1>API keys</h1>
        {make}
      </div>
      <p class="soft">
        For programs that use the API: what it can is written at <a href="/docs">/docs</a>.
      </p>
      <Show of={list}>
        {(items) =>
          items.length === 0 ? (
            <Empty title="There are no keys yet">
              <p>A key lets a script or another system use the API, with the permissions that you choose.</p>
              {make}
            </Empty>
          ) : (
            <Table items={items} onChange={list.reload} />
          )
        }
      </Show>
      <More of={list} />
      {making.value && (
        <CreateKey
          onDone={list.reload}
          onClose={() => {
            making.value = false;
          }}
        />
      )}
    </Page>
  );
}

function Table({ items, onChange }: { items: KeyView[]; onChange(): void }) {
  const makers = useLoaded('makers', (signal) => get<{ items: Member[] }>('/api/staff?limit=100', signal));
  const nameOf = (actor: string) => makers.value?.items.find(({ id }) => `staff:${id}` === actor)?.name ?? 'staff';
  return (
    <table class="stacked">
      <thead>
        <tr>
          <th>For</th>
          <th>May</th>
          <th>Made</th>
          <th>Used last</th>
          <th>State</th>
          <th>Actions</th>
        </tr>
      </thead>
      <tbody>
        {items.map((key) => (
          <KeyRow key={key.id} apiKey={key} maker={nameOf(key.createdBy)} onChange={onChange} />
        ))}
      </tbody>
    </table>
  );
}
