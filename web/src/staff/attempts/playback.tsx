import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { Choice } from '../../shared/field.tsx';
import { instant } from '../../shared/format.ts';
import { Empty, Notice } from '../../shared/notice.tsx';
import { draftAfter, type Edit } from './replay.ts';
import { Source } from './source.tsx';

type Names = ReadonlyMap<string, string>;
type Speed = '1' | '4' | '16';

/** How a program came about: edit by edit, by hand or by itself. */
export function Playback({ drafts, names }: { drafts: ReadonlyMap<string, Edit[]>; names: Names }) {
  const chosen = useSignal(drafts.keys().next().value ?? '');
  const edits = drafts.get(chosen.value);
  return (
    <section class="card" aria-label="Playback">
      <h2>Playback</h2>
      {edits === undefined ? (
        <Empty title="Nothing was typed" />
      ) : (
        <>
          <Choice
            label="Draft"
            signal={chosen}
            options={[...drafts].map(([key, list]) => {
              const [problem = '', runtime] = key.split('/');
              return { value: key, text: `${names.get(problem) ?? problem}, ${runtime}: ${list.length} edits` };
            })}
          />
          <Scrubber key={chosen.value} edits={edits} />
        </>
      )}
    </section>
  );
}

const editsASecond = 4;

function Scrubber({ edits }: { edits: readonly Edit[] }) {
  const at = useSignal(edits.length);
  const playing = useSignal(false);
  const speed = useSignal<Speed>('1');
  useEffect(() => {
    if (!playing.value) return;
    const timer = setInterval(
      () => {
        at.value = Math.min(edits.length, at.value + 1);
        if (at.value === edits.length) playing.value = false;
      },
      1000 / editsASecond / Number(speed.value),
    );
    return () => clearInterval(timer);
  }, [playing.value, speed.value]);
  const play = () => {
    if (at.value === edits.length) at.value = 0;
    playing.value = !playing.value;
  };
  const edit = edits[at.value - 1];
  const says = edit ? `Edit ${at.value} of ${edits.length}, ${instant(edit.at)}` : 'Before the first edit';
  return (
    <>
      <div class="scrubber">
        <Button onPress={play}>{playing.value ? 'Stop' : 'Play'}</Button>
        <input
          type="range"
          min={0}
          max={edits.length}
          value={at.value}
          aria-label="Edit"
          aria-valuetext={says}
          onInput={({ currentTarget }) => {
            playing.value = false;
            at.value = Number(currentTarget.value);
          }}
        />
        <Choice<Speed>
          label="Speed"
          value={speed.value}
          options={(['1', '4', '16'] as const).map((value) => ({ value, text: `${value} ×` }))}
          onValue={(value) => {
            speed.value = value;
          }}
        />
      </div>
      <p class="small">{says}</p>
      <DraftAt edits={edits.slice(0, at.value)} />
    </>
  );
}

function DraftAt({ edits }: { edits: readonly Edit[] }) {
  const { files, touched, whole } = draftAfter(edits);
  return (
    <>
      {!whole && (
        <Notice kind="warn">
          <p>Some edits are missing here, for their number had reached its bound: what is shown is a guess.</p>
        </Notice>
      )}
      {files.length === 0 && <p class="hint">Nothing stands there.</p>}
      {files.map((file) => (
        <div key={file.name}>
          <h3>{file.name}</h3>
          <Source
            file={file}
            whose="played back"
            marks={touched?.file === file.name ? [{ ...touched, says: 'Edited', look: 'marked-now' }] : []}
          />
        </div>
      ))}
    </>
  );
}
