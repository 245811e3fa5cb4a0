import { useEffect } from 'preact/hooks';
import type { RejudgeView } from '../../../../../api/schemas/authoring/rejudge.ts';
import { type Answer, ask } from '../../../shared/api.ts';
import { instant } from '../../../shared/format.ts';
import { type Loaded, Show, useLoaded } from '../../../shared/load.tsx';
import { Page } from '../../../shared/page.tsx';
import { visible } from '../../../shared/text.tsx';
import { Confirm } from '../confirm.tsx';
import { Matrix } from './matrix.tsx';
import { stateWords } from './rejudges.tsx';

const lookMs = 1_000;

/** A rejudge: how far it is, what it would change, and the decision. */
export default function RejudgePage({ slug, id }: { slug: string; id: string }) {
  const loaded = useLoaded(id, (signal) => ask<RejudgeView>(`/api/rejudges/${id}`, { signal }));
  const state = loaded.value?.body.state;
  const moves = state === 'computing' || state === 'applying';
  useEffect(() => {
    if (!moves) return;
    const timer = setTimeout(loaded.reload, lookMs);
    return () => clearTimeout(timer);
  }, [moves, loaded.value, loaded.error]);
  return (
    <Page title={`Rejudge of ${slug}`}>
      <p class="crumbs">
        <a href="/problems">Problems</a> / <a href={`/problems/${slug}`}>{slug}</a> / Rejudge
      </p>
      <h1>Rejudge of {slug}</h1>
      <Show of={loaded} list={{ href: `/problems/${slug}`, text: 'The problem' }}>
        {(answer) => <Rejudge answer={answer} loaded={loaded} />}
      </Show>
    </Page>
  );
}

function Rejudge({ answer: { body, etag }, loaded }: { answer: Answer<RejudgeView>; loaded: Loaded<unknown> }) {
  const { id, state, reason, progress, createdAt, toVersion } = body;
  const decide = async (word: 'apply' | 'drop') => {
    try {
      await ask(`/api/rejudges/${id}/${word}`, { method: 'POST', headers: { 'if-match': etag ?? '' } });
    } finally {
      loaded.reload();
    }
  };
  return (
    <div class="stack">
      <p>
        {visible(reason)} <span class="soft">Begun {instant(createdAt)}, with version </span>
        <code>{toVersion.slice(0, 12)}</code>
      </p>
      <div class="card stack">
        <p role="status">
          <strong>{stateWords[state]}</strong>
        </p>
        {state === 'computing' && (
          <>
            <progress max={Math.max(progress.total, 1)} value={progress.graded} aria-label="Submissions graded" />
            <p class="soft">
              {progress.graded} of {progress.total} submissions
            </p>
          </>
        )}
        <div class="row">
          {state === 'ready' && (
            <Confirm
              kind="main"
              text="Apply"
              title="Put these results in place?"
              yes="Apply"
              onYes={() => decide('apply')}
            >
              <p>
                Verdicts, scores and passes change as shown. Every old result is kept in the history of its submission.
                Decisions of reviewers stay.
              </p>
            </Confirm>
          )}
          {(state === 'ready' || state === 'computing') && (
            <Confirm text="Drop" title="Drop this rejudge?" yes="Drop it" onYes={() => decide('drop')}>
              <p>Every submission keeps the result that it has.</p>
            </Confirm>
          )}
        </div>
      </div>
      {state !== 'computing' && <Matrix id={id} />}
    </div>
  );
}
