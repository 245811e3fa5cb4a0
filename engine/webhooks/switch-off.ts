import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Webhook } from '../model/webhook.ts';
import type { Store } from '../ports.ts';

/** Because its receiver said that it is gone for good, unless an admin has changed it meanwhile. */
export async function switchOff(
  { store, log }: { store: Pick<Store, 'webhooks'>; log: Log },
  { id, rev }: Webhook,
): Promise<void> {
  try {
    await store.webhooks.update(id, rev, { active: false });
    log.warn({ webhookId: id }, 'A webhook is switched off: its receiver answered 410 Gone');
  } catch (error) {
    if (!isAppError(error, 'CONFLICT') && !isAppError(error, 'NOT_FOUND')) throw error;
  }
}
