import { Area, Field } from '../../shared/field.tsx';
import { Show } from '../../shared/load.tsx';
import type { Desk } from './desk.ts';
import type { Group } from './groups.tsx';
import { Opened } from './opened.tsx';
import { useSaved } from './saved.ts';
import { base64Of, textOfFile } from './text-of-file.ts';
import { Unsaved } from './unsaved.tsx';
import { Upload } from './upload.tsx';

/** `null` where it is no text that can be shown: it stays unless a file is uploaded in its place. */
type Content = string | { file: File } | null;

interface Typed {
  name: string;
  input: Content;
  answer: Content;
  /** Empty: as it is. */
  hint: string;
}

/** Writes a case, new or there already (`was`, its whole name). */
export function CaseForm({
  desk,
  group,
  was,
  onClose,
}: {
  desk: Desk;
  group: Group;
  was: string | null;
  onClose(): void;
}) {
  const loaded = useSaved(desk, `case ${was}`, () => typedOf(desk.slug, group, was));
  return <Show of={loaded}>{(saved) => <Form {...{ desk, group, was, saved, onClose }} />}</Show>;
}

async function typedOf(slug: string, group: Group, was: string | null): Promise<Typed> {
  if (was === null) return { name: nextName(group), input: '', answer: '', hint: '' };
  const seen = group.cases.find(({ name }) => name === was);
  const read = async (ending: string, size: number | null | undefined) =>
    size === null || size === undefined ? '' : textOfFile(slug, `data/${was}.${ending}`);
  const [input, answer] = await Promise.all([read('in', seen?.inputBytes), read('ans', seen?.answerBytes)]);
  return { name: was.slice(group.name.length + 1), input, answer, hint: '' };
}

/** A number behind the last one, with as many digits. */
function nextName({ cases, name }: Group): string {
  const last = cases.at(-1)?.name.slice(name.length + 1) ?? '';
  const digits = /^\d+/.exec(last)?.[0];
  if (digits === undefined) return String(cases.length + 1).padStart(2, '0');
  return String(Number(digits) + 1).padStart(digits.length, '0');
}

function Form({
  desk,
  group,
  was,
  saved,
  onClose,
}: {
  desk: Desk;
  group: Group;
  was: string | null;
  saved: Typed;
  onClose(): void;
}) {
  const draft = desk.draft<Typed>(`case ${was ?? `${group.name}/`}`);
  const typed = draft.value ?? saved;
  const hasAnswer = (group.cases.find(({ name }) => name === was)?.answerBytes ?? null) !== null;
  const type = (more: Partial<Typed>) => {
    draft.value = { ...typed, ...more };
  };
  const save = async (now: Typed) => {
    const name = `${group.name}/${now.name}`;
    const isNone = now.answer === '' && !hasAnswer;
    if (was !== null && was !== name) await desk.change('POST', 'case-moves', { moves: [{ from: was, to: name }] });
    const [input, answer] = await Promise.all([bodyOf(now.input), isNone ? null : bodyOf(now.answer)]);
    const body = { ...(input && { input }), ...(answer && { answer }), ...(now.hint && { hint: now.hint }) };
    await desk.change('PUT', `cases/${name}`, body);
    if (draft.value === now) onClose();
  };
  return (
    <Opened inset title={was === null ? 'A new case' : `Case ${was}`} onClose={onClose}>
      <Field label="Name of the case" value={typed.name} onValue={(name) => type({ name })} />
      <div class="columns">
        <Data label="Input" value={typed.input} onValue={(input) => type({ input })} />
        <Data label="Answer" value={typed.answer} onValue={(answer) => type({ answer })} />
      </div>
      {typed.answer === '' && !hasAnswer && (
        <p class="hint">Leave the answer empty to let a solution write it: run one, below Solutions.</p>
      )}
      <Field
        label="Hint to candidates"
        value={typed.hint}
        onValue={(hint) => type({ hint })}
        hint={was === null ? 'Optional' : 'Empty: as it is'}
      />
      <Unsaved draft={draft} what="the case" onSave={save} />
    </Opened>
  );
}

async function bodyOf(content: Content) {
  if (content === null) return null;
  return typeof content === 'string' ? { text: content } : { base64: await base64Of(content.file) };
}

function Data({ label, value, onValue }: { label: string; value: Content; onValue(value: Content): void }) {
  return (
    <div class="stack">
      {typeof value === 'string' ? (
        <Area label={label} rows={8} value={value} onValue={onValue} />
      ) : (
        <p>
          <strong>{label}</strong>:{' '}
          {value === null ? 'too long to be shown here, or no text' : `from ${value.file.name}`}
        </p>
      )}
      <div>
        <Upload
          kind="quiet"
          text={`${label} from a file`}
          onFiles={([file]) => {
            if (file) onValue({ file });
          }}
        />
      </div>
    </div>
  );
}
