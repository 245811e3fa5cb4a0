import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { lazy } from '../shared/lazy.tsx';
import { Show, useLoaded } from '../shared/load.tsx';
import { Notice } from '../shared/notice.tsx';
import { Page, SkipLink } from '../shared/page.tsx';
import { visible } from '../shared/text.tsx';
import { tellEvents, watchLeaving } from './activity.ts';
import { Announcer } from './announcer.tsx';
import { attempt, insist, news, reached, remainingMs } from './attempt.ts';
import { Bar } from './bar.tsx';
import { TimeWarning } from './clock-face.tsx';
import { Desk } from './desk.tsx';
import { loadDrafts, reviveKept, saveAll } from './drafts.ts';
import { Finish } from './finish.tsx';
import { findOwnInputs } from './own-input.ts';
import { current, findPlace, loadProblem } from './place.ts';
import { usePlaceKeys } from './shortcuts.tsx';

const ShortcutList = lazy(() => import('./shortcut-list.tsx').then((module) => module.ShortcutList));

/** Where the candidate works. */
export function Workspace() {
  const view = attempt.value;
  const drafts = useLoaded('drafts', async () => {
    await insist(loadDrafts);
    if (attempt.peek() !== null) reviveKept(attempt.peek() as AttemptView);
    return true;
  });
  const above = useSignal<'finish' | 'help' | null>(null);
  const show = (what: typeof above.value) => () => {
    above.value = what;
  };
  useEffect(() => {
    if (view === null) return;
    findOwnInputs(view);
    // What was pressed to get here is gone.
    if (document.activeElement === document.body) document.getElementById('main')?.focus();
    return findPlace(view);
  }, []);
  useEffect(watchLeaving, []);
  usePlaceKeys(view, show('help'));
  useEffect(keepSaved, []);
  const accepts = view?.accepts.drafts ?? false;
  const isUp = remainingMs.value === 0;
  useEffect(() => {
    // What was sent before may never be answered: nothing waits for that.
    void saveAll({ keepalive: true });
  }, [accepts, reached.value, isUp]);
  if (view === null) return null;
  return (
    <div class="workspace">
      <SkipLink />
      <Bar view={view} onHelp={show('help')} onFinish={show('finish')} />
      <div class="told">
        <TimeWarning view={view} />
        <Standing view={view} />
        <News />
      </div>
      <Page title={visible(view.title)} width="wide">
        <h1 class="sr">{visible(view.title)}</h1>
        <Announcer view={view} />
        <Show of={drafts}>{() => <Problem view={view} />}</Show>
      </Page>
      {above.value === 'finish' && <Finish view={view} onClose={show(null)} />}
      {above.value === 'help' && <ShortcutList onClose={show(null)} />}
    </div>
  );
}

/** Saves when the page is hidden or left, and looks for what other machines have saved when it comes back. */
function keepSaved(): () => void {
  const leave = () => {
    void saveAll({ keepalive: true });
    void tellEvents(true);
  };
  const turn = () => {
    if (document.visibilityState === 'hidden') leave();
    else loadDrafts().catch(() => undefined);
  };
  const back = () => void saveAll({ keepalive: true });
  addEventListener('pagehide', leave);
  addEventListener('online', back);
  document.addEventListener('visibilitychange', turn);
  return () => {
    removeEventListener('pagehide', leave);
    removeEventListener('online', back);
    document.removeEventListener('visibilitychange', turn);
  };
}

function Standing({ view }: { view: AttemptView }) {
  if (remainingMs.value === 0) {
    return (
      <Notice kind="warn">
        <p>The time is up. What was saved is being handed in …</p>
      </Notice>
    );
  }
  if (view.accepts.why !== null) {
    return (
      <Notice kind="warn">
        <p>{visible(view.accepts.why)} You can read and type meanwhile.</p>
      </Notice>
    );
  }
  if (reached.value) return null;
  return (
    <Notice kind="warn">
      <p>
        We cannot be reached at the moment. Go on typing: it is kept in this browser and saved when the connection is
        back. The time shown may be behind ours.
      </p>
    </Notice>
  );
}

function News() {
  if (news.value === null) return null;
  const close = () => {
    news.value = null;
    document.getElementById('main')?.focus();
  };
  return (
    <Notice kind="info">
      <p class="row spread">
        {news.value}
        <button type="button" class="button quiet fold" aria-label="Close the news" onClick={close}>
          ×
        </button>
      </p>
    </Notice>
  );
}

function Problem({ view }: { view: AttemptView }) {
  const slug = current.value;
  const entry = view.problems.find((one) => one.slug === slug);
  const problem = useLoaded(slug ?? '', () => loadProblem(slug ?? ''));
  if (entry === undefined) return <p>There is no problem in this assessment.</p>;
  if (problem.value !== null && problem.value.slug !== slug) return <p class="loading">Loading …</p>;
  return <Show of={problem}>{(loaded) => <Desk key={loaded.slug} view={view} problem={loaded} />}</Show>;
}
