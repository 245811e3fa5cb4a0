import { useSignal } from '@preact/signals';
import type { AttemptState } from '../../../../engine/model/attempt.ts';
import { send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { Field } from '../../shared/field.tsx';
import { Form } from '../../shared/form.tsx';
import { visible } from '../../shared/text.tsx';
import { tell } from '../../shared/toasts.tsx';

type Action = 'extend' | 'pause' | 'resume' | 'end';

const actions: Record<Action, { text: string; title: string; says: string; done: string; states: AttemptState[] }> = {
  extend: {
    text: 'Extra time',
    title: 'Give extra time to',
    says: 'The clock of the attempt goes on longer at once.',
    done: 'has extra time.',
    states: ['running', 'paused'],
  },
  pause: {
    text: 'Pause',
    title: 'Pause the attempt of',
    says: 'The clock stands still, and nothing can be typed or handed in until you let it go on.',
    done: 'is paused.',
    states: ['running'],
  },
  resume: {
    text: 'Go on',
    title: 'Let go on the attempt of',
    says: 'The clock runs on from where it stood.',
    done: 'goes on.',
    states: ['paused'],
  },
  end: {
    text: 'End',
    title: 'End the attempt of',
    says: 'The last drafts are handed in and graded. This cannot be undone; a new attempt needs a new invitation.',
    done: 'is over.',
    states: ['running', 'paused'],
  },
};

/** What staff can do to a clock. Each is asked for with a reason, which the candidate reads. */
export function AttemptActions({
  id,
  state,
  label,
  onDone,
}: {
  id: string;
  state: AttemptState;
  label: string;
  onDone(): void;
}) {
  const asking = useSignal<Action | null>(null);
  const possible = (Object.keys(actions) as Action[]).filter((action) => actions[action].states.includes(state));
  if (possible.length === 0) return null;
  return (
    <div class="row">
      {possible.map((action) => (
        <Button
          key={action}
          kind={action === 'end' ? 'danger' : 'plain'}
          label={`${actions[action].text}: ${visible(label)}`}
          onPress={() => {
            asking.value = action;
          }}
        >
          {actions[action].text}
        </Button>
      ))}
      {asking.value && (
        <Ask
          {...{ id, label, action: asking.value, onDone }}
          onClose={() => {
            asking.value = null;
          }}
        />
      )}
    </div>
  );
}

function Ask({
  id,
  label,
  action,
  onDone,
  onClose,
}: {
  id: string;
  label: string;
  action: Action;
  onDone(): void;
  onClose(): void;
}) {
  const reason = useSignal('');
  const minutes = useSignal('10');
  const { text, title, says, done } = actions[action];
  const act = async () => {
    const body = { reason: reason.value, ...(action === 'extend' && { minutes: Number(minutes.value) }) };
    await send('POST', `/api/attempts/${id}/${action}`, action === 'resume' ? undefined : body);
    tell('good', `The attempt of ${visible(label)} ${done}`);
    onClose();
    onDone();
  };
  return (
    <Dialog title={`${title} ${visible(label)}`} onClose={onClose}>
      <Form>
        <p>{says}</p>
        {action === 'extend' && (
          <Field label="Minutes" type="number" required min={1} max={1440} at="/minutes" signal={minutes} />
        )}
        {action !== 'resume' && (
          <Field label="Reason" hint="The candidate and the scorecard show it." required at="/reason" signal={reason} />
        )}
        <div class="row">
          <Button kind={action === 'end' ? 'danger' : 'main'} submit onPress={act}>
            {text}
          </Button>
          <Button onPress={onClose}>Leave it</Button>
        </div>
      </Form>
    </Dialog>
  );
}
