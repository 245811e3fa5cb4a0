import { useSignal } from '@preact/signals';
import type { Decision } from '../../../../engine/model/attempt.ts';
import type { Scorecard } from '../../../../engine/model/scorecard.ts';
import { send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Area } from '../../shared/field.tsx';
import { instant } from '../../shared/format.ts';
import { Hostile } from '../../shared/text.tsx';
import { tell } from '../../shared/toasts.tsx';
import { can } from '../session.ts';
import { decisionWords } from './words.ts';

/** The decision, and the log of all that were made: the last one holds, so a wrong one is mended by another. */
export function Decisions({ card, onDecided }: { card: Scorecard; onDecided(): void }) {
  return (
    <section class="card" id="decision" tabIndex={-1} aria-label="Decision">
      <div class="row spread">
        <h2>Decision</h2>
        {card.decisions.length === 0 && <span class="soft">Not decided yet</span>}
      </div>
      <Log of={card.decisions.slice(-1)} />
      {card.decisions.length > 1 && (
        <details>
          <summary>Decided before ({card.decisions.length - 1})</summary>
          <Log of={card.decisions.slice(0, -1)} />
        </details>
      )}
      {can('scorecards:write') &&
        (card.state === 'finished' ? (
          <Decide card={card} onDecided={onDecided} />
        ) : (
          <p class="hint">It can be decided once the attempt is finished.</p>
        ))}
    </section>
  );
}

function Log({ of }: { of: Scorecard['decisions'] }) {
  if (of.length === 0) return null;
  return (
    <ol class="plain-list">
      {of.map(({ id, decision, reason, byName, at }) => (
        <li key={id}>
          <strong>{decisionWords[decision]}</strong> by {byName}, {instant(at)}
          {reason && (
            <p class="as-written">
              <Hostile text={reason} />
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function Decide({ card, onDecided }: { card: Scorecard; onDecided(): void }) {
  const decision = useSignal<Decision | null>(null);
  const reason = useSignal('');
  const decide = async () => {
    await send('POST', `/api/attempts/${card.attemptId}/decision`, { decision: decision.value, reason: reason.value });
    tell('good', 'It is decided.');
    decision.value = null;
    reason.value = '';
    onDecided();
  };
  return (
    <form class="form" onSubmit={(event) => event.preventDefault()}>
      <fieldset class="rating">
        <legend class={card.decision === null ? 'sr' : ''}>{card.decision === null ? 'Decide' : 'Decide anew'}</legend>
        {(Object.keys(decisionWords) as Decision[]).map((one) => (
          <label key={one} class="check">
            <input
              type="radio"
              name="decision"
              checked={decision.value === one}
              onChange={() => {
                decision.value = one;
              }}
            />
            {decisionWords[one]}
          </label>
        ))}
      </fieldset>
      <Area
        label="Reason"
        rows={2}
        signal={reason}
        hint={card.person.hidden ? 'Name and address are shown once it is decided.' : 'Stays in the log.'}
      />
      <div>
        <Button kind="main" submit onPress={decide} disabled={decision.value === null}>
          Decide
        </Button>
      </div>
    </form>
  );
}
