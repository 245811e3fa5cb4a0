import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Failed } from '../../../shared/failed.tsx';
import { instant } from '../../../shared/format.ts';
import { Notice } from '../../../shared/notice.tsx';
import { Page } from '../../../shared/page.tsx';
import { Tabs } from '../../../shared/tabs.tsx';
import { visible } from '../../../shared/text.tsx';
import { Confirm } from '../confirm.tsx';
import { type Desk, deskOf, forgetDesk, mayWrite, urlOf } from '../desk.ts';
import { Groups } from './cases/groups.tsx';
import { Faults } from './faults.tsx';
import { Files } from './files.tsx';
import { Publish } from './publish/publish.tsx';
import { Checker } from './settings/checker.tsx';
import { Settings } from './settings/settings.tsx';
import { Starters } from './settings/starters.tsx';
import { Solutions } from './solutions/solutions.tsx';
import { Statement } from './statement/statement.tsx';

/** A working copy, part by part. */
export default function Editor({ slug }: { slug: string }) {
  return <EditorOf key={slug} desk={deskOf(slug)} />;
}

function EditorOf({ desk }: { desk: Desk }) {
  useEffect(() => {
    void desk.load();
  }, []);
  const { view, error, slug } = desk;
  const title = visible(view.value?.settings?.names.en ?? slug);
  return (
    <Page title={`${title}, working copy`}>
      <p class="crumbs">
        <a href="/problems">Problems</a> / <a href={`/problems/${slug}`}>{slug}</a> / Working copy
      </p>
      <h1>{title}</h1>
      {error.value !== null && (
        <Failed of={error.value} again={desk.load} list={{ href: `/problems/${slug}`, text: 'The problem' }} />
      )}
      {view.value === null ? (
        error.value === null && <p class="loading">Loading …</p>
      ) : (
        <>
          <Head desk={desk} updatedAt={view.value.updatedAt} />
          {!mayWrite() && (
            <Notice kind="info">
              <p>You can look at everything here, and change nothing: that takes the role of an author.</p>
            </Notice>
          )}
          <Faults desk={desk} />
          <Parts desk={desk} />
        </>
      )}
    </Page>
  );
}

const parts: readonly { key: string; text: string; Part: ComponentType<{ desk: Desk }> }[] = [
  { key: 'statement', text: 'Statement', Part: Statement },
  { key: 'cases', text: 'Cases', Part: Groups },
  { key: 'solutions', text: 'Solutions', Part: Solutions },
  { key: 'settings', text: 'Settings and limits', Part: Settings },
  { key: 'checker', text: 'Checker', Part: Checker },
  { key: 'starters', text: 'Starter code', Part: Starters },
  { key: 'files', text: 'Files', Part: Files },
  { key: 'publish', text: 'Verify and publish', Part: Publish },
];

function Parts({ desk }: { desk: Desk }) {
  const tabs = parts.map(({ key, text, Part }) => ({
    ...{ key, text },
    show: () => (
      <>
        <h2 class="sr">{text}</h2>
        <Part desk={desk} />
      </>
    ),
  }));
  return <Tabs label="Parts of the problem" query="part" tabs={tabs} />;
}

function Head({ desk, updatedAt }: { desk: Desk; updatedAt: string }) {
  const { route } = useLocation();
  const { slug } = desk;
  const discard = async () => {
    await desk.change('DELETE', '');
    forgetDesk(slug);
    route('/problems');
  };
  return (
    <div class="row spread">
      <p class="soft">Last changed {instant(updatedAt)}. Candidates get nothing of it before it is published.</p>
      <div class="row">
        <a class="button" href={urlOf(slug, 'package.zip')} download={`${slug}.zip`}>
          Export as zip
        </a>
        {mayWrite() && (
          <Confirm text="Throw away" title="Throw this working copy away?" yes="Throw it away" onYes={discard}>
            <p>Everything in it that was not published is lost. Published versions stay.</p>
          </Confirm>
        )}
      </div>
    </div>
  );
}
