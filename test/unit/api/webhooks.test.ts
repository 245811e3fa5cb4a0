import { expect, test } from 'vitest';
import { type Api, createApi } from '../../support/api.ts';
import { createReceiver, isSigned } from '../webhooks/receiver.ts';
import { anEvent, aWebhook } from '../webhooks/webhooks.ts';

const json = { 'content-type': 'application/json' };
const allowed = { webhooks: { allowPrivate: ['127.0.0.1'] } };

function asking(api: Api) {
  return (method: 'POST' | 'PATCH' | 'DELETE', url: string, body?: unknown, headers = {}) =>
    api.ask({
      method,
      url,
      ...(body !== undefined && { payload: JSON.stringify(body), headers: { ...json, ...headers } }),
    });
}

const what = { url: 'https://ats.example.com/assay', events: ['attempt.finished'] };

test('the secret is shown when it is made, and in no other answer or log', async () => {
  const api = await createApi();
  const ask = asking(api);
  const made = await ask('POST', '/api/webhooks', what);
  expect(made.statusCode).toBe(201);
  const { id, secret } = made.json();
  expect(made.headers).toMatchObject({ location: `/api/webhooks/${id}`, etag: '"1"' });
  expect(Buffer.from(secret.replace('whsec_', ''), 'base64url')).toHaveLength(32);
  const rotated = await ask('POST', `/api/webhooks/${id}/secret`, { keepHours: 24 });
  expect(rotated.json().secret).not.toBe(secret);
  expect(rotated.json().previousSecretUntil).not.toBeNull();
  const others = [
    await api.get('/api/webhooks'),
    await api.get(`/api/webhooks/${id}`),
    await ask('PATCH', `/api/webhooks/${id}`, { active: false }, { 'if-match': '"2"' }),
    await api.get(`/api/webhooks/${id}/deliveries`),
  ];
  for (const { statusCode, body } of others) {
    expect(statusCode).toBe(200);
    expect(body).not.toContain('whsec_');
  }
  expect(JSON.stringify([api.log, api.logged])).not.toContain('whsec_');
});

test.each([
  [{ url: 'https://169.254.169.254/latest/meta-data', events: ['attempt.finished'] }, '/url'],
  [{ url: 'https://inside.example.com/', events: ['attempt.finished'] }, '/url'],
  [{ url: 'http://ats.example.com/', events: ['attempt.finished'] }, '/url'],
  [{ url: what.url, events: [] }, '/events'],
  [{ url: what.url, events: ['webhook.test'] }, '/events/0'],
  [{ ...what, secret: 'mine' }, '/secret'],
])('%j is refused', async (body, field) => {
  const resolve = async (host: string) => [{ address: host.startsWith('inside') ? '10.0.0.1' : '8.8.8.8', family: 4 }];
  const api = await createApi({ webhooks: { resolve } });
  const refused = await asking(api)('POST', '/api/webhooks', body);
  expect(refused.json()).toMatchObject({ code: 'BAD_REQUEST', field });
  expect((await api.get('/api/webhooks')).json().items).toEqual([]);
});

test('a change says which revision it was made from, and is judged as a new URL is', async () => {
  const api = await createApi();
  const ask = asking(api);
  const { id } = (await ask('POST', '/api/webhooks', what)).json();
  const path = `/api/webhooks/${id}`;
  expect((await ask('PATCH', path, { active: false })).statusCode).toBe(428);
  const changed = await ask('PATCH', path, { active: false, events: ['scorecard.decided'] }, { 'if-match': '"1"' });
  expect(changed.json()).toMatchObject({ active: false, events: ['scorecard.decided'], url: what.url });
  expect(changed.headers.etag).toBe('"2"');
  expect((await ask('PATCH', path, { active: true }, { 'if-match': '"1"' })).statusCode).toBe(412);
  const inside = await ask('PATCH', path, { url: 'https://10.0.0.1/' }, { 'if-match': '"2"' });
  expect(inside.json()).toMatchObject({ code: 'BAD_REQUEST', field: '/url' });
  expect((await ask('POST', `${path}/test`)).statusCode).toBe(409);
});

test('a test event, the log of deliveries, and a delivery sent again', async () => {
  const api = await createApi(allowed);
  const ask = asking(api);
  let status = 500;
  const receiver = await createReceiver((response) => response.writeHead(status).end('no secrets of yours'));
  const { id, secret } = (await ask('POST', '/api/webhooks', { ...what, url: receiver.url })).json();
  const path = `/api/webhooks/${id}`;
  expect((await ask('POST', `${path}/test`)).statusCode).toBe(202);
  await api.outbox.announce({ ...anEvent, at: '2026-11-24T06:00:00.000Z' });
  await api.sender.sweep();
  expect(receiver.received.map(({ headers }) => headers['assay-event'])).toEqual(['webhook.test', 'attempt.finished']);
  expect(receiver.received.every((one) => isSigned(one, secret))).toBe(true);

  const first = (await api.get(`${path}/deliveries?limit=1`)).json();
  expect(first.items).toMatchObject([{ state: 'pending', tries: [{ status: 500, error: null }] }]);
  const second = (await api.get(`${path}/deliveries?limit=1&after=${encodeURIComponent(first.next)}`)).json();
  expect(second.items).toHaveLength(1);
  expect(second.next).toBeNull();
  expect((await api.get(`${path}/deliveries?state=delivered`)).json().items).toEqual([]);

  status = 200;
  const delivery = `${anEvent.id}/${id}`;
  expect((await ask('POST', `${path}/deliveries/replay`, { delivery })).statusCode).toBe(202);
  await api.sender.sweep();
  const { items } = (await api.get(`${path}/deliveries?state=delivered`)).json();
  expect(items).toMatchObject([{ id: delivery, eventId: anEvent.id, tries: [{ status: 500 }, { status: 200 }] }]);
  const [, before, after] = receiver.received;
  expect(after?.body).toBe(before?.body);
  expect(after?.headers['assay-delivery']).toBe(before?.headers['assay-delivery']);
});

test('a delivery of another webhook is not sent again by this one', async () => {
  const api = await createApi(allowed);
  await api.store.webhooks.insert(aWebhook({ id: 'a' }));
  await api.store.webhooks.insert(aWebhook({ id: 'b', events: ['submission.graded'] }));
  await api.outbox.announce(anEvent);
  const replayed = await asking(api)('POST', '/api/webhooks/b/deliveries/replay', { delivery: `${anEvent.id}/a` });
  expect(replayed.statusCode).toBe(404);
});

test('a deleted one is gone with its log, and nothing more is sent', async () => {
  const api = await createApi(allowed);
  const receiver = await createReceiver();
  await api.store.webhooks.insert(aWebhook({ id: 'w', url: receiver.url }));
  for (let index = 0; index < 101; index++) await api.outbox.announce({ ...anEvent, id: `e${index}` });
  expect((await asking(api)('DELETE', '/api/webhooks/w')).statusCode).toBe(204);
  await api.sender.sweep();
  expect(receiver.received).toEqual([]);
  expect(await api.store.deliveries.count({})).toBe(0);
  for (const path of ['', '/deliveries']) expect((await api.get(`/api/webhooks/w${path}`)).statusCode).toBe(404);
  expect((await asking(api)('DELETE', '/api/webhooks/w')).statusCode).toBe(404);
});

test('there are not more than fifty', async () => {
  const api = await createApi();
  for (let index = 0; index < 50; index++) await api.store.webhooks.insert(aWebhook({ id: `w${index}` }));
  expect((await asking(api)('POST', '/api/webhooks', what)).json()).toMatchObject({ code: 'LIMIT_REACHED' });
});

test('whoever is not an admin, or has no such key, gets nowhere', async () => {
  const api = await createApi();
  await api.store.webhooks.insert(aWebhook({ id: 'w' }));
  const reviewer = { kind: 'staff', id: 'r', name: 'R', email: 'r@example.com', sessionId: 's' } as const;
  for (const principal of [
    { ...reviewer, roles: ['reviewer', 'author'] as const },
    { kind: 'key', id: 'k', name: 'k', permissions: ['scorecards:write'] } as const,
    { kind: 'candidate', attemptId: 'a', sessionId: 's' } as const,
  ]) {
    api.as(principal);
    const ask = asking(api);
    const answers = [
      await api.get('/api/webhooks'),
      await api.get('/api/webhooks/w/deliveries'),
      await ask('POST', '/api/webhooks', what),
      await ask('POST', '/api/webhooks/w/secret', { keepHours: 0 }),
      await ask('POST', '/api/webhooks/w/test'),
      await ask('DELETE', '/api/webhooks/w'),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 403));
  }
});
