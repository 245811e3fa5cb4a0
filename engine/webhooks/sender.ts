import { isAppError } from '../errors.ts';
import type { Log } from '../log.ts';
import { createLoop } from '../loop.ts';
import type { Delivery, Webhook } from '../model/webhook.ts';
import type { Clock, Store } from '../ports.ts';
import { activeWebhooks } from './active.ts';
import type { Answer, Post } from './post.ts';
import { pruneDeliveries } from './prune.ts';
import { waitBeforeNextMs } from './schedule.ts';
import { headersOf } from './signature.ts';
import { switchOff } from './switch-off.ts';

/*
 * Theory of operation. What is to be sent stands in the store, with the instant of its next try. A sender takes a delivery
 * by moving that instant ahead, by compare-and-set: of several processes one gets it, and where that one dies another
 * tries again when the instant comes. So a delivery is sent at least once, and receivers drop doubles by its event's id.
 * Each webhook has its deliveries sent one after the other, oldest first, and a slow receiver holds up its own only.
 */

export interface SenderDeps {
  store: Pick<Store, 'webhooks' | 'deliveries'>;
  clock: Clock;
  post: Post;
  log: Log;
  random(): number;
  sweepEveryMs?: number;
}

export interface Sender {
  start(): void;
  /** There may be something new. */
  poke(): void;
  /** Sends everything that is due. Rejects with STORE_UNAVAILABLE. */
  sweep(): Promise<void>;
  /** Breaks off what is being sent, to be sent again by whoever comes next. May be called more than once. */
  close(): Promise<void>;
}

/** Until another process may send the same: longer than a request can take. */
const claimMs = 60_000;
const keptTries = 30;
const pruneEveryMs = 3_600_000;

export function createSender(deps: SenderDeps): Sender {
  const { store, clock, log, sweepEveryMs = 1000 } = deps;
  const closing = new AbortController();
  const inWork = new Map<string, Promise<void>>();

  /** Begins with each webhook that is not in work; resolves with the work. */
  const begin = async (): Promise<Promise<void>[]> => {
    const webhooks = await activeWebhooks(store);
    return webhooks.map(({ id }) => {
      const running = inWork.get(id);
      if (running) return running;
      const work = sendDue(deps, id, closing.signal).finally(() => inWork.delete(id));
      inWork.set(id, work);
      return work;
    });
  };
  const complain = (error: unknown) => log.error({ err: error }, 'Could not send to webhooks: will try again');

  let nextPruneMs = 0;
  const pruneSometimes = async () => {
    const nowMs = clock.now().getTime();
    if (nowMs < nextPruneMs) return;
    nextPruneMs = nowMs + pruneEveryMs;
    await pruneDeliveries(deps, closing.signal).catch(complain);
  };

  // A look begins the work and does not wait for it: a slow receiver must not hold up the others.
  const loop = createLoop({ clock, lookEveryMs: sweepEveryMs }, async () => {
    const works = await begin().catch((error) => [Promise.reject(error)]);
    for (const work of works) work.catch(complain);
    await pruneSometimes();
    return false;
  });

  return {
    start: loop.start,
    poke: loop.wake,
    async sweep() {
      await Promise.all(await begin());
    },
    async close() {
      closing.abort();
      await loop.close();
      await Promise.allSettled(inWork.values());
    },
  };
}

/** Sends to one webhook until nothing is due. */
async function sendDue(deps: SenderDeps, webhookId: string, signal: AbortSignal): Promise<void> {
  const { store, clock } = deps;
  while (!signal.aborted) {
    const due = { webhookId, nextAt: { from: '', below: laterBy(clock.now(), 1) } };
    const { items } = await store.deliveries.find({ where: due, sort: 'nextAt', limit: 20 });
    if (items.length === 0) return;
    for (const delivery of items) {
      // Anew each time: it may have been changed, switched off or deleted meanwhile.
      const webhook = await store.webhooks.get(webhookId);
      if (webhook === null || !webhook.active || signal.aborted) return;
      await trySending(deps, { webhook, delivery, signal });
    }
  }
}

async function trySending(
  deps: SenderDeps,
  { webhook, delivery, signal }: { webhook: Webhook; delivery: Delivery; signal: AbortSignal },
): Promise<void> {
  const { store, clock, post } = deps;
  const startedAt = clock.now();
  const claimed = await change(store, delivery, { nextAt: laterBy(startedAt, claimMs) });
  if (claimed === null) return;
  try {
    const headers = headersOf(webhook, claimed, startedAt);
    const answer = await post({ url: webhook.url, headers, body: claimed.body }, signal);
    await change(store, claimed, outcomeOf(deps, claimed, { answer, startedAt }));
    if (answer.status === 410) await switchOff(deps, webhook);
  } catch (error) {
    if (!signal.aborted) throw error;
    await change(store, claimed, { nextAt: startedAt.toISOString() });
  }
}

function outcomeOf(
  { clock, random }: SenderDeps,
  { tries, triesLeft }: Delivery,
  { answer, startedAt }: { answer: Answer; startedAt: Date },
): Partial<Omit<Delivery, 'id' | 'rev'>> {
  const now = clock.now();
  const { status, error } = answer;
  const latest = { at: startedAt.toISOString(), status, error, durationMs: now.getTime() - startedAt.getTime() };
  const tried = { tries: [...tries, latest].slice(-keptTries), triesLeft: triesLeft - 1 };
  if (status !== null && status >= 200 && status < 300) {
    return { ...tried, state: 'delivered', nextAt: null, deliveredAt: now.toISOString() };
  }
  const waitMs = status === 410 ? null : waitBeforeNextMs(tried.triesLeft, random);
  if (waitMs === null) return { ...tried, state: 'failed', nextAt: null };
  return { ...tried, nextAt: laterBy(now, waitMs) };
}

/** `null` when somebody else has changed or deleted it: it is theirs. */
async function change(
  store: SenderDeps['store'],
  { id, rev }: Delivery,
  patch: Partial<Omit<Delivery, 'id' | 'rev'>>,
): Promise<Delivery | null> {
  try {
    return await store.deliveries.update(id, rev, patch);
  } catch (error) {
    if (isAppError(error, 'CONFLICT') || isAppError(error, 'NOT_FOUND')) return null;
    throw error;
  }
}

function laterBy(instant: Date, ms: number): string {
  return new Date(instant.getTime() + ms).toISOString();
}
