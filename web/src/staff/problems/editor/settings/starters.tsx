import type { RuntimeView } from '../../../../../../api/schemas/grading/runtime.ts';
import type { SourceFile } from '../../../../../../engine/model/submission.ts';
import { Show } from '../../../../shared/load.tsx';
import { Confirm } from '../../confirm.tsx';
import { type Desk, mayWrite } from '../../desk.ts';
import { programOf } from '../program.ts';
import { useRuntimes } from '../runtimes.ts';
import { useSaved } from '../saved.ts';
import { Sources } from '../sources.tsx';
import { Unsaved } from '../unsaved.tsx';

/** What a candidate begins with, in each language. */
export function Starters({ desk }: { desk: Desk }) {
  const allowed = desk.view.value?.settings?.languages ?? null;
  const runtimes = useRuntimes().filter(({ id }) => allowed?.includes(id) ?? true);
  return (
    <div class="stack">
      <p class="soft">
        A candidate begins with these files. They change no verdict, so they may be changed at any time.
      </p>
      {runtimes.map((runtime) => (
        <Starter key={runtime.id} desk={desk} runtime={runtime} />
      ))}
    </div>
  );
}

function Starter({ desk, runtime: { id, title, mainFile } }: { desk: Desk; runtime: RuntimeView }) {
  const isThere = desk.view.value?.starters.some(({ runtime }) => runtime === id) ?? false;
  const draft = desk.draft<SourceFile[]>(`starter ${id}`);
  const loaded = useSaved(desk, `starter ${id}`, async () =>
    isThere ? programOf(desk.slug, `attachments/starter/${id}`) : [],
  );
  return (
    <section class="card stack" aria-label={title}>
      <div class="row spread">
        <h3>{title}</h3>
        {isThere && mayWrite() && (
          <Confirm
            kind="quiet"
            text="Take out"
            label={`Take out the starter code for ${title}`}
            title={`Take out the starter code for ${title}?`}
            yes="Take it out"
            onYes={() => desk.change('DELETE', `starters/${id}`)}
          >
            <p>Candidates begin with nothing in {title}.</p>
          </Confirm>
        )}
      </div>
      <Show of={loaded}>
        {(saved) => (
          <Sources
            value={draft.value ?? saved}
            onValue={(files) => {
              draft.value = files;
            }}
            firstName={mainFile}
          />
        )}
      </Show>
      <Unsaved
        draft={draft}
        what={`the starter code for ${title}`}
        onSave={(files) =>
          files.length === 0 ? desk.change('DELETE', `starters/${id}`) : desk.change('PUT', `starters/${id}`, { files })
        }
      />
    </section>
  );
}
