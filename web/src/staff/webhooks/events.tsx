import type { WebhookEvent } from '../../../../engine/model/webhook.ts';
import { Check } from '../../shared/check.tsx';

const words: Record<WebhookEvent, string> = {
  'submission.graded': 'a submission of an attempt has its result',
  'attempt.finished': 'an attempt is over and graded',
  'attempt.rescored': 'a rejudge has changed the score of an attempt',
  'scorecard.decided': 'a reviewer has decided',
};

export const allEvents = Object.keys(words) as WebhookEvent[];

export function Events({ value, onValue }: { value: readonly WebhookEvent[]; onValue(value: WebhookEvent[]): void }) {
  return (
    <fieldset>
      <legend>What it is told</legend>
      {allEvents.map((event) => (
        <Check
          key={event}
          checked={value.includes(event)}
          onChange={(checked) => onValue(allEvents.filter((one) => (one === event ? checked : value.includes(one))))}
        >
          {words[event]} <code class="soft">{event}</code>
        </Check>
      ))}
    </fieldset>
  );
}
