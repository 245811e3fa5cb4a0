import type { DeliveryView } from '../../../../api/schemas/machines/webhook.ts';
import { send } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { instant } from '../../shared/format.ts';
import { Hostile, Output } from '../../shared/text.tsx';
import { tell } from '../../shared/toasts.tsx';

export const stateWords: Record<DeliveryView['state'], { text: string; kind: string }> = {
  pending: { text: 'On its way', kind: 'warn' },
  delivered: { text: 'Delivered', kind: 'good' },
  failed: { text: 'Failed', kind: 'bad' },
};

/** One line, and behind it each try and what was sent. */
export function DeliveryRow({
  webhookId,
  delivery,
  onChange,
}: {
  webhookId: string;
  delivery: DeliveryView;
  onChange(): void;
}) {
  const { id, event, state, tries, nextAt, createdAt, body } = delivery;
  const again = async () => {
    await send('POST', `/api/webhooks/${webhookId}/deliveries/replay`, { delivery: id });
    tell('good', 'It is sent again, with the same id.');
    onChange();
  };
  return (
    <li class="card">
      <details>
        <summary>
          <span class={`tag ${stateWords[state].kind}`}>{stateWords[state].text}</span> <strong>{event}</strong>{' '}
          <span class="soft">
            {instant(createdAt)}, {tries.length === 1 ? '1 try' : `${tries.length} tries`}
            {nextAt !== null && state === 'pending' && `, next ${instant(nextAt)}`}
          </span>
        </summary>
        <Tries tries={tries} />
        <h3>What was sent</h3>
        <Output text={pretty(body)} label={`What was sent: ${event}`} />
        <p class="row">
          <Button label={`Send again: ${event} of ${instant(createdAt)}`} onPress={again}>
            Send again
          </Button>
          <code class="soft break">{id}</code>
        </p>
      </details>
    </li>
  );
}

function Tries({ tries }: Pick<DeliveryView, 'tries'>) {
  if (tries.length === 0) return <p>It was not tried yet.</p>;
  return (
    <table class="stacked">
      <thead>
        <tr>
          <th>Tried</th>
          <th>Answer</th>
          <th class="number">Took</th>
        </tr>
      </thead>
      <tbody>
        {tries.map(({ at, status, error, durationMs }) => (
          <tr key={at}>
            <td data-label="Tried">
              <time dateTime={at}>{instant(at)}</time>
            </td>
            <td data-label="Answer">
              {status === null ? 'none' : `status ${status}`} {error !== null && <Hostile text={error} />}
            </td>
            <td class="number" data-label="Took">
              {durationMs} ms
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
