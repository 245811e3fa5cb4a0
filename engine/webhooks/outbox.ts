import type { Clock, Outbox, Store } from '../ports.ts';
import { activeWebhooks } from './active.ts';
import { addDelivery } from './delivery.ts';

export interface OutboxDeps {
  store: Pick<Store, 'webhooks' | 'deliveries'>;
  clock: Pick<Clock, 'now'>;
  /** Called when there is something new to send. */
  poke?(): void;
}

/** Rejects with STORE_UNAVAILABLE: tell it again, with the same id. */
export function createOutbox(deps: OutboxDeps): Outbox {
  return {
    async announce(announcement) {
      const webhooks = await activeWebhooks(deps.store);
      const wanting = webhooks.filter(({ events }) => events.includes(announcement.event));
      const added = await Promise.all(wanting.map(({ id }) => addDelivery(deps, announcement, id)));
      if (added.some((delivery) => delivery !== null)) deps.poke?.();
    },
  };
}
