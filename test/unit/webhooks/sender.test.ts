import { expect, test } from 'vitest';
import type { Assay } from '../../support/assay.ts';
import { createAssay, dataDirectory } from '../../support/assay.ts';
import { testClock } from '../../support/clock.ts';
import { createReceiver, isSigned } from './receiver.ts';
import { anEvent, aWebhook, deliveriesOf } from './webhooks.ts';

const minuteMs = 60_000;

async function assayFor(options: Parameters<typeof createAssay>[0] = {}) {
  const clock = testClock();
  const webhooks = { allowPrivate: ['127.0.0.1'], ...options.webhooks };
  return { ...(await createAssay({ clock, ...options, webhooks })), clock };
}

const happens = (assay: Assay, id: string) => assay.outbox.announce({ ...anEvent, id });

test('sends the raw body, signed, so that a receiver can check it by itself', async () => {
  const assay = await assayFor();
  const receiver = await createReceiver();
  await assay.store.webhooks.insert(aWebhook({ id: 'w', url: receiver.url, secret: 'ключ' }));
  await assay.outbox.announce({ ...anEvent, data: { name: 'Zoë "Z" O’Neil\n' } });
  await assay.sender.sweep();

  const [one] = receiver.received;
  expect(receiver.received).toHaveLength(1);
  if (!one) return;
  expect(JSON.parse(one.body).data).toEqual({ name: 'Zoë "Z" O’Neil\n' });
  expect(one.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'assay-event': 'attempt.finished',
    'assay-delivery': 'attempt.finished:a1',
    'assay-timestamp': String(Date.parse('2026-11-24T08:00:00Z') / 1000),
  });
  expect(isSigned(one, 'ключ')).toBe(true);
  expect(isSigned(one, 'another')).toBe(false);
  expect(isSigned({ ...one, body: `${one.body} ` }, 'ключ')).toBe(false);
  expect(await deliveriesOf(assay.store)).toMatchObject([
    {
      state: 'delivered',
      nextAt: null,
      tries: [{ status: 204, error: null }],
      deliveredAt: '2026-11-24T08:00:00.000Z',
    },
  ]);
  await assay.sender.sweep();
  expect(receiver.received).toHaveLength(1);
});

test('signs with both secrets while one takes the place of the other, and then with the new one', async () => {
  const assay = await assayFor();
  const receiver = await createReceiver();
  const previous = { secret: 'old', until: '2026-11-24T09:00:00.000Z' };
  await assay.store.webhooks.insert(aWebhook({ id: 'w', url: receiver.url, secret: 'new', previous }));
  await happens(assay, 'one');
  await assay.sender.sweep();
  assay.clock.pass(60 * minuteMs);
  await happens(assay, 'two');
  await assay.sender.sweep();
  const signed = receiver.received.map((one) => [isSigned(one, 'new'), isSigned(one, 'old')]);
  expect(signed).toEqual([
    [true, true],
    [true, false],
  ]);
});

test('tries again after longer and longer waits, each signed anew, and gives up after two days', async () => {
  const assay = await assayFor();
  const receiver = await createReceiver((response) => response.writeHead(500).end());
  await assay.store.webhooks.insert(aWebhook({ id: 'w', url: receiver.url }));
  await happens(assay, 'one');
  for (let minute = 0; minute < 4 * 24 * 60; minute++) {
    await assay.sender.sweep();
    assay.clock.pass(minuteMs);
  }
  const times = receiver.received.map(({ headers }) => Number(headers['assay-timestamp']) / 60);
  const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(waits).toHaveLength(8);
  const least = [1 / 6, 1, 5, 30, 120, 360, 720, 1440];
  for (const [index, wait] of waits.entries()) {
    expect(wait).toBeGreaterThanOrEqual(least[index] ?? 0);
    expect(wait).toBeLessThanOrEqual((least[index] ?? 0) * 1.2 + 1);
  }
  expect(receiver.received.every((one) => isSigned(one, 'secret of w'))).toBe(true);
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  const [delivery] = await deliveriesOf(assay.store);
  expect(delivery).toMatchObject({ state: 'failed', nextAt: null, triesLeft: 0, deliveredAt: null });
  expect(delivery?.tries).toHaveLength(9);
});

test('a receiver that does not answer is not waited for', async () => {
  const assay = await assayFor({ webhooks: { timeoutMs: 300, allowPrivate: ['127.0.0.1'] } });
  const silent = await createReceiver(() => undefined);
  await assay.store.webhooks.insert(aWebhook({ id: 'w', url: silent.url }));
  await happens(assay, 'one');
  await assay.sender.sweep();
  const tries = [{ status: null, error: 'No answer within 0.3 s' }];
  expect(await deliveriesOf(assay.store)).toMatchObject([{ state: 'pending', tries }]);
});

test('of an answer that never ends the status is enough', async () => {
  const assay = await assayFor();
  const endless = await createReceiver((response) => {
    response.writeHead(200);
    const more = setInterval(() => response.write('x'.repeat(4096)), 1);
    response.on('close', () => clearInterval(more));
  });
  await assay.store.webhooks.insert(aWebhook({ id: 'w', url: endless.url }));
  await happens(assay, 'one');
  await assay.sender.sweep();
  expect(await deliveriesOf(assay.store)).toMatchObject([{ state: 'delivered' }]);
});

test('follows no redirect', async () => {
  const assay = await assayFor();
  const target = await createReceiver();
  const receiver = await createReceiver((response) => response.writeHead(307, { location: target.url }).end());
  await assay.store.webhooks.insert(aWebhook({ id: 'w', url: receiver.url }));
  await happens(assay, 'one');
  await assay.sender.sweep();
  expect(await deliveriesOf(assay.store)).toMatchObject([{ state: 'pending', tries: [{ status: 307 }] }]);
  expect(target.received).toEqual([]);
});

test('a receiver that is gone for good is switched off', async () => {
  const assay = await assayFor();
  const receiver = await createReceiver((response) => response.writeHead(410).end());
  await assay.store.webhooks.insert(aWebhook({ id: 'w', url: receiver.url }));
  await happens(assay, 'one');
  await happens(assay, 'two');
  await assay.sender.sweep();
  await assay.sender.sweep();
  expect(receiver.received).toHaveLength(1);
  expect(await assay.store.webhooks.get('w')).toMatchObject({ active: false });
  expect((await deliveriesOf(assay.store)).map(({ state }) => state)).toEqual(['failed', 'pending']);
});

test('in the order of events, one at a time; a slow receiver holds up nobody else', async () => {
  const assay = await assayFor();
  let open = 0;
  let most = 0;
  const slow = Promise.withResolvers<void>();
  const quick = await createReceiver(async (response) => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setTimeout(resolve, 5));
    open -= 1;
    response.writeHead(200).end();
  });
  const stuck = await createReceiver((response) => slow.promise.then(() => response.writeHead(200).end()));
  await assay.store.webhooks.insert(aWebhook({ id: 'a', url: stuck.url }));
  await assay.store.webhooks.insert(aWebhook({ id: 'b', url: quick.url }));
  const ids = ['z', 'y', 'x', 'w'];
  for (const id of ids) {
    await happens(assay, id);
    assay.clock.pass(1);
  }
  const sweeping = assay.sender.sweep();
  while (quick.received.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(quick.received.map(({ headers }) => headers['assay-delivery'])).toEqual(ids);
  expect(most).toBe(1);
  expect(stuck.received).toHaveLength(1);
  slow.resolve();
  await sweeping;
  expect(stuck.received.map(({ headers }) => headers['assay-delivery'])).toEqual(ids);
});

test('of two processes that send at once, one sends each', async () => {
  const dataDir = await dataDirectory();
  const one = await assayFor({ dataDir });
  const other = await assayFor({ dataDir });
  const receiver = await createReceiver();
  await one.store.webhooks.insert(aWebhook({ id: 'w', url: receiver.url }));
  for (let index = 0; index < 30; index++) await happens(one, `event-${index}`);
  await Promise.all([one.sender.sweep(), other.sender.sweep()]);
  const ids = receiver.received.map(({ headers }) => headers['assay-delivery']);
  expect(ids).toHaveLength(30);
  expect(new Set(ids).size).toBe(30);
});

test('a crash behind the sending, before it is noted, only delays: the receiver sees the same id again', async () => {
  const receiver = await createReceiver();
  const dataDir = await dataDirectory();
  const dying = await assayFor({
    dataDir,
    wrap: (store) => {
      let updates = 0;
      const update: typeof store.deliveries.update = (...args) => {
        updates += 1;
        return updates === 2 ? Promise.reject(new Error('killed')) : store.deliveries.update(...args);
      };
      return { ...store, deliveries: { ...store.deliveries, update } };
    },
  });
  await dying.store.webhooks.insert(aWebhook({ id: 'w', url: receiver.url }));
  await happens(dying, 'one');
  await expect(dying.sender.sweep()).rejects.toThrow('killed');

  const next = await assayFor({ dataDir });
  next.clock.pass(30_000);
  await next.sender.sweep();
  expect(receiver.received).toHaveLength(1);
  next.clock.pass(31_000);
  await next.sender.sweep();
  expect(receiver.received.map(({ headers }) => headers['assay-delivery'])).toEqual(['one', 'one']);
  expect(await deliveriesOf(next.store)).toMatchObject([{ state: 'delivered' }]);
});

test('a closing server breaks off what is being sent, and whoever starts next sends it', async () => {
  const dataDir = await dataDirectory();
  const receiver = await createReceiver((response, _, count) => count > 1 && response.writeHead(200).end());
  const closing = await assayFor({ dataDir });
  await closing.store.webhooks.insert(aWebhook({ id: 'w', url: receiver.url }));
  closing.sender.start();
  await happens(closing, 'one');
  while (receiver.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await closing.sender.close();
  await closing.sender.close();
  expect(await deliveriesOf(closing.store)).toMatchObject([{ state: 'pending', tries: [] }]);

  const next = await assayFor({ dataDir });
  next.clock.pass(minuteMs);
  await next.sender.sweep();
  expect(await deliveriesOf(next.store)).toMatchObject([{ state: 'delivered' }]);
});

test('a store that is away for a moment does not end the sending', async () => {
  let away = true;
  const assay = await assayFor({
    wrap: (store) => {
      const find: typeof store.webhooks.find = async (query) => {
        if (away) throw new Error('away');
        return store.webhooks.find(query);
      };
      return { ...store, webhooks: { ...store.webhooks, find } };
    },
  });
  const receiver = await createReceiver();
  await assay.store.webhooks.insert(aWebhook({ id: 'w', url: receiver.url }));
  assay.sender.start();
  while (assay.logged.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  away = false;
  await happens(assay, 'one');
  while (receiver.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(JSON.stringify(assay.logged)).not.toContain('secret of w');
});

test('the log of deliveries goes back thirty days', async () => {
  const assay = await assayFor();
  const receiver = await createReceiver();
  await assay.store.webhooks.insert(aWebhook({ id: 'on', url: receiver.url }));
  await assay.store.webhooks.insert(aWebhook({ id: 'off', url: receiver.url }));
  for (let index = 0; index < 25; index++) await happens(assay, `old-${index}`);
  const off = await assay.store.webhooks.get('off');
  await assay.store.webhooks.update('off', off?.rev ?? 0, { active: false });
  await assay.sender.sweep();
  assay.clock.pass(30 * 24 * 60 * minuteMs - 1);
  await happens(assay, 'young');
  assay.clock.pass(2);
  assay.sender.start();
  await expect.poll(async () => (await deliveriesOf(assay.store)).map(({ id }) => id)).toEqual(['young/on']);
});
