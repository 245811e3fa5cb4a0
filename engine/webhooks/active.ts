import type { Webhook } from '../model/webhook.ts';
import type { Store } from '../ports.ts';

/** There cannot be more, so that they can be read at once. */
export const mostWebhooks = 50;

export async function activeWebhooks(store: Pick<Store, 'webhooks'>): Promise<Webhook[]> {
  const { items } = await store.webhooks.find({ where: { active: true }, limit: mostWebhooks });
  return items;
}
