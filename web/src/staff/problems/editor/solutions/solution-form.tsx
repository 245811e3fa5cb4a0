import type { CopyView } from '../../../../../../api/schemas/authoring/working-copy.ts';
import type { SourceFile } from '../../../../../../engine/model/submission.ts';
import { CodeArea } from '../../../../shared/code-area.tsx';
import { Choice, Field } from '../../../../shared/field.tsx';
import { Show } from '../../../../shared/load.tsx';
import { type Desk, mayWrite } from '../../desk.ts';
import { Upload } from '../../upload.tsx';
import { Opened } from '../opened.tsx';
import { useRuntimes } from '../runtimes.ts';
import { useSaved } from '../saved.ts';
import { Sources } from '../sources.tsx';
import { textOfFile } from '../text-of-file.ts';
import { Unsaved } from '../unsaved.tsx';
import { expectations } from './expected.ts';

export interface SolutionTyped {
  expected: string;
  name: string;
  /** One file without a folder of its own, or the files of a folder. */
  content: string | SourceFile[];
}

type Solution = CopyView['solutions'][number];

/** Writes a solution, new or there already (`was`). */
export function SolutionForm({ desk, was, onClose }: { desk: Desk; was: Solution | null; onClose(): void }) {
  const loaded = useSaved(desk, `solution ${was?.name}`, () => typedOf(desk.slug, was));
  return <Show of={loaded}>{(saved) => <Form {...{ desk, was, saved, onClose }} />}</Show>;
}

async function typedOf(slug: string, was: Solution | null): Promise<SolutionTyped> {
  if (was === null) return { expected: 'accepted', name: '', content: '' };
  const { name, expected, files } = was;
  const own = { expected, name: name.slice(expected.length + 1) };
  const texts = await Promise.all(
    files.map(async ({ path }) => ({ path, content: (await textOfFile(slug, path)) ?? '' })),
  );
  const folder = `submissions/${name}/`;
  if (texts.length === 1 && texts[0]?.path === `submissions/${name}`) return { ...own, content: texts[0].content };
  return { ...own, content: texts.map(({ path, content }) => ({ name: path.slice(folder.length), content })) };
}

function Form({
  desk,
  was,
  saved,
  onClose,
}: {
  desk: Desk;
  was: Solution | null;
  saved: SolutionTyped;
  onClose(): void;
}) {
  const draft = desk.draft<SolutionTyped>(`solution ${was?.name ?? ''}`);
  const runtimes = useRuntimes();
  const typed = draft.value ?? saved;
  const { expected, name, content } = typed;
  const type = (more: Partial<SolutionTyped>) => {
    draft.value = { ...typed, ...more };
  };
  const save = async (now: SolutionTyped) => {
    const path = `${now.expected}/${now.name}`;
    const body = typeof now.content === 'string' ? { source: now.content } : { files: now.content };
    await desk.change('PUT', `solutions/${path}`, body);
    if (was !== null && was.name !== path) await desk.change('DELETE', `solutions/${was.name}`);
    if (draft.value === now) onClose();
  };
  const upload = async ([file]: File[]) => {
    if (file) type({ name: name || file.name, content: await file.text() });
  };
  const endings = runtimes.flatMap(({ extensions }) => extensions.slice(0, 1)).join(', ');
  return (
    <Opened title={was === null ? 'A new solution' : `Solution ${was.name}`} onClose={onClose}>
      <div class="columns">
        <Choice
          label="It must get"
          value={expected}
          options={[
            ...expectations,
            ...(expectations.some(({ value }) => value === expected) ? [] : [{ value: expected, text: expected }]),
          ]}
          onValue={(value) => type({ expected: value })}
        />
        <Field
          label="File name"
          placeholder="main.py"
          value={name}
          onValue={(value) => type({ name: value })}
          hint={`Its ending says the language: ${endings}`}
        />
      </div>
      {typeof content === 'string' ? (
        <>
          <CodeArea
            label="Source"
            name={name}
            rows={16}
            value={content}
            onValue={(value) => type({ content: value })}
            isReadOnly={!mayWrite()}
          />
          <div class="row">{mayWrite() && <Upload text="Upload a file" onFiles={upload} />}</div>
        </>
      ) : (
        <Sources value={content} onValue={(files) => type({ content: files })} firstName="main.py" />
      )}
      <Unsaved draft={draft} what="the solution" onSave={save} />
    </Opened>
  );
}
