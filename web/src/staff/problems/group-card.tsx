import { useSignal } from '@preact/signals';
import { Button } from '../../shared/button.tsx';
import { tell } from '../../shared/toasts.tsx';
import { CaseForm } from './case-form.tsx';
import { CaseTable } from './case-table.tsx';
import { Confirm } from './confirm.tsx';
import type { Desk } from './desk.ts';
import { GroupScore } from './group-score.tsx';
import type { Group } from './groups.tsx';
import { base64Of } from './text-of-file.ts';
import { Upload } from './upload.tsx';

/** A group: how it is scored, and its cases. `isWhole`: its cases are in the groups below. */
export function GroupCard({ desk, group, isWhole = false }: { desk: Desk; group: Group; isWhole?: boolean }) {
  const { name, sample, cases } = group;
  /** The name of the case that is open; empty: a new one. */
  const open = useSignal<string | null>(null);
  const edit = (one: string | null) => {
    open.value = one;
  };
  const scoring = desk.view.value?.settings?.type === 'scoring';
  const title = sample ? 'Samples' : name === 'secret' ? (isWhole ? 'All secret groups' : 'Secret cases') : name;
  return (
    <section class="card stack" aria-label={title}>
      <div class="row spread">
        <h3>{title}</h3>
        {name.includes('/') && (
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
      {scoring && !sample && <GroupScore desk={desk} group={group} />}
      {cases.length > 0 && <CaseTable desk={desk} group={group} onEdit={edit} />}
      {cases.length === 0 && !isWhole && (
        <p class="soft">{sample ? 'No sample yet: candidates need one to see what is meant.' : 'No case yet.'}</p>
      )}
      {open.value !== null && (
        <CaseForm key={open.value} desk={desk} group={group} was={open.value || null} onClose={() => edit(null)} />
      )}
      {!isWhole && open.value === null && (
        <div class="row">
          <Button label={sample ? 'Add a sample' : `Add a case to ${name}`} onPress={() => edit('')}>
            {sample ? 'Add a sample' : 'Add a case'}
          </Button>
          <Upload
            text="Upload .in and .ans files"
            label={`Upload .in and .ans files to ${name}`}
            multiple
            accept=".in,.ans"
            onFiles={(files) => uploadPairs(desk, name, files)}
          />
        </div>
      )}
    </section>
  );
}

/** Each `.in` with its `.ans`, which may come later; what has no `.in` is told, and the rest is there. */
async function uploadPairs(desk: Desk, group: string, files: readonly File[]): Promise<void> {
  const byName = new Map(files.map((file) => [file.name, file]));
  const alone: string[] = [];
  const open: string[] = [];
  let made = 0;
  for (const input of files.filter(({ name }) => name.endsWith('.in'))) {
    const name = input.name.slice(0, -'.in'.length);
    const answer = byName.get(`${name}.ans`);
    if (answer === undefined) open.push(name);
    const body = {
      input: { base64: await base64Of(input) },
      ...(answer && { answer: { base64: await base64Of(answer) } }),
    };
    await desk.change('PUT', `cases/${group}/${name}`, body);
    made += 1;
  }
  for (const { name } of files) {
    if (!name.endsWith('.in') && !byName.has(name.replace(/\.ans$/, '.in'))) alone.push(name);
  }
  const left = open.length === 0 ? '' : ` Without an answer yet: ${open.join(', ')}. A solution can write it: run one.`;
  if (made > 0) tell('good', `${made} ${made === 1 ? 'case is' : 'cases are'} there.${left}`);
  if (alone.length > 0) tell('error', `Left out, for there is no .in beside them: ${alone.join(', ')}`);
}
