import { isAppError } from '../errors.ts';
import type { Delivery, DeliveryEvent } from '../model/webhook.ts';
import type { Clock, Store } from '../ports.ts';
import { mostTries } from './schedule.ts';

export interface Happening {
  id: string;
  event: DeliveryEvent;
  at: string;
  data: Record<string, unknown>;
}

/** Stores what is to be sent to one webhook, its body as it will be signed. Once: `null` when it is there already. */
export async function addDelivery(
  { store, clock }: { store: Pick<Store, 'deliveries'>; clock: Pick<Clock, 'now'> },
  { id, event, at, data }: Happening,
  webhookId: string,
): Promise<Delivery | null> {
  const now = clock.now().toISOString();
  const delivery: Delivery = {
    id: `${id}/${webhookId}`,
    rev: 1,
    webhookId,
    eventId: id,
    event,
    body: JSON.stringify({ id, event, at, data }),
    state: 'pending',
    tries: [],
    triesLeft: mostTries,
    nextAt: now,
    createdAt: now,
    deliveredAt: null,
  };
  try {
    await store.deliveries.insert(delivery);
    return delivery;
  } catch (error) {
    if (isAppError(error, 'DUPLICATE')) return null;
    throw error;
  }
}
