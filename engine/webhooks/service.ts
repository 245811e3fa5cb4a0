import type { Log } from '../log.ts';
import type { Clock, Outbox, Store } from '../ports.ts';
import { createOutbox } from './outbox.ts';
import { createPost, type Resolve } from './post.ts';
import { createReach } from './reach.ts';
import { createSender, type Sender } from './sender.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

export interface WebhookServiceDeps {
  store: Pick<Store, 'webhooks' | 'deliveries'>;
  clock: Clock;
  newId(): string;
  /** `randomBytes` of node:crypto. */
  randomBytes(bytes: number): Buffer;
  log: Log;
  resolve: Resolve;
  /** Hosts, addresses and networks that are sent to although they are not public. */
  allowPrivate: readonly string[];
  timeoutMs?: number;
}

/** Everything of webhooks: what is told to `outbox` is sent by `sender`, which has to be started. */
export interface WebhookService {
  outbox: Outbox;
  sender: Sender;
  webhooks: Webhooks;
}

export function createWebhookService(deps: WebhookServiceDeps): WebhookService {
  const { randomBytes, allowPrivate, timeoutMs } = deps;
  const reach = createReach({ allowPrivate });
  const post = createPost({ reach, resolve: deps.resolve, ...(timeoutMs !== undefined && { timeoutMs }) });
  const sender = createSender({ ...deps, post, random: () => randomBytes(4).readUInt32BE() / 2 ** 32 });
  const { poke } = sender;
  return {
    sender,
    outbox: createOutbox({ ...deps, poke }),
    webhooks: createWebhooks({ ...deps, reach, random: randomBytes, poke }),
  };
}
