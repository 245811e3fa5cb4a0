import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Button } from '../../../../shared/button.tsx';
import { bytes } from '../../../../shared/format.ts';
import { visible } from '../../../../shared/text.tsx';
import { tell } from '../../../../shared/toasts.tsx';
import { Confirm } from '../../confirm.tsx';
import { type Desk, mayWrite } from '../../desk.ts';
import { EditOrOpen } from '../edit-or-open.tsx';
import type { Group } from './groups.tsx';

type Case = Group['cases'][number];

/** More are shown when they are asked for. */
const step = 50;

export function CaseTable({ desk, group, onEdit }: { desk: Desk; group: Group; onEdit(name: string): void }) {
  const { name: groupName, cases } = group;
  const shown = useSignal(step);
  const table = useRef<HTMLTableSectionElement>(null);
  /** Their names are their order, so two change names; the focus goes with the one that is moved. */
  const move = async (at: number, by: 1 | -1) => {
    const [from, to] = [cases[at]?.name, cases[at + by]?.name];
    if (from === undefined || to === undefined) return;
    const moves = [
      { from, to },
      { from: to, to: from },
    ];
    await desk.change('POST', 'case-moves', { moves });
    const row = table.current?.rows[at + by];
    const same = row?.querySelector<HTMLButtonElement>(`[data-by="${by}"] button:not(:disabled)`);
    (same ?? row?.querySelector<HTMLButtonElement>('[data-by] button:not(:disabled)'))?.focus();
    tell('good', `${from} is ${to} now.`);
  };
  const left = cases.length - shown.value;
  return (
    <>
      <section class="scroll" tabIndex={0} aria-label={`Cases of ${groupName}`}>
        <table class="stacked">
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
          <tbody ref={table}>
            {cases.slice(0, shown.value).map((one, at) => (
              <tr key={one.name}>
                <td>
                  <span class="mono">{visible(one.name.slice(groupName.length + 1))}</span>
                  <Words of={one} />
                </td>
                <td class="number" data-label="Input">
                  {one.inputBytes === null ? 'missing' : bytes(one.inputBytes)}
                </td>
                <td class="number" data-label="Answer">
                  {one.answerBytes === null ? 'missing' : bytes(one.answerBytes)}
                </td>
                <td>
                  <Actions desk={desk} name={one.name} place={{ at, of: cases.length }} onEdit={onEdit} onMove={move} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {left > 0 && (
        <div>
          <Button
            onPress={() => {
              shown.value += step;
            }}
          >
            Show {Math.min(left, step)} more of {cases.length}
          </Button>
        </div>
      )}
    </>
  );
}

function Words({ of: { hint, description } }: { of: Case }) {
  return (
    <>
      {description !== null && <div class="soft anywhere">{visible(description)}</div>}
      {hint !== null && <div class="soft anywhere">Hint: {visible(hint)}</div>}
    </>
  );
}

interface ActionsProps {
  desk: Desk;
  name: string;
  place: { at: number; of: number };
  onEdit(name: string): void;
  onMove(at: number, by: 1 | -1): Promise<void>;
}

function Actions({ desk, name, place: { at, of }, onEdit, onMove }: ActionsProps) {
  const isTyped = desk.draft(`case ${name}`).value !== null;
  const open = <EditOrOpen name={name} onPress={() => onEdit(name)} />;
  if (!mayWrite()) return open;
  return (
    <div class="row tight">
      {isTyped && <span class="tag">Not saved</span>}
      {open}
      <span data-by="-1">
        <Button kind="quiet" label={`Move ${name} up`} disabled={at === 0} onPress={() => onMove(at, -1)}>
          ↑
        </Button>
      </span>
      <span data-by="1">
        <Button kind="quiet" label={`Move ${name} down`} disabled={at === of - 1} onPress={() => onMove(at, 1)}>
          ↓
        </Button>
      </span>
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
  );
}
