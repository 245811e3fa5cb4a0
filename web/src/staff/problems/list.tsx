import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import type { CopySummary, CopyView } from '../../../../api/schemas/authoring/working-copy.ts';
import type { ProblemSummary } from '../../../../api/schemas/grading/problem.ts';
import { get } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Choice, Field } from '../../shared/field.tsx';
import { instant } from '../../shared/format.ts';
import { Show, useLoaded } from '../../shared/load.tsx';
import { Empty } from '../../shared/notice.tsx';
import { Page } from '../../shared/page.tsx';
import { visible } from '../../shared/text.tsx';
import { allPages } from './all-pages.ts';
import { mayWrite, urlOf } from './desk.ts';
import { NewProblem } from './new.tsx';
import { Withdrawn } from './withdrawn.tsx';

interface Row {
  slug: string;
  published: ProblemSummary | null;
  copy: CopySummary | null;
}

/** Every problem: what candidates get of it, and what is being worked on; or those that nobody gets any more. */
export default function Problems() {
  const { query, route } = useLocation();
  const isNew = useSignal(false);
  const shown = query.show === 'withdrawn' ? 'withdrawn' : 'all';
  // What is restored meanwhile is in the list.
  const loaded = useLoaded(`problems ${shown}`, loadRows);
  return (
    <Page title="Problems">
      <div class="row spread">
        <h1>Problems</h1>
        {mayWrite() && (
          <Button
            kind="main"
            onPress={() => {
              isNew.value = true;
            }}
          >
            New problem
          </Button>
        )}
      </div>
      <Show of={loaded}>
        {(rows) => (
          <Filtered
            shown={shown}
            rows={rows}
            onShown={(value) => route(value === 'all' ? '/problems' : '/problems?show=withdrawn')}
          />
        )}
      </Show>
      {isNew.value && (
        <NewProblem
          published={(loaded.value ?? []).flatMap(({ published }) => published ?? [])}
          onClose={() => {
            isNew.value = false;
          }}
        />
      )}
    </Page>
  );
}

type Shown = 'all' | 'withdrawn';

function Filtered({ shown, rows, onShown }: { shown: Shown; rows: readonly Row[]; onShown(value: Shown): void }) {
  const wanted = useSignal('');
  return (
    <>
      <div class="row ends above">
        {rows.length > 8 && shown === 'all' && <Field label="Find" type="search" signal={wanted} />}
        <Choice
          label="Show"
          value={shown}
          options={[
            { value: 'all', text: 'In use' },
            { value: 'withdrawn', text: 'Withdrawn' },
          ]}
          onValue={onShown}
        />
      </div>
      {shown === 'withdrawn' ? (
        <Withdrawn />
      ) : (
        <Table rows={rows.filter((row) => matches(row, wanted.value))} all={rows.length} />
      )}
    </>
  );
}

async function loadRows(signal: AbortSignal): Promise<Row[]> {
  const [{ items: published }, copies] = await Promise.all([
    get<{ items: ProblemSummary[] }>('/api/problems', signal),
    allPages<CopySummary>('/api/authoring/problems?limit=100', signal),
  ]);
  const slugs = new Set([...published, ...copies].map(({ slug }) => slug));
  return [...slugs].sort().map((slug) => ({
    slug,
    published: published.find((one) => one.slug === slug) ?? null,
    copy: copies.find((one) => one.slug === slug) ?? null,
  }));
}

function matches({ slug, published }: Row, wanted: string): boolean {
  return `${slug} ${published?.name ?? ''}`.toLowerCase().includes(wanted.trim().toLowerCase());
}

function Table({ rows, all }: { rows: readonly Row[]; all: number }) {
  if (rows.length === 0 && all > 0) {
    return (
      <Empty title="None of this name">
        <p>Look for a part of its name or of its address.</p>
      </Empty>
    );
  }
  if (rows.length === 0) {
    return (
      <Empty title="No problem here">
        <p>
          {mayWrite()
            ? 'New problem, above, begins with nothing, or with a package as a zip.'
            : 'Once an author has made one, it is here.'}
        </p>
      </Empty>
    );
  }
  return (
    <section class="scroll" tabIndex={0} aria-label="Problems">
      <table class="stacked">
        <thead>
          <tr>
            <th>Problem</th>
            <th>What candidates get</th>
            <th>Languages</th>
            <th>Working copy</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ slug, published, copy }) => (
            <tr key={slug}>
              <td>
                <a href={published ? `/problems/${slug}` : `/problems/${slug}/edit`}>
                  {published ? visible(published.name) : slug}
                </a>
                <br />
                <span class="mono soft">{slug}</span>
              </td>
              <td data-label="Candidates get">{sourceWords(published)}</td>
              <td data-label="Languages">{published?.languages.join(', ') ?? '–'}</td>
              <td data-label="Working copy">{copy === null ? '–' : <Copy copy={copy} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function sourceWords(published: ProblemSummary | null): string {
  if (published === null) return 'Nothing yet';
  return published.source.kind === 'folder' ? 'A folder of the server' : `Version ${published.source.number}`;
}

/** Whether it is whole: asked one by one, for a look at a package takes a moment. */
function Copy({ copy: { slug, updatedAt } }: { copy: CopySummary }) {
  const { value, error } = useLoaded(`${slug} ${updatedAt}`, (signal) => get<CopyView>(urlOf(slug), signal));
  const fault = value?.faults[0];
  return (
    <>
      <a href={`/problems/${slug}/edit`}>Changed {instant(updatedAt)}</a>
      <br />
      {error !== null && <span class="field-error">{error.words}</span>}
      {value !== null && fault === undefined && <span class="soft">No fault</span>}
      {fault !== undefined && (
        <span class="field-error">
          {fault.file === null ? '' : `${visible(fault.file)}: `}
          {visible(fault.message)}
        </span>
      )}
    </>
  );
}
