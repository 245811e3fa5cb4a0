import { useSignal } from '@preact/signals';
import type { CopyView } from '../../../../../../api/schemas/authoring/working-copy.ts';
import { Button } from '../../../../shared/button.tsx';
import { CodeArea } from '../../../../shared/code-area.tsx';
import { Choice, Field } from '../../../../shared/field.tsx';
import { Notice } from '../../../../shared/notice.tsx';
import { type Desk, mayWrite, urlOf } from '../../desk.ts';
import { Unsaved } from '../unsaved.tsx';
import { StatementPreview } from './statement-preview.tsx';

/** The statement in each language, beside what candidates will see. */
export function Statement({ desk }: { desk: Desk }) {
  const there = desk.view.value?.statements ?? [];
  const added = useSignal<string[]>([]);
  const languages = [...new Set([...there.map(({ language }) => language), ...added.value])];
  const chosen = useSignal('');
  const language = languages.includes(chosen.value) ? chosen.value : (languages[0] ?? 'en');
  return (
    <div class="stack">
      <div class="row ends">
        {languages.length > 1 && (
          <Choice
            label="Language"
            value={language}
            options={languages.map((value) => ({ value, text: value }))}
            onValue={(value) => {
              chosen.value = value;
            }}
          />
        )}
        {mayWrite() && (
          <AddLanguage
            onAdd={(name) => {
              added.value = [...added.value, name];
              chosen.value = name;
            }}
          />
        )}
      </div>
      <StatementIn key={language} desk={desk} language={language} />
    </div>
  );
}

type Seen = CopyView['statements'][number];

/** What a package brings that is no Markdown, and what candidates see of it. */
function NotMarkdown({ slug, of, onTake }: { slug: string; of: Seen; onTake(markdown: string): void }) {
  const { path, markdown } = of;
  return (
    <Notice kind={markdown === null ? 'warn' : 'info'}>
      <p>
        <a href={urlOf(slug, `files/${path}`)} download={path.split('/').at(-1)}>
          {path}
        </a>{' '}
        is no Markdown. {whatIsSeen(of)} {mayWrite() && 'Write the statement here, and they see that in its place.'}
      </p>
      {markdown !== null && mayWrite() && <Button onPress={() => onTake(markdown)}>Go on with it as Markdown</Button>}
    </Notice>
  );
}

function whatIsSeen({ path, markdown }: Seen): string {
  if (!path.endsWith('.tex')) return 'Candidates download it as it is, and read it in a program of their own.';
  if (markdown === null) return 'Candidates see its LaTeX as it is written: not all of it is known here.';
  return 'Candidates see Markdown that is made of it, as in the preview.';
}

function AddLanguage({ onAdd }: { onAdd(language: string): void }) {
  const open = useSignal(false);
  const name = useSignal('');
  if (!open.value) {
    return (
      <Button
        kind="quiet"
        onPress={() => {
          open.value = true;
        }}
      >
        Add a language
      </Button>
    );
  }
  return (
    <form class="row ends" onSubmit={(event) => event.preventDefault()}>
      <Field
        label="Code of the language"
        placeholder="de"
        value={name.value}
        onValue={(value) => {
          name.value = value.trim();
        }}
      />
      <Button
        submit
        disabled={!/^[a-z]{2,3}(-[A-Z]{2})?$/.test(name.value)}
        onPress={() => {
          open.value = false;
          onAdd(name.value);
        }}
      >
        Add
      </Button>
    </form>
  );
}

function StatementIn({ desk, language }: { desk: Desk; language: string }) {
  const draft = desk.draft<string>(`statement ${language}`);
  const there = desk.view.value?.statements.filter((one) => one.language === language) ?? [];
  const saved = there.find(({ path }) => path.endsWith('.md'));
  if (saved?.text === null) return <p>{saved.path} is too long to be shown here: change it as a file, among Files.</p>;
  const text = draft.value ?? saved?.text ?? '';
  const made = there.find(({ markdown }) => markdown !== null)?.markdown ?? '';
  const type = (value: string) => {
    draft.value = value === (saved?.text ?? '') ? null : value;
  };
  return (
    <div class="stack">
      {saved === undefined &&
        there.map((one) => <NotMarkdown key={one.path} slug={desk.slug} of={one} onTake={type} />)}
      <div class="columns">
        <CodeArea
          label={`Statement (Markdown, ${language})`}
          name="problem.md"
          rows={24}
          isProse
          isReadOnly={!mayWrite()}
          value={text}
          onValue={type}
          hint="Formulas between $ signs. A line {{nextsample}} is the place of a sample. ![words](net.svg) shows statement/net.svg, which you add under Files."
        />
        <section aria-label="Preview" class="as-seen" tabIndex={0}>
          <h3>As candidates see it</h3>
          <StatementPreview desk={desk} text={text === '' && saved === undefined ? made : text} />
        </section>
      </div>
      <Unsaved
        draft={draft}
        what="the statement"
        onSave={(markdown) => desk.change('PUT', `statements/${language}`, { markdown })}
      />
    </div>
  );
}
