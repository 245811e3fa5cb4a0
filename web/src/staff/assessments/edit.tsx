import { useSignal } from '@preact/signals';
import { useLocation, useRoute } from 'preact-iso';
import { type Answer, ApiError, ask } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Show, useLoaded } from '../../shared/load.tsx';
import { Notice } from '../../shared/notice.tsx';
import { Page } from '../../shared/page.tsx';
import { tell } from '../../shared/toasts.tsx';
import { useUnsaved } from '../../shared/unsaved.ts';
import { can } from '../session.ts';
import { Archive } from './archive.tsx';
import { type Assessment, allAssessments } from './assessment.ts';
import { blank, bodyOf, changed, type Draft, draftOf, fieldNames, missing, withFields } from './draft.ts';
import { AssessmentForm, type Wrong } from './form.tsx';

/** A new assessment, or one that is changed. */
export default function EditAssessment() {
  const { id } = useRoute().params;
  if (id === undefined) return <Editor key="new" given={null} />;
  return <Existing key={id} id={id} />;
}

function Existing({ id }: { id: string }) {
  const loaded = useLoaded(id, (signal) => ask<Assessment>(`/api/assessments/${id}`, { signal }));
  if (loaded.value !== null) return <Editor given={loaded.value} />;
  return (
    <Page title="Edit">
      <Show of={loaded} list={{ ...allAssessments, heading: 'Edit' }}>
        {() => null}
      </Show>
    </Page>
  );
}

function Editor({ given }: { given: Answer<Assessment> | null }) {
  const base = useSignal({ draft: given ? draftOf(given.body) : blank, etag: given?.etag ?? '' });
  const draft = useSignal<Draft>(base.value.draft);
  const wrong = useSignal<Wrong | null>(null);
  const conflict = useSignal<string | null>(null);
  const { route } = useLocation();
  const fields = changed(base.value.draft, draft.value);
  useUnsaved(fields.length > 0);

  const merge = async (id: string) => {
    const theirs = await ask<Assessment>(`/api/assessments/${id}`);
    const mine = changed(base.value.draft, draft.value);
    const others = changed(base.value.draft, draftOf(theirs.body));
    conflict.value = conflictWords(mine, others);
    base.value = { draft: draftOf(theirs.body), etag: theirs.etag ?? '' };
    draft.value = withFields(base.value.draft, mine, draft.value);
  };
  const save = async () => {
    wrong.value = missing(draft.value);
    if (wrong.value !== null) return tell('error', wrong.value.message);
    const body = bodyOf(draft.value);
    try {
      const saved = await (given === null
        ? ask<Assessment>('/api/assessments', { method: 'POST', body })
        : ask<Assessment>(`/api/assessments/${given.body.id}`, {
            ...{ method: 'PATCH', headers: { 'if-match': base.value.etag } },
            body: Object.fromEntries(fields.map((key) => [key, body[key]])),
          }));
      base.value = { draft: draft.value, etag: saved.etag ?? '' };
      tell('good', given === null ? 'The assessment is set up. Now invite candidates.' : 'The changes are saved.');
      route(given === null ? `/assessments/${saved.body.id}/invitations` : `/assessments/${saved.body.id}`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (given !== null && error.code === 'PRECONDITION_FAILED') return merge(given.body.id);
      wrong.value = error;
      throw error;
    }
  };
  const title = given === null ? 'New assessment' : `Edit: ${given.body.title}`;
  return (
    <Page title={title}>
      <p class="crumbs">
        <a href="/assessments">Assessments</a>
        {given && (
          <>
            {' / '}
            <a href={`/assessments/${given.body.id}`}>{given.body.title}</a>
          </>
        )}
      </p>
      <h1>{given === null ? title : 'Edit'}</h1>
      {conflict.value && (
        <Notice kind="warn">
          <p>{conflict.value}</p>
        </Notice>
      )}
      <AssessmentForm draft={draft} wrong={wrong}>
        <div class="row save">
          <Button
            kind="main"
            submit
            onPress={save}
            disabled={!can('assessments:write') || (given !== null && fields.length === 0)}
          >
            {given === null ? 'Set up' : 'Save changes'}
          </Button>
          <a class="button" data-leave href={given === null ? '/assessments' : `/assessments/${given.body.id}`}>
            {fields.length > 0 ? 'Leave without saving' : 'Back'}
          </a>
          {given !== null && (
            <span class="hint">{fields.length === 0 ? 'Nothing is changed.' : `Changed: ${words(fields)}`}</span>
          )}
        </div>
      </AssessmentForm>
      {given && <Archive assessment={given.body} />}
    </Page>
  );
}

function words(fields: readonly (keyof Draft)[]): string {
  return fields.map((key) => fieldNames[key]).join(', ');
}

function conflictWords(mine: (keyof Draft)[], others: (keyof Draft)[]): string {
  const both = mine.filter((key) => others.includes(key));
  return [
    'Somebody else has changed this assessment while you edited it',
    others.length > 0 ? ` (${words(others)}). ` : '. ',
    both.length > 0
      ? `You both changed: ${words(both)}. The form has yours there, and theirs everywhere else.`
      : 'The form has their changes and yours.',
    ' Nothing is saved yet: look at it, then save again.',
  ].join('');
}
