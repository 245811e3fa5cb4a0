import { setImmediate as turn } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import type { Delivery, DeliveryState, Webhook, WebhookEvent } from '../model/webhook.ts';
import type { Clock, Page, Store } from '../ports.ts';
import { mostWebhooks } from './active.ts';
import { addDelivery } from './delivery.ts';
import { publicAddresses, type Resolve } from './post.ts';
import { hostOf, type Reach } from './reach.ts';
import { mostTries } from './schedule.ts';

export interface WebhooksDeps {
  store: Pick<Store, 'webhooks' | 'deliveries'>;
  clock: Pick<Clock, 'now'>;
  newId(): string;
  random(bytes: number): Buffer;
  reach: Reach;
  resolve: Resolve;
  /** Called when there is something to send. */
  poke(): void;
}

export interface WebhookChange {
  url?: string;
  events?: WebhookEvent[];
  active?: boolean;
}

/** Where events are sent, and the log of it. */
export interface Webhooks {
  list(): Promise<Webhook[]>;
  /** Throws NOT_FOUND, as all that take an id do. */
  get(id: string): Promise<Webhook>;
  /** Throws BAD_REQUEST for a URL that may not be sent to, LIMIT_REACHED. */
  create(what: { url: string; events: WebhookEvent[]; createdBy: string }): Promise<Webhook>;
  /** Throws BAD_REQUEST, CONFLICT (another revision by now). */
  change(id: string, rev: number, change: WebhookChange): Promise<Webhook>;
  /** Makes a new secret. For so many hours the old one is signed with as well. */
  rotate(id: string, keepHours: number): Promise<Webhook>;
  /** With its deliveries. */
  remove(id: string): Promise<void>;
  deliveries(id: string, query: { state?: DeliveryState; after?: string; limit: number }): Promise<Page<Delivery>>;
  /** Sends it again, now, with the same body and event id. */
  replay(id: string, deliveryId: string): Promise<Delivery>;
  /** Sends an event `webhook.test`. Throws CONFLICT for a webhook that is switched off. */
  test(id: string): Promise<Delivery>;
}

const hourMs = 3_600_000;
const secretBytes = 32;

export function createWebhooks(deps: WebhooksDeps): Webhooks {
  const { store, clock } = deps;
  const get = (id: string) => webhookOf(deps, id);
  return {
    get,
    list: async () => (await store.webhooks.find({ limit: mostWebhooks })).items,
    create: (what) => create(deps, what),
    async change(id, rev, change) {
      if (change.url !== undefined) await checkUrl(deps, change.url);
      return store.webhooks.update(id, rev, change);
    },
    async rotate(id, keepHours) {
      const { rev, secret } = await get(id);
      const until = new Date(clock.now().getTime() + keepHours * hourMs).toISOString();
      const previous = keepHours > 0 ? { secret, until } : null;
      return store.webhooks.update(id, rev, { secret: newSecret(deps), previous });
    },
    remove: (id) => remove(deps, id),
    async deliveries(id, { state, ...page }) {
      await get(id);
      const where = { webhookId: id, ...(state && { state }) };
      return store.deliveries.find({ where, sort: 'createdAt', order: 'desc', ...page });
    },
    replay: (id, deliveryId) => replay(deps, id, deliveryId),
    test: (id) => sendTest(deps, id),
  };
}

async function webhookOf({ store }: WebhooksDeps, id: string): Promise<Webhook> {
  const webhook = await store.webhooks.get(id);
  if (webhook === null) throw new AppError('NOT_FOUND', `There is no webhook ${id}.`);
  return webhook;
}

async function create(
  deps: WebhooksDeps,
  { url, events, createdBy }: { url: string; events: WebhookEvent[]; createdBy: string },
): Promise<Webhook> {
  const { store, clock, newId } = deps;
  await checkUrl(deps, url);
  if ((await store.webhooks.count({})) >= mostWebhooks) {
    throw new AppError('LIMIT_REACHED', `There are ${mostWebhooks} webhooks already: delete one first.`);
  }
  const createdAt = clock.now().toISOString();
  const made = { id: newId(), rev: 1, secret: newSecret(deps), previous: null };
  const webhook: Webhook = { ...made, url, events, active: true, createdAt, createdBy };
  await store.webhooks.insert(webhook);
  return webhook;
}

/** So that people are told at once; what counts is the judgement at each delivery. */
async function checkUrl(deps: WebhooksDeps, text: string): Promise<void> {
  const host = hostOf(deps.reach.checkUrl(text));
  try {
    await publicAddresses(deps, host);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('BAD_REQUEST', `The URL cannot be sent to. ${why}.`, { cause, field: '/url' });
  }
}

function newSecret({ random }: WebhooksDeps): string {
  return `whsec_${random(secretBytes).toString('base64url')}`;
}

/** In an order in which it can be asked for again after a crash. */
async function remove(deps: WebhooksDeps, id: string): Promise<void> {
  const { store } = deps;
  const { rev, active } = await webhookOf(deps, id);
  if (active) await store.webhooks.update(id, rev, { active: false });
  while (true) {
    const { items } = await store.deliveries.find({ where: { webhookId: id }, limit: 20 });
    for (const delivery of items) await store.deliveries.delete(delivery.id);
    if (items.length === 0) break;
    // An embedded store answers at once: others have a turn.
    await turn();
  }
  await store.webhooks.delete(id);
}

async function replay(deps: WebhooksDeps, id: string, deliveryId: string): Promise<Delivery> {
  const { store, clock, poke } = deps;
  await webhookOf(deps, id);
  const delivery = await store.deliveries.get(deliveryId);
  if (delivery?.webhookId !== id) throw new AppError('NOT_FOUND', `The webhook ${id} has no delivery ${deliveryId}.`);
  const again = {
    state: 'pending',
    triesLeft: mostTries,
    nextAt: clock.now().toISOString(),
    deliveredAt: null,
  } as const;
  const replayed = await store.deliveries.update(delivery.id, delivery.rev, again);
  poke();
  return replayed;
}

async function sendTest(deps: WebhooksDeps, id: string): Promise<Delivery> {
  const { active } = await webhookOf(deps, id);
  if (!active) throw new AppError('CONFLICT', 'It is switched off: set `active` to true first.');
  const happening = {
    id: `test:${deps.newId()}`,
    event: 'webhook.test' as const,
    at: deps.clock.now().toISOString(),
    data: { webhookId: id },
  };
  const delivery = await addDelivery(deps, happening, id);
  if (delivery === null) throw new AppError('INTERNAL', `The delivery ${happening.id} was there before it was made.`);
  deps.poke();
  return delivery;
}
