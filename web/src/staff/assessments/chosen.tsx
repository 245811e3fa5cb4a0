import type { Signal } from '@preact/signals';
import { Button } from '../../shared/button.tsx';

export const mostCompared = 5;

/** What is chosen to be compared, wherever in the list it stands now. */
export function Chosen({ id, chosen }: { id: string; chosen: Signal<readonly string[]> }) {
  const count = chosen.value.length;
  return (
    <div class="row" role="status">
      {count === 0 && <span class="soft">Tick two to five attempts to compare them side by side.</span>}
      {count === 1 && <span>1 chosen: tick another one to compare them.</span>}
      {count > 1 && (
        <>
          {count} chosen{count === mostCompared && ', the most that fit'}.
          <a class="button main" href={`/assessments/${id}/compare?attempts=${chosen.value.join(',')}`}>
            Compare side by side
          </a>
        </>
      )}
      {count > 0 && (
        <Button
          kind="quiet"
          onPress={() => {
            chosen.value = [];
          }}
        >
          Choose none
        </Button>
      )}
    </div>
  );
}
