import Type, { type Static } from 'typebox';
import { orNull } from '../../../engine/model/or-null.ts';
import {
  type Delivery,
  DeliveryEvent,
  DeliveryState,
  type Webhook,
  WebhookEvent,
} from '../../../engine/model/webhook.ts';
import { idOf } from '../parts/id.ts';
import { instant } from '../parts/instant.ts';
import { Next, paging } from '../parts/page.ts';

const Url = Type.String({
  minLength: 1,
  maxLength: 2000,
  description: 'https:// and a public address, unless the configuration allows the host',
});
const Events = Type.Array(WebhookEvent, { minItems: 1, uniqueItems: true, description: 'what is sent' });

export const CreateWebhookBody = Type.Object(
  { url: Url, events: Events },
  {
    additionalProperties: false,
    examples: [{ url: 'https://ats.example.com/assay', events: ['attempt.finished', 'scorecard.decided'] }],
  },
);

export const ChangeWebhookBody = Type.Object(
  {
    url: Type.Optional(Url),
    events: Type.Optional(Events),
    active: Type.Optional(
      Type.Boolean({ description: 'false: nothing new is made for it, and what waits goes on waiting' }),
    ),
  },
  { additionalProperties: false, minProperties: 1, examples: [{ active: false }] },
);

export const RotateBody = Type.Object(
  {
    keepHours: Type.Integer({
      minimum: 0,
      maximum: 168,
      description: 'for so long the old secret is signed with as well; 0: it ends at once',
    }),
  },
  { additionalProperties: false, examples: [{ keepHours: 24 }] },
);

export const ReplayBody = Type.Object(
  { delivery: Type.String({ minLength: 1, maxLength: 200, description: 'its id, as in the list of deliveries' }) },
  { additionalProperties: false, examples: [{ delivery: 'attempt.finished/019a51e2/019a51d0' }] },
);

export const WebhookParams = Type.Object({
  id: idOf('019a51d0-6f7c-7c3e-9d0a-4f1f6b1f2f10'),
});

export const DeliveriesQuery = Type.Object(
  {
    state: Type.Optional(DeliveryState),
    ...paging,
  },
  { additionalProperties: false },
);

const head = {
  id: Type.String(),
  url: Type.String(),
  events: Type.Array(WebhookEvent),
  active: Type.Boolean({ description: 'false: nothing is sent' }),
  previousSecretUntil: orNull(instant('until when the secret before is signed with as well'), 'null: it is not'),
  createdAt: instant('when it was made'),
  createdBy: Type.String(),
};

const example = {
  id: '019a51d0-6f7c-7c3e-9d0a-4f1f6b1f2f10',
  url: 'https://ats.example.com/assay',
  events: ['attempt.finished' as const, 'scorecard.decided' as const],
  active: true,
  previousSecretUntil: null,
  createdAt: '2026-11-24T06:00:00.000Z',
  createdBy: 'staff:019a51c0',
};

/** Without its secret. */
export const WebhookView = Type.Object(head, { examples: [example] });
export type WebhookView = Static<typeof WebhookView>;

export const WebhookWithSecret = Type.Object(
  { ...head, secret: Type.String({ description: 'the key of the signatures: shown now, and never again' }) },
  { examples: [{ ...example, secret: 'whsec_8rmYBdCqzJXnT5kGd3oBqg4kCk0p3l1fT2v0uZ9nQxE' }] },
);
export type WebhookWithSecret = Static<typeof WebhookWithSecret>;

export const WebhookList = Type.Object(
  {
    items: Type.Array(WebhookView),
    next: Type.Null({ description: 'there are never so many as to need a second page' }),
  },
  { examples: [{ items: [example], next: null }] },
);

const deliveryExample = {
  id: 'attempt.finished/019a51e2/019a51d0',
  eventId: 'attempt.finished/019a51e2',
  event: 'attempt.finished' as const,
  state: 'delivered' as const,
  tries: [{ at: '2026-11-24T06:00:00.100Z', status: 204, error: null, durationMs: 41 }],
  triesLeft: 8,
  nextAt: null,
  createdAt: '2026-11-24T06:00:00.000Z',
  deliveredAt: '2026-11-24T06:00:00.141Z',
  body: '{"id":"attempt.finished/019a51e2","event":"attempt.finished","at":"2026-11-24T06:00:00.000Z","data":{}}',
};

export const DeliveryView = Type.Object(
  {
    id: Type.String(),
    eventId: Type.String({ description: 'as in `assay-delivery`: the same whenever it is sent again' }),
    event: DeliveryEvent,
    state: DeliveryState,
    tries: Type.Array(
      Type.Object({
        at: instant('when it was sent'),
        status: orNull(Type.Integer(), 'of the answer; null when there was none'),
        error: orNull(Type.String(), 'why there was no answer'),
        durationMs: Type.Integer(),
      }),
      { description: 'the last 30' },
    ),
    triesLeft: Type.Integer({ description: 'before it counts as failed' }),
    nextAt: orNull(instant('when it is tried next'), 'null when it is not'),
    createdAt: instant('when it was made'),
    deliveredAt: orNull(instant('when it was taken'), 'null until then'),
    body: Type.String({ description: 'the raw body, as signed' }),
  },
  { examples: [deliveryExample] },
);
export type DeliveryView = Static<typeof DeliveryView>;

export const DeliveryList = Type.Object(
  {
    items: Type.Array(DeliveryView),
    next: Next,
  },
  { examples: [{ items: [deliveryExample], next: null }] },
);

export function webhookViewOf({ secret: _, previous, rev: _rev, ...webhook }: Webhook): WebhookView {
  return { ...webhook, previousSecretUntil: previous?.until ?? null };
}

export function deliveryViewOf({ rev: _, webhookId: _id, ...delivery }: Delivery): DeliveryView {
  return delivery;
}
