import { setImmediate as turn } from 'node:timers/promises';
import type { Clock, Store } from '../ports.ts';
import { mostWebhooks } from './active.ts';

/** So long the log of deliveries goes back. */
const keptMs = 30 * 24 * 3_600_000;
const atATime = 20;

/** Deletes what is older, sent or not: nobody waits for it any more. */
export async function pruneDeliveries(
  { store, clock }: { store: Pick<Store, 'webhooks' | 'deliveries'>; clock: Pick<Clock, 'now'> },
  signal: AbortSignal,
): Promise<void> {
  const below = new Date(clock.now().getTime() - keptMs).toISOString();
  const webhooks = await store.webhooks.find({ limit: mostWebhooks });
  for (const { id } of webhooks.items) {
    while (!signal.aborted) {
      const old = { webhookId: id, createdAt: { from: '', below } };
      const { items } = await store.deliveries.find({ where: old, sort: 'createdAt', limit: atATime });
      for (const delivery of items) await store.deliveries.delete(delivery.id);
      if (items.length < atATime) break;
      // An embedded store answers at once: others have a turn.
      await turn();
    }
  }
}
