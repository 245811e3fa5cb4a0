import { Button } from '../../shared/button.tsx';
import { bytes } from '../../shared/format.ts';
import { visible } from '../../shared/text.tsx';
import { Confirm } from './confirm.tsx';
import type { Desk } from './desk.ts';
import type { Group } from './groups.tsx';

export function CaseTable({ desk, group, onEdit }: { desk: Desk; group: Group; onEdit(name: string): void }) {
  const { name: groupName, cases } = group;
  /** Their names are their order, so two change names. */
  const swap = (from: string, to: string | undefined) =>
    to === undefined
      ? undefined
      : desk.change('POST', 'case-moves', {
          moves: [
            { from, to },
            { from: to, to: from },
          ],
        });
  return (
    <section class="scroll" tabIndex={0} aria-label={`Cases of ${groupName}`}>
      <table>
        <thead>
          <tr>
            <th>Case</th>
            <th class="number">Input</th>
            <th class="number">Answer</th>
            <th>
              <span class="sr">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {cases.map(({ name, inputBytes, answerBytes }, at) => (
            <tr key={name}>
              <td class="mono">{visible(name.slice(groupName.length + 1))}</td>
              <td class="number">{inputBytes === null ? 'missing' : bytes(inputBytes)}</td>
              <td class="number">{answerBytes === null ? 'missing' : bytes(answerBytes)}</td>
              <td>
                <div class="row tight">
                  {desk.draft(`case ${name}`).value !== null && <span class="tag">Not saved</span>}
                  <Button kind="quiet" label={`Edit ${name}`} onPress={() => onEdit(name)}>
                    Edit
                  </Button>
                  <Button
                    kind="quiet"
                    label={`Move ${name} up`}
                    disabled={at === 0}
                    onPress={() => swap(name, cases[at - 1]?.name)}
                  >
                    ↑
                  </Button>
                  <Button
                    kind="quiet"
                    label={`Move ${name} down`}
                    disabled={at === cases.length - 1}
                    onPress={() => swap(name, cases[at + 1]?.name)}
                  >
                    ↓
                  </Button>
                  <Confirm
                    kind="quiet"
                    text="Delete"
                    label={`Delete ${name}`}
                    title={`Delete ${name}?`}
                    yes="Delete"
                    onYes={() => desk.change('DELETE', `cases/${name}`)}
                  >
                    <p>Its input and its answer are gone from the working copy. Published versions keep them.</p>
                  </Confirm>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
