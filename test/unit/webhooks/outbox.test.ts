import { expect, test } from 'vitest';
import { createOutbox } from '../../../engine/webhooks/outbox.ts';
import { createAssay } from '../../support/assay.ts';
import { anEvent, aWebhook, deliveriesOf } from './webhooks.ts';

test('tells each active webhook that wants it, once, however often and by however many it is told', async () => {
  const { store, clock } = await createAssay();
  await store.webhooks.insert(aWebhook({ id: 'all' }));
  await store.webhooks.insert(aWebhook({ id: 'only', events: ['attempt.finished'] }));
  await store.webhooks.insert(aWebhook({ id: 'other', events: ['submission.graded'] }));
  await store.webhooks.insert(aWebhook({ id: 'off', active: false }));
  let pokes = 0;
  const outbox = createOutbox({ store, clock, poke: () => pokes++ });

  await Promise.all([outbox.announce(anEvent), outbox.announce(anEvent)]);
  await outbox.announce({ ...anEvent, data: { attemptId: 'a1', score: 80 } });

  const made = await deliveriesOf(store);
  expect(made.map(({ id }) => id)).toEqual(['attempt.finished:a1/all', 'attempt.finished:a1/only']);
  expect(pokes).toBeLessThanOrEqual(2);
  for (const delivery of made) {
    expect(JSON.parse(delivery.body)).toEqual(anEvent);
    expect(delivery).toMatchObject({ state: 'pending', eventId: anEvent.id, tries: [], deliveredAt: null });
  }
});

test('what was told in part before a crash is told to the rest when it is told again', async () => {
  const { store, clock } = await createAssay();
  await store.webhooks.insert(aWebhook({ id: 'a' }));
  await store.webhooks.insert(aWebhook({ id: 'b' }));
  const insert = store.deliveries.insert.bind(store.deliveries);
  const failing = {
    ...store,
    deliveries: {
      ...store.deliveries,
      insert: (doc: Parameters<typeof insert>[0]) =>
        doc.webhookId === 'b' ? Promise.reject(new Error('killed')) : insert(doc),
    },
  };
  await expect(createOutbox({ store: failing, clock }).announce(anEvent)).rejects.toThrow('killed');
  await createOutbox({ store, clock }).announce(anEvent);
  expect((await deliveriesOf(store)).map(({ webhookId }) => webhookId)).toEqual(['a', 'b']);
});
