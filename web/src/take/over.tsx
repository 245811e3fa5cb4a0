import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { send } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { duration, instant } from '../shared/format.ts';
import { Notice } from '../shared/notice.tsx';
import { Page } from '../shared/page.tsx';
import { Hostile, Output } from '../shared/text.tsx';
import { ThemeButton } from '../shared/theme.tsx';
import { loadDrafts, placeWords, reviveKept, scopeOf, unsaved } from './drafts.ts';
import { forget } from './kept.ts';
import { ProblemTable } from './problem-table.tsx';

/** After the end: what happened, and what will. */
export function Over({ view, onLeft }: { view: AttemptView; onLeft(): void }) {
  const { clock, state, title } = view;
  const isLookedFor = useSignal(false);
  useEffect(() => {
    // What was pressed to get here is gone.
    if (document.activeElement === document.body) document.getElementById('main')?.focus();
    // After a reload too: what this browser has kept and the server has not.
    loadDrafts()
      .then(() => {
        reviveKept(view);
        isLookedFor.value = true;
      })
      .catch(() => undefined);
  }, []);
  const lost = unsaved.value.filter(({ draft }) => !draft.isSaved());
  const isAllThere = isLookedFor.value && lost.length === 0;
  useEffect(() => {
    if (isAllThere) forget(scopeOf(view));
  }, [isAllThere]);
  const leave = async () => {
    await send('DELETE', '/api/attempt/session');
    forget(scopeOf(view));
    onLeft();
  };
  return (
    <Page title={`${title}: over`} width="narrow">
      <div class="row spread">
        <p class="soft">
          <Hostile text={title} />
        </p>
        <ThemeButton />
      </div>
      <h1>Your attempt is over</h1>
      <Notice kind="good">
        <p>
          <Hostile text={inWords(view.accepts.why ?? '')} />
        </p>
        <p>
          {state === 'finished'
            ? 'Everything is graded. You can close this page.'
            : 'What you handed in is being graded. You can close this page: nothing more is needed from you.'}
        </p>
      </Notice>
      <section class="card" aria-labelledby="problems">
        <h2 id="problems">What you handed in</h2>
        <ProblemTable view={view} />
        {view.feedback === 'samples' && <p class="hint">The results are told to those who invited you.</p>}
      </section>
      <section class="card" aria-labelledby="time">
        <h2 id="time">Your time</h2>
        <p>
          From {instant(clock.startedAt)} to {instant(clock.endedAt)}: {duration(clock.usedMs)} of{' '}
          {duration(clock.allowedMs)} used{clock.stoppedMs >= 1_000 ? `, ${duration(clock.stoppedMs)} not counted` : ''}
          .
        </p>
        {clock.stops.length > 0 && (
          <ul>
            {clock.stops.map(({ from, to, reason }) => (
              <li key={from}>
                {instant(from)}
                {to === null ? '' : ` to ${instant(to)}`}: <Hostile text={reason} />
              </li>
            ))}
          </ul>
        )}
      </section>
      {lost.map(({ key, draft }) => (
        <Notice key={key} kind="warn">
          <p>
            This was not saved before the end ({placeWords(view, key)}), and does not count. It is still kept in this
            browser:
          </p>
          {draft.files.value.map(({ name, content }) => (
            <Output key={name} label={name} text={content} />
          ))}
        </Notice>
      ))}
      <section class="card" aria-labelledby="leave">
        <h2 id="leave">Do others use this computer?</h2>
        <p>Then leave, so that the next one does not see this page. The link of your invitation shows it again.</p>
        <Button onPress={leave}>Leave</Button>
      </section>
    </Page>
  );
}

/** The server's sentence, with its instant in the reader's own time. */
function inWords(why: string): string {
  return why.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, (iso) => instant(iso));
}
