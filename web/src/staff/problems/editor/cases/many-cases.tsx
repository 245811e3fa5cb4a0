import { ApiError, wordsOf } from '../../../../shared/api.ts';
import { Button } from '../../../../shared/button.tsx';
import { Area } from '../../../../shared/field.tsx';
import { refusal } from '../../../../shared/form.tsx';
import { tell } from '../../../../shared/toasts.tsx';
import type { Change, Desk } from '../../desk.ts';
import { useSending } from '../../sending.tsx';
import { Upload } from '../../upload.tsx';
import type { Watch } from '../../watched.ts';
import { Opened } from '../opened.tsx';
import { Unsaved } from '../unsaved.tsx';
import { dataChanges } from './case-changes.ts';
import { nextName } from './case-form.tsx';
import type { Group } from './groups.tsx';
import { pastedCases } from './pasted.ts';

/** Ways to bring several cases at once, and how far it is. */
export function ManyCases({ desk, group, onPaste }: { desk: Desk; group: Group; onPaste(): void }) {
  const sending = useSending();
  const upload = (files: File[]) =>
    sending.send(
      (watch) => uploadPairs(desk, group.name, files, watch),
      'It was stopped: what is in the table is there.',
    );
  return (
    <>
      <Upload
        text="Upload .in and .ans files"
        label={`Upload .in and .ans files to ${group.name}`}
        multiple
        accept=".in,.ans,.out"
        onFiles={upload}
      />
      <Button label={`Paste several cases to ${group.name}`} onPress={onPaste}>
        Paste several
      </Button>
      {sending.bar}
    </>
  );
}

/** Each `.in` with its `.ans` (or `.out`), which may come later; what has no `.in` is told, and the rest is there. */
async function uploadPairs(desk: Desk, group: string, files: readonly File[], watch: Watch): Promise<void> {
  const byName = new Map(files.map((file) => [file.name, file]));
  const used = new Set<File>();
  const open: string[] = [];
  const changes: Change[] = [];
  const inputs = files.filter(({ name }) => name.endsWith('.in'));
  for (const input of inputs) {
    const name = input.name.slice(0, -'.in'.length);
    const answer = byName.get(`${name}.ans`) ?? byName.get(`${name}.out`);
    used.add(input).add(answer ?? input);
    if (answer === undefined) open.push(name);
    const data = { input: { file: input }, answer: answer === undefined ? null : { file: answer } };
    changes.push(...(await dataChanges(`${group}/${name}`, data)));
  }
  let done = 0;
  try {
    const onStep: Watch['onStep'] = (now, of) => {
      done = now;
      watch.onStep(now, of);
    };
    await desk.changeAll(changes, { ...watch, onStep });
  } catch (error) {
    const place = changes[done]?.part.replace(/^(cases|files\/data)\//, '') ?? group;
    const detail = `${place} could not be written: ${wordsOf(error)} What stands before it is there; choose all files once more.`;
    throw new ApiError({ status: 0, code: 'UNKNOWN', detail });
  }
  const alone = files.filter((file) => !used.has(file)).map(({ name }) => name);
  const left = open.length === 0 ? '' : ` Without an answer yet: ${open.join(', ')}. A solution can write it: run one.`;
  const made = inputs.length;
  if (made > 0) tell('good', `${made} ${made === 1 ? 'case is' : 'cases are'} there.${left}`);
  if (alone.length > 0) tell('error', `Left out, for there is no .in beside them: ${alone.join(', ')}`);
}

/** Several cases as one text. */
export function PasteCases({ desk, group, onClose }: { desk: Desk; group: Group; onClose(): void }) {
  const draft = desk.draft<string>(`cases pasted to ${group.name}`);
  const { cases, fault } = pastedCases(draft.value ?? '');
  const save = async () => {
    if (fault !== null) throw refusal('/cases', fault);
    const first = nextName(group);
    const changes: Change[] = [];
    for (const [at, one] of cases.entries()) {
      const name = String(Number(first) + at).padStart(first.length, '0');
      changes.push(...(await dataChanges(`${group.name}/${name}`, one)));
    }
    await desk.changeAll(changes);
    tell('good', `${cases.length} ${cases.length === 1 ? 'case is' : 'cases are'} there.`);
    onClose();
  };
  return (
    <Opened inset title={`Cases pasted to ${group.name}`} onClose={onClose}>
      <Area
        label="Cases"
        at="/cases"
        rows={10}
        value={draft.value ?? ''}
        onValue={(text) => {
          draft.value = text === '' ? null : text;
        }}
        hint="Each is its input, a line with --- alone, and its answer. A line with === alone begins the next one."
      />
      <p role="status">{draft.value !== null && fault === null && `${cases.length} found`}</p>
      <Unsaved draft={draft} what="the pasted cases" word="Add" onSave={save} />
    </Opened>
  );
}
