import { useSignal } from '@preact/signals';
import type { AttemptView } from '../../../api/schemas/candidate/attempt.ts';
import { Button } from '../shared/button.tsx';
import { duration, instant } from '../shared/format.ts';
import { lazy } from '../shared/lazy.tsx';
import { Markdown } from '../shared/markdown.tsx';
import { Page } from '../shared/page.tsx';
import { Hostile } from '../shared/text.tsx';
import { ThemeButton } from '../shared/theme.tsx';
import { start } from './attempt.ts';

const Sandbox = lazy(() => import('./sandbox.tsx').then((module) => module.Sandbox));

/** Before the start: what will happen, and what is recorded. */
export function Landing({ view }: { view: AttemptView }) {
  const trying = useSignal(false);
  return (
    <Page title={view.title} width="narrow">
      <div class="row spread">
        <p class="soft">
          For <Hostile text={view.name} />
        </p>
        <ThemeButton />
      </div>
      <h1>
        <Hostile text={view.title} />
      </h1>
      <Facts view={view} />
      {view.instructionsHtml !== '' && (
        <section class="card" aria-labelledby="instructions">
          <h2 id="instructions">From those who invited you</h2>
          <Markdown html={view.instructionsHtml} />
        </section>
      )}
      <WhatWillHappen view={view} />
      <section class="card" aria-labelledby="try">
        <h2 id="try">Try the editor first</h2>
        <p>This is not the test: nothing that you type here is saved or sent.</p>
        {trying.value ? (
          <Sandbox runtimes={view.runtimes} />
        ) : (
          <Button
            onPress={() => {
              trying.value = true;
            }}
          >
            Try the editor
          </Button>
        )}
      </section>
      <Begin view={view} />
    </Page>
  );
}

function Facts({ view }: { view: AttemptView }) {
  const { clock, runtimes, problemCount } = view;
  return (
    <dl class="figures card">
      <div>
        <dt>Your time</dt>
        <dd>{duration(clock.allowedMs)}</dd>
        {clock.extraTimePercent > 0 && <p class="hint">{clock.extraTimePercent} % extra time is in it</p>}
      </div>
      <div>
        <dt>Problems</dt>
        <dd>{problemCount}</dd>
      </div>
      <div>
        <dt>Languages</dt>
        <dd>{runtimes.map(({ title }) => title).join(', ')}</dd>
      </div>
    </dl>
  );
}

function WhatWillHappen({ view }: { view: AttemptView }) {
  const { clock, feedbackSays, submissionLimit, closesAt } = view;
  return (
    <section class="card" aria-labelledby="happens">
      <h2 id="happens">What will happen</h2>
      <ul>
        <li>
          When you start, the clock runs for {duration(clock.allowedMs)}, also when you close the page. The clock is
          ours: should we be down, you get the time back.
        </li>
        <li>What you type is saved by itself. You can go on at another machine by the same link.</li>
        <li>
          <strong>Run</strong> tries your program on the samples or on input of your own, as often as you like, and is
          never scored. <strong>Submit</strong> is graded, and the best submission of a problem counts.
        </li>
        <li>
          {submissionLimit === null
            ? 'You can submit as often as you like.'
            : `You can submit ${submissionLimit} times for each problem.`}{' '}
          {feedbackSays}
        </li>
        <li>When the time is up, what you typed last is handed in by itself.</li>
        {closesAt !== null && (
          <li>You can start until {instant(closesAt)} (your time zone), and then have your full time.</li>
        )}
      </ul>
    </section>
  );
}

function Begin({ view }: { view: AttemptView }) {
  const agreed = useSignal(false);
  const { opensAt, clock } = view;
  const early = opensAt !== null && Date.parse(opensAt) > Date.parse(clock.now);
  return (
    <section class="card" aria-labelledby="recorded">
      <h2 id="recorded">What is recorded</h2>
      <ul>
        {view.recorded.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <label class="check">
        <input
          type="checkbox"
          checked={agreed.value}
          onChange={({ currentTarget }) => {
            agreed.value = currentTarget.checked;
          }}
        />
        I have read this, and agree to it
      </label>
      {early && <p>You can start from {instant(opensAt)} on (your time zone).</p>}
      <p class="take-start">
        <Button kind="main" disabled={!agreed.value} onPress={start}>
          Start: the clock runs from here
        </Button>
      </p>
    </section>
  );
}
