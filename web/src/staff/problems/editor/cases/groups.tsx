import { useSignal } from '@preact/signals';
import type { CopyView } from '../../../../../../api/schemas/authoring/working-copy.ts';
import { Button } from '../../../../shared/button.tsx';
import { Field } from '../../../../shared/field.tsx';
import { type Desk, mayWrite } from '../../desk.ts';
import { isLegacy } from '../legacy.tsx';
import { GroupCard } from './group-card.tsx';

export type Group = CopyView['groups'][number];

const bare = (name: string): Group => ({
  ...{ name, sample: name === 'sample', maxScore: null, aggregation: null, requirePass: [], cases: [] },
});

/** The test data: samples, then what is secret, group by group. */
export function Groups({ desk }: { desk: Desk }) {
  const groups = desk.view.value?.groups ?? [];
  const named = (name: string) => groups.find((group) => group.name === name) ?? bare(name);
  const inner = groups.filter(({ name }) => name.startsWith('secret/'));
  return (
    <div class="stack">
      <p class="soft">
        Candidates see the samples, and nothing of a secret case. An assessment may show them name, verdict and points
        of each secret group, so do not name a group after what it tests. Cases are run in the order of their names.
      </p>
      <GroupCard desk={desk} group={named('sample')} />
      <GroupCard desk={desk} group={named('secret')} isWhole={inner.length > 0} />
      {inner.map((group) => (
        <GroupCard key={group.name} desk={desk} group={group} />
      ))}
      {mayWrite() &&
        (isLegacy(desk) ? (
          <p class="soft">
            A new group is a folder: upload its first case to one such as <code>data/secret/02</code>, under Files.
          </p>
        ) : (
          <NewGroup desk={desk} />
        ))}
    </div>
  );
}

function NewGroup({ desk }: { desk: Desk }) {
  const name = useSignal('');
  const view = desk.view.value;
  const loose = view?.groups.find((group) => group.name === 'secret')?.cases ?? [];
  const add = async () => {
    const group = `secret/${name.value}`;
    const moves = loose.map(({ name: from }) => ({ from, to: from.replace('secret', group) }));
    await desk.changeAll([
      { method: 'PUT', part: `groups/${group}`, body: view?.settings?.type === 'scoring' ? { maxScore: 10 } : {} },
      ...(moves.length > 0 ? [{ method: 'POST', part: 'case-moves', body: { moves } } as const] : []),
    ]);
    name.value = '';
  };
  return (
    <form class="row ends" onSubmit={(event) => event.preventDefault()}>
      <Field
        label="A new group of secret cases"
        placeholder="01-small"
        hint={loose.length > 0 ? 'The secret cases that there are go into it.' : undefined}
        value={name.value}
        onValue={(value) => {
          name.value = value.trim();
        }}
      />
      <Button submit disabled={name.value === ''} onPress={add}>
        Add the group
      </Button>
    </form>
  );
}
