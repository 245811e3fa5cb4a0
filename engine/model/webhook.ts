import Type, { type Static } from 'typebox';

export const WebhookEvent = Type.Enum([
  'submission.graded',
  'attempt.finished',
  'attempt.rescored',
  'scorecard.decided',
]);
export type WebhookEvent = Static<typeof WebhookEvent>;

/** `webhook.test` is sent when somebody asks for it, and cannot be subscribed to. */
export const DeliveryEvent = Type.Enum([...WebhookEvent.enum, 'webhook.test']);
export type DeliveryEvent = Static<typeof DeliveryEvent>;

export const DeliveryState = Type.Enum(['pending', 'delivered', 'failed']);
export type DeliveryState = Static<typeof DeliveryState>;

/** Where events are sent. */
export interface Webhook {
  id: string;
  rev: number;
  url: string;
  /** Key of the signature; shown once. It is kept as it is, for each delivery is signed with it. */
  secret: string;
  /** The secret before a change: until then deliveries are signed with both. */
  previous: { secret: string; until: string } | null;
  events: WebhookEvent[];
  active: boolean;
  createdAt: string;
  createdBy: string;
}

/** One event for one webhook: id `<event id>/<webhook id>`, so that it is made once. */
export interface Delivery {
  id: string;
  rev: number;
  webhookId: string;
  eventId: string;
  event: DeliveryEvent;
  /** The raw body, as signed. */
  body: string;
  state: DeliveryState;
  /** The last ones. */
  tries: { at: string; status: number | null; error: string | null; durationMs: number }[];
  /** Before it counts as failed. */
  triesLeft: number;
  /** When it is tried next; `null` when it is not. While it is sent, when another process may try. */
  nextAt: string | null;
  createdAt: string;
  deliveredAt: string | null;
}

/** Something that happened. Its id is made from what it is about, so telling it twice is telling it once. */
export interface Announcement {
  id: string;
  event: WebhookEvent;
  at: string;
  data: Record<string, unknown>;
}
