import { useLocation } from 'preact-iso';
import type { Static } from 'typebox';
import type { VersionList, VersionView } from '../../../../api/schemas/authoring/problem-version.ts';
import type { CopySummary } from '../../../../api/schemas/authoring/working-copy.ts';
import type { ProblemView } from '../../../../api/schemas/grading/problem.ts';
import { ApiError, get, send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Show, useLoaded } from '../../shared/load.tsx';
import { Notice } from '../../shared/notice.tsx';
import { Page } from '../../shared/page.tsx';
import { SampleOf } from '../../shared/sample.tsx';
import { StatementBody } from '../../shared/statement-body.tsx';
import { StatementPdf } from '../../shared/statement-pdf.tsx';
import { visible } from '../../shared/text.tsx';
import { can } from '../session.ts';
import { allPages } from './all-pages.ts';
import { Confirm } from './confirm.tsx';
import { urlOf } from './desk.ts';
import { Rejudges } from './rejudge/rejudges.tsx';
import { Versions } from './versions.tsx';

export type Version = Static<typeof VersionList>['items'][number];

interface About {
  /** What candidates get; `null`: nothing. */
  problem: ProblemView | null;
  versions: readonly Version[];
  withdrawn: boolean;
  hasCopy: boolean;
}

/** A problem as candidates get it, its versions, and its rejudges. */
export default function ProblemPage({ slug }: { slug: string }) {
  const loaded = useLoaded(slug, (signal) => loadAbout(slug, signal));
  const title = loaded.value?.problem?.name ?? slug;
  return (
    <Page title={title}>
      <p class="crumbs">
        <a href="/problems">Problems</a> / {slug}
      </p>
      <h1>{visible(title)}</h1>
      <Show of={loaded} list={{ href: '/problems', text: 'All problems' }}>
        {(about) => (
          <div class="stack">
            <Head slug={slug} about={about} reload={loaded.reload} />
            <Versions slug={slug} versions={about.versions} />
            {can('rejudges:manage') && about.versions.length > 0 && <Rejudges slug={slug} versions={about.versions} />}
            {about.problem !== null && (
              <section class="card">
                <h2>The statement</h2>
                <StatementPdf href={`/api/problems/${slug}/statement.pdf`} pdf={about.problem.statementPdf} />
                <StatementBody
                  html={about.problem.statementHtml}
                  samples={about.problem.samples.map((sample, at) => (
                    <SampleOf key={sample.name} sample={sample} number={at + 1} />
                  ))}
                />
              </section>
            )}
          </div>
        )}
      </Show>
    </Page>
  );
}

async function loadAbout(slug: string, signal: AbortSignal): Promise<About> {
  const [problem, copy, versions] = await Promise.all([
    orNull(get<ProblemView>(`/api/problems/${slug}`, signal)),
    orNull(get<CopySummary>(urlOf(slug), signal)),
    orNull(allPages<Version>(`/api/problems/${slug}/versions?limit=100`, signal)),
  ]);
  if (problem === null && copy === null && versions === null) {
    throw new ApiError({ status: 404, code: 'NOT_FOUND', detail: `There is no problem ${slug}.` });
  }
  const newest = versions?.[0]?.number;
  const version =
    newest === undefined
      ? null
      : await get<Static<typeof VersionView>>(`/api/problems/${slug}/versions/${newest}`, signal);
  const withdrawn = version?.withdrawn ?? false;
  return { problem, versions: versions ?? [], withdrawn, hasCopy: copy !== null };
}

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

function Head({ slug, about, reload }: { slug: string; about: About; reload(): void }) {
  const { versions, withdrawn, hasCopy } = about;
  const { route } = useLocation();
  const begin = async () => {
    await send('POST', '/api/authoring/problems', { slug, from: { slug } });
    route(`/problems/${slug}/edit`);
  };
  const decide = async (word: 'withdraw' | 'restore') => {
    await send('POST', `/api/problems/${slug}/${word}`);
    reload();
  };
  const writes = can('problems:write');
  return (
    <>
      {withdrawn && (
        <Notice kind="warn">
          <p>It is withdrawn: it is in no list, and takes no new submissions. Assessments that have it go on.</p>
        </Notice>
      )}
      <div class="row">
        {hasCopy && (
          <a class="button main" href={`/problems/${slug}/edit`}>
            Open the working copy
          </a>
        )}
        {!hasCopy && writes && (
          <Button kind="main" onPress={begin}>
            Work on it
          </Button>
        )}
        {writes && versions.length > 0 && !withdrawn && (
          <Confirm text="Withdraw" title={`Withdraw ${slug}?`} yes="Withdraw it" onYes={() => decide('withdraw')}>
            <p>
              It goes out of every list and takes no new submissions. Assessments that have one of its versions go on.
              You can restore it.
            </p>
          </Confirm>
        )}
        {writes && withdrawn && <Button onPress={() => decide('restore')}>Restore</Button>}
      </div>
    </>
  );
}
