import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiError, answerWithin, sayErrorsBy, watchAnswers, wordsOf } from '../shared/api.ts';
import { lazy } from '../shared/lazy.tsx';
import { Notice } from '../shared/notice.tsx';
import { Page } from '../shared/page.tsx';
import { attempt, close, isOver, keepTime, open } from './attempt.ts';
import { Landing } from './landing.tsx';
import { Over } from './over.tsx';
import { candidateWords } from './words.ts';

const trouble = signal<{ title?: string; words: string; again: boolean } | null>(null);
const openAgainMs = 4_000;
const Workspace = lazy(() => import('./workspace.tsx').then((module) => module.Workspace));

/** By the link's token, which then leaves the address, or by the session that it gave before. */
async function begin(): Promise<void> {
  try {
    await open(location.hash.slice(1));
    history.replaceState(null, '', '/take');
    trouble.value = null;
  } catch (error) {
    const isUnknown = error instanceof ApiError && error.status === 401;
    const words = isUnknown
      ? 'We do not know which attempt is yours. Open the link of your invitation again.'
      : wordsOf(error);
    const again = !(error instanceof ApiError) || error.status === 0 || error.status >= 429;
    if (trouble.peek()?.words !== words) trouble.value = { words, again };
    if (again) setTimeout(() => trouble.peek() !== null && void begin(), openAgainMs);
  }
}

const elsewhere = {
  title: 'Your attempt is no longer open here',
  words:
    'Another invitation was opened in this browser, or this one was left. What you typed is kept: to go on, open the link of your invitation again.',
  again: false,
};

/** Whose session ended while the page was open. One such answer may be a slip of something in between. */
async function shut(_path: string, status: number, isAgain: boolean): Promise<boolean> {
  if (status !== 401) return false;
  if (isAgain && attempt.peek() !== null) trouble.value = elsewhere;
  return !isAgain;
}

/** It was opened again: from another tab, say. */
function reopen(): void {
  if (trouble.peek() === elsewhere) trouble.value = null;
}

function left(): void {
  close();
  const words = 'Nothing of your attempt is kept in this browser. You can close this window.';
  trouble.value = { title: 'You have left', words, again: false };
}

watchAnswers({ onReached: () => undefined, onRefused: shut });
answerWithin(20_000);
sayErrorsBy(candidateWords);

/** From the link to the end of an attempt. */
export function Take() {
  useEffect(() => {
    const another = () => location.hash !== '' && location.reload();
    addEventListener('hashchange', another);
    void begin();
    return () => removeEventListener('hashchange', another);
  }, []);
  useEffect(keepTime, []);
  useEffect(() => attempt.subscribe(reopen), []);
  if (trouble.value !== null) return <Closed {...trouble.value} />;
  const view = attempt.value;
  if (view === null) return <p class="loading take-wait">Loading …</p>;
  if (view.state === 'ready') return <Landing view={view} />;
  if (isOver.value) return <Over view={view} onLeft={left} />;
  return <Workspace />;
}

function Closed({ title, words, again }: NonNullable<typeof trouble.value>) {
  return (
    <Page title="Your assessment" width="narrow">
      <h1>{title ?? 'Your assessment could not be opened'}</h1>
      <Notice kind={title === undefined ? 'error' : 'info'}>
        <p>{words}</p>
        {again && <p>It is tried again every few seconds.</p>}
      </Notice>
      <p>If your link does not work, write to whoever invited you.</p>
    </Page>
  );
}
