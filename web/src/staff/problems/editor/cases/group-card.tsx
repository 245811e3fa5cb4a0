import { useSignal } from '@preact/signals';
import { Button } from '../../../../shared/button.tsx';
import { Confirm } from '../../confirm.tsx';
import { type Desk, mayWrite } from '../../desk.ts';
import { InFile, isLegacy } from '../legacy.tsx';
import { CaseForm } from './case-form.tsx';
import { CaseTable } from './case-table.tsx';
import { GroupScore } from './group-score.tsx';
import type { Group } from './groups.tsx';
import { ManyCases, PasteCases } from './many-cases.tsx';

/** A group: how it is scored, and its cases. `isWhole`: its cases are in the groups below. */
export function GroupCard({ desk, group, isWhole = false }: { desk: Desk; group: Group; isWhole?: boolean }) {
  const { name, sample, cases } = group;
  /** The name of the case that is open; empty: a new one. */
  const open = useSignal<string | null>(null);
  const isPasting = useSignal(false);
  const edit = (one: string | null) => {
    isPasting.value = false;
    open.value = one;
  };
  const scoring = desk.view.value?.settings?.type === 'scoring';
  const title = sample ? 'Samples' : name === 'secret' ? (isWhole ? 'All secret groups' : 'Secret cases') : name;
  return (
    <section class="card stack" aria-label={title}>
      <div class="row spread">
        <h3>
          {title} <span class="tag">{sample ? 'Candidates see input and answer' : 'Candidates see no case of it'}</span>
        </h3>
        {mayWrite() && name.includes('/') && (
          <Confirm
            kind="quiet"
            text="Delete the group"
            label={`Delete the group ${name}`}
            title={`Delete ${name}?`}
            yes={`Delete it with ${cases.length} cases`}
            onYes={() => desk.change('DELETE', `groups/${name}`)}
          >
            <p>The group goes with all of its cases. Published versions keep them.</p>
          </Confirm>
        )}
      </div>
      {scoring && !sample && <Score desk={desk} group={group} />}
      {cases.length > 0 && <CaseTable desk={desk} group={group} onEdit={edit} />}
      {cases.length === 0 && !isWhole && (
        <p class="soft">{sample ? 'No sample yet: candidates need one to see what is meant.' : 'No case yet.'}</p>
      )}
      {open.value !== null && (
        <CaseForm key={open.value} desk={desk} group={group} was={open.value || null} onClose={() => edit(null)} />
      )}
      {isPasting.value && (
        <PasteCases
          desk={desk}
          group={group}
          onClose={() => {
            isPasting.value = false;
          }}
        />
      )}
      {mayWrite() && !isWhole && open.value === null && !isPasting.value && (
        <div class="row">
          <Button label={sample ? 'Add a sample' : `Add a case to ${name}`} onPress={() => edit('')}>
            {sample ? 'Add a sample' : 'Add a case'}
          </Button>
          <ManyCases
            desk={desk}
            group={group}
            onPaste={() => {
              isPasting.value = true;
            }}
          />
        </div>
      )}
    </section>
  );
}

function Score({ desk, group }: { desk: Desk; group: Group }) {
  if (!isLegacy(desk)) return <GroupScore desk={desk} group={group} />;
  return (
    <InFile desk={desk} file={`data/${group.name}/testdata.yaml`}>
      What the cases here are worth is said by <code>range</code>, <code>accept_score</code> and{' '}
      <code>grader_flags</code> in
    </InFile>
  );
}
