import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask, wordsOf } from '../../../../shared/api.ts';
import { StatementBody } from '../../../../shared/statement-body.tsx';
import { type Desk, urlOf } from '../../desk.ts';

/** How long nothing is typed before it is asked for. */
const quietMs = 300;

/** What candidates will see of a statement: its pictures, and where its samples stand. */
export function StatementPreview({ desk, text }: { desk: Desk; text: string }) {
  const html = useSignal('');
  const error = useSignal<string | null>(null);
  const changedAt = desk.view.value?.updatedAt;
  useEffect(() => {
    const gone = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const asked = { method: 'POST', body: { markdown: text }, signal: gone.signal } as const;
        html.value = (await ask<{ html: string }>(urlOf(desk.slug, 'preview'), asked)).body.html;
        error.value = null;
      } catch (thrown) {
        if (!gone.signal.aborted) error.value = wordsOf(thrown);
      }
    }, quietMs);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [text, changedAt]);
  if (error.value !== null) return <p class="field-error">No preview: {error.value}</p>;
  const samples = desk.view.value?.groups.find(({ name }) => name === 'sample')?.cases ?? [];
  return (
    <StatementBody
      html={html.value}
      samples={samples.map(({ name }, index) => (
        <p key={name} class="soft">
          (Sample {index + 1} stands here.)
        </p>
      ))}
    />
  );
}
