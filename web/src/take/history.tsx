import { useSignal } from '@preact/signals';
import type { OwnSubmission } from '../../../api/schemas/candidate/submission.ts';
import { get } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { instant } from '../shared/format.ts';
import { VerdictBadge } from '../shared/verdict.tsx';
import { shown } from './live.ts';
import { open } from './submissions.ts';

type Earlier = Pick<OwnSubmission, 'id' | 'kind' | 'ownInput' | 'state' | 'queuedAt' | 'verdict'>;

const atMost = 30;

/** Earlier runs and submissions of a problem, to be looked at again. */
export function History({ problem }: { problem: string }) {
  const items = useSignal<readonly Earlier[] | null>(null);
  const load = async () => {
    const path = `/api/attempt/submissions?limit=${atMost}&problem=${encodeURIComponent(problem)}`;
    items.value = (await get<{ items: Earlier[] }>(path)).items;
  };
  if (items.value === null) {
    return (
      <Button kind="quiet" onPress={load}>
        Earlier runs and submissions
      </Button>
    );
  }
  return (
    <section aria-label="Earlier runs and submissions">
      <div class="row spread">
        <h3>Earlier runs and submissions</h3>
        <Button kind="quiet" onPress={load}>
          Look again
        </Button>
      </div>
      <ul class="history">
        {items.value.map(({ id, kind, ownInput, queuedAt, verdict, state }) => (
          <li key={id} class="row">
            <Button kind="quiet" onPress={() => open(id)} disabled={shown.value.get(problem)?.one.id === id}>
              {kind === 'submit' ? 'Submission' : ownInput ? 'Run on your input' : 'Run'}, {instant(queuedAt)}
            </Button>
            {verdict === null ? <span class="soft">{state}</span> : <VerdictBadge verdict={verdict} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
