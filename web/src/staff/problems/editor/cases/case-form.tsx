import { Area, Field } from '../../../../shared/field.tsx';
import { bytes } from '../../../../shared/format.ts';
import { Show } from '../../../../shared/load.tsx';
import { type Desk, mayWrite, urlOf } from '../../desk.ts';
import { useSending } from '../../sending.tsx';
import { Upload } from '../../upload.tsx';
import { Fields } from '../fields.tsx';
import { Opened } from '../opened.tsx';
import { useSaved } from '../saved.ts';
import { textOfFile } from '../text-of-file.ts';
import { Unsaved } from '../unsaved.tsx';
import { type Content, changesOf, type TypedCase } from './case-changes.ts';
import type { Group } from './groups.tsx';

export interface CaseFormProps {
  desk: Desk;
  group: Group;
  /** Its whole name; `null`: a new one. */
  was: string | null;
  onClose(): void;
}

/** Writes a case, new or there already. */
export function CaseForm(props: CaseFormProps) {
  const { desk, group, was } = props;
  const loaded = useSaved(desk, `case ${was}`, () => typedOf(desk.slug, group, was));
  return <Show of={loaded}>{(saved) => <Form {...props} saved={saved} />}</Show>;
}

async function typedOf(slug: string, group: Group, was: string | null): Promise<TypedCase> {
  if (was === null) return { name: nextName(group), input: '', answer: '', hint: '', description: '' };
  const seen = group.cases.find(({ name }) => name === was);
  const read = async (ending: string, size: number | null | undefined) =>
    size === null || size === undefined ? '' : textOfFile(slug, `data/${was}.${ending}`);
  const [input, answer] = await Promise.all([read('in', seen?.inputBytes), read('ans', seen?.answerBytes)]);
  const { hint, description } = seen ?? { hint: null, description: null };
  return {
    ...{ name: was.slice(group.name.length + 1), input, answer },
    ...{ hint: hint ?? '', description: description ?? '' },
  };
}

/** A number behind the last one, with as many digits. */
export function nextName({ cases, name }: Group): string {
  const last = cases.at(-1)?.name.slice(name.length + 1) ?? '';
  const digits = /^\d+/.exec(last)?.[0];
  if (digits === undefined) return String(cases.length + 1).padStart(2, '0');
  return String(Number(digits) + 1).padStart(digits.length, '0');
}

function Form({ desk, group, was, saved, onClose }: CaseFormProps & { saved: TypedCase }) {
  const sending = useSending();
  const draft = desk.draft<TypedCase>(`case ${was ?? `${group.name}/`}`);
  const typed = draft.value ?? saved;
  const seen = group.cases.find(({ name }) => name === was);
  const hasAnswer = (seen?.answerBytes ?? null) !== null;
  const type = (more: Partial<TypedCase>) => {
    draft.value = { ...typed, ...more };
  };
  const save = async (now: TypedCase) => {
    const changes = await changesOf({ group: group.name, was, saved, now, hasAnswer });
    await sending.send((watch) => desk.changeAll(changes, watch), 'It was stopped: what you see is not all saved.');
    if (draft.value === now) onClose();
  };
  return (
    <Opened inset title={was === null ? 'A new case' : `Case ${was}`} onClose={onClose}>
      <Fields>
        <Field label="Name of the case" required value={typed.name} onValue={(name) => type({ name })} />
      </Fields>
      <div class="columns">
        <Data
          label="Input"
          value={typed.input}
          href={urlOf(desk.slug, `files/data/${was}.in`)}
          sizeBytes={seen?.inputBytes ?? 0}
          onValue={(input) => type({ input })}
        />
        <Data
          label="Answer"
          value={typed.answer}
          href={urlOf(desk.slug, `files/data/${was}.ans`)}
          sizeBytes={seen?.answerBytes ?? 0}
          onValue={(answer) => type({ answer })}
        />
      </div>
      {typed.answer === '' && !hasAnswer && (
        <p class="hint">Leave the answer empty to let a solution write it: run one, below Solutions.</p>
      )}
      <Fields>
        <Field
          label="Hint to candidates"
          at="/hint"
          value={typed.hint}
          onValue={(hint) => type({ hint })}
          hint={group.sample ? 'Optional, shown below the sample' : 'Optional. Of secret cases nobody is shown one.'}
        />
        <Field
          label="Description"
          at="/description"
          value={typed.description}
          onValue={(description) => type({ description })}
          hint="Optional, for authors: what the case is there for"
        />
      </Fields>
      <Unsaved draft={draft} what="the case" onSave={save} />
      {sending.bar}
    </Opened>
  );
}

interface DataProps {
  label: string;
  value: Content;
  /** Where what is there now can be had. */
  href: string;
  sizeBytes: number;
  onValue(value: Content): void;
}

function Data({ label, value, href, sizeBytes, onValue }: DataProps) {
  return (
    <div class="stack">
      {typeof value === 'string' ? (
        <Fields>
          <Area label={label} rows={8} value={value} onValue={onValue} />
        </Fields>
      ) : (
        <p>
          <strong>{label}</strong>:{' '}
          {value !== null ? (
            `from ${value.file.name}, ${bytes(value.file.size)}`
          ) : (
            <>
              {bytes(sizeBytes)}, which is too long to be shown here, or no text.{' '}
              <a href={href} download={decodeURIComponent(href.split('/').at(-1) ?? label)}>
                Download the {label.toLowerCase()}
              </a>
            </>
          )}
        </p>
      )}
      {mayWrite() && (
        <div>
          <Upload
            kind="quiet"
            text={`${label} from a file`}
            onFiles={([file]) => {
              if (file) onValue({ file });
            }}
          />
        </div>
      )}
    </div>
  );
}
