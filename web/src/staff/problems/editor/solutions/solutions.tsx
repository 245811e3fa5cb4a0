import { useSignal } from '@preact/signals';
import { Button } from '../../../../shared/button.tsx';
import { bytes } from '../../../../shared/format.ts';
import { Empty } from '../../../../shared/notice.tsx';
import { visible } from '../../../../shared/text.tsx';
import { type Desk, mayWrite } from '../../desk.ts';
import { DeletePart } from '../delete-part.tsx';
import { EditOrOpen } from '../edit-or-open.tsx';
import { openTry, Tries } from '../try/try.tsx';
import { expectationWords } from './expected.ts';
import { SolutionForm, type SolutionTyped } from './solution-form.tsx';

const fresh = '';

/** The reference solutions, and what each must get. */
export function Solutions({ desk }: { desk: Desk }) {
  const solutions = desk.view.value?.solutions ?? [];
  const open = useSignal<string | null>(null);
  const edit = (name: string) => {
    open.value = name;
  };
  const close = () => {
    open.value = null;
  };
  return (
    <div class="stack">
      <p class="soft">
        Verify runs all of them on all cases. One accepted solution in every allowed language is needed to publish;
        wrong ones show that the cases catch mistakes.
      </p>
      {solutions.length === 0 ? (
        <Empty title="No solution yet">
          <p>Begin with one that is right, then add the mistakes that you expect.</p>
        </Empty>
      ) : (
        <section class="scroll" tabIndex={0} aria-label="Reference solutions">
          <table class="stacked">
            <thead>
              <tr>
                <th>Solution</th>
                <th>Must get</th>
                <th>Runs in</th>
                <th class="number">Size</th>
                <th>
                  <span class="sr">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {solutions.map(({ name, expected, runtime, files }) => (
                <tr key={name}>
                  <td class="mono">{visible(name.slice(expected.length + 1))}</td>
                  <td data-label="Must get">{expectationWords(expected)}</td>
                  <td data-label="Runs in">{runtime ?? '–'}</td>
                  <td class="number" data-label="Size">
                    {bytes(files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0))}
                  </td>
                  <td>
                    <div class="row tight">
                      {desk.draft<SolutionTyped>(`solution ${name}`).value !== null && (
                        <span class="tag">Not saved</span>
                      )}
                      {mayWrite() && (
                        <Button kind="quiet" label={`Run ${name}`} onPress={() => openTry(desk.slug, name)}>
                          Run
                        </Button>
                      )}
                      <EditOrOpen name={name} onPress={() => edit(name)} />
                      <DeletePart desk={desk} part={`solutions/${name}`} name={name} />
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {open.value === null ? (
        mayWrite() && (
          <div class="row">
            <Button kind="main" onPress={() => edit(fresh)}>
              Add a solution
            </Button>
            <Button onPress={() => openTry(desk.slug, '')}>Run a program</Button>
          </div>
        )
      ) : (
        <SolutionForm
          key={open.value}
          desk={desk}
          was={solutions.find(({ name }) => name === open.value) ?? null}
          onClose={close}
        />
      )}
      <Tries desk={desk} />
    </div>
  );
}
