import { useSignal } from '@preact/signals';
import type { ProblemSummary } from '../../../../api/schemas/problem.ts';
import type { CopySummary, CopyView } from '../../../../api/schemas/working-copy.ts';
import { get } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Field } from '../../shared/field.tsx';
import { instant } from '../../shared/format.ts';
import { Show, useLoaded } from '../../shared/load.tsx';
import { Empty } from '../../shared/notice.tsx';
import { Page } from '../../shared/page.tsx';
import { visible } from '../../shared/text.tsx';
import { can } from '../session.ts';
import { urlOf } from './desk.ts';
import { NewProblem } from './new.tsx';

interface Row {
  slug: string;
  published: ProblemSummary | null;
  copy: CopySummary | null;
}

/** Every problem: what candidates get of it, and what is being worked on. */
export default function Problems() {
  const loaded = useLoaded('problems', loadRows);
  const isNew = useSignal(false);
  const wanted = useSignal('');
  return (
    <Page title="Problems">
      <div class="row spread">
        <h1>Problems</h1>
        {can('problems:write') && (
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
          <>
            {rows.length > 8 && (
              <Field
                label="Find"
                type="search"
                value={wanted.value}
                onValue={(value) => {
                  wanted.value = value;
                }}
              />
            )}
            <Table rows={rows.filter((row) => matches(row, wanted.value))} />
          </>
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

async function loadRows(signal: AbortSignal): Promise<Row[]> {
  const [{ items: published }, copies] = await Promise.all([
    get<{ items: ProblemSummary[] }>('/api/problems', signal),
    allCopies(signal),
  ]);
  const slugs = new Set([...published, ...copies].map(({ slug }) => slug));
  return [...slugs].sort().map((slug) => ({
    slug,
    published: published.find((one) => one.slug === slug) ?? null,
    copy: copies.find((one) => one.slug === slug) ?? null,
  }));
}

async function allCopies(signal: AbortSignal): Promise<CopySummary[]> {
  const all: CopySummary[] = [];
  let after: string | null = null;
  do {
    const query: string = after === null ? '' : `&after=${encodeURIComponent(after)}`;
    const page = await get<{ items: CopySummary[]; next: string | null }>(
      `/api/authoring/problems?limit=100${query}`,
      signal,
    );
    all.push(...page.items);
    after = page.next;
  } while (after !== null);
  return all;
}

function matches({ slug, published }: Row, wanted: string): boolean {
  return `${slug} ${published?.name ?? ''}`.toLowerCase().includes(wanted.trim().toLowerCase());
}

function Table({ rows }: { rows: readonly Row[] }) {
  if (rows.length === 0) {
    return (
      <Empty title="No problem here">
        <p>Write a new one, begin with one that there is, or import a package as a zip.</p>
      </Empty>
    );
  }
  return (
    <section class="scroll" tabIndex={0} aria-label="Problems">
      <table>
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
              <td>{sourceWords(published)}</td>
              <td>{published?.languages.join(', ') ?? '–'}</td>
              <td>{copy === null ? '–' : <Copy copy={copy} />}</td>
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
      {error !== null && <span class="field-error">{error}</span>}
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
