import { createHmac } from 'node:crypto';
import type { Delivery, Webhook } from '../model/webhook.ts';

/** What a delivery is sent with. `assay-signature` has one `v1=…` for each secret that is valid now, by commas. */
export function headersOf(
  webhook: Pick<Webhook, 'secret' | 'previous'>,
  { event, eventId, body }: Pick<Delivery, 'event' | 'eventId' | 'body'>,
  now: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signatures = secretsAt(webhook, now).map((secret) => `v1=${sign(secret, timestamp, body)}`);
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Assay-Webhooks/1',
    'assay-event': event,
    'assay-delivery': eventId,
    'assay-timestamp': timestamp,
    'assay-signature': signatures.join(','),
  };
}

function secretsAt({ secret, previous }: Pick<Webhook, 'secret' | 'previous'>, now: Date): string[] {
  return previous !== null && Date.parse(previous.until) > now.getTime() ? [secret, previous.secret] : [secret];
}

function sign(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`, 'utf8').digest('hex');
}
