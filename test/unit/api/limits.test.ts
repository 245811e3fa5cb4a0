import { expect, test } from 'vitest';
import { usualLimits } from '../../../api/plugins/limits.ts';
import { type Api, type ApiOptions, createApi, someone } from '../../support/api.ts';

const { perMinute, atOnce } = usualLimits;
const few = { perMinute: { ...perMinute, anonymous: 3, staff: 5, key: 7 }, atOnce };
const keyOf = (id: string) => ({ kind: 'key' as const, id, name: id, permissions: [] });

async function askOften(api: Api, times: number, url = '/api/session', headers: Record<string, string> = {}) {
  const responses = [];
  for (let n = 0; n < times; n += 1) responses.push(await api.get(url, headers));
  return responses.map(({ statusCode }) => statusCode).join(' ');
}

function signIn(api: Api, email: string) {
  const payload = JSON.stringify({ email, password: 'not the password' });
  return api.ask({ method: 'POST', url: '/api/session', headers: { 'content-type': 'application/json' }, payload });
}

async function anonymous(options: ApiOptions): Promise<Api> {
  const api = await createApi({ limits: few, ...options });
  api.as({ kind: 'anonymous' });
  return api;
}

test('each principal has a limit of their own, by what they are', async () => {
  const api = await createApi({ limits: few });
  api.as(someone);
  expect(await askOften(api, 6)).toBe('200 200 200 200 200 429');
  for (const id of ['a', 'b']) {
    api.as(keyOf(id));
    expect(await askOften(api, 8)).toBe('200 200 200 200 200 200 200 429');
  }
  api.as({ kind: 'anonymous' });
  expect(await askOften(api, 4)).toBe('200 200 200 429');
});

test('the refusal says when to come again, in the shape of all errors', async () => {
  const api = await anonymous({});
  await askOften(api, 3);
  const response = await api.get('/api/session');
  expect(response.headers['content-type']).toBe('application/problem+json');
  expect(response.json()).toMatchObject({ code: 'RATE_LIMITED', status: 429 });
  expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(response.headers['retry-after'])).toBeLessThanOrEqual(60);
});

test('paths that are not there count too, and a route with a limit of its own counts for itself', async () => {
  const api = await anonymous({});
  expect(await askOften(api, 4, '/api/nothing')).toBe('404 404 404 429');
  expect(await askOften(api, 2)).toBe('429 429');
  expect(await askOften(api, 5, '/health')).toBe('200 200 200 200 200');
});

test('of an address there is a limit that holds before anybody is looked up', async () => {
  const api = await createApi({ limits: { perMinute: { ...perMinute, address: 2 }, atOnce } });
  let looked = 0;
  const find = api.store.keys.find;
  api.store.keys.find = async (query) => {
    looked += 1;
    return find(query);
  };
  api.as(null);
  const guesses = [];
  for (let n = 0; n < 5; n += 1) guesses.push(await api.get('/api/session', { authorization: `Bearer assay_${n}` }));
  expect(guesses.map(({ statusCode }) => statusCode)).toEqual([401, 401, 429, 429, 429]);
  expect(looked).toBe(2);
});

test('10 sign-ins a minute from one address, whoever it is that they try', async () => {
  const api = await anonymous({ limits: usualLimits });
  const codes = [];
  for (let n = 0; n < 11; n += 1) {
    codes.push((await signIn(api, `x${n}@example.com`)).statusCode);
  }
  expect(codes).toEqual([...Array(10).fill(401), 429]);
  expect((await api.get('/api/session')).statusCode).toBe(200);
  for (const principal of [someone, keyOf('k')]) {
    api.as(principal);
    expect((await signIn(api, 'other@example.com')).statusCode).toBe(429);
  }
});

test('nobody makes up their address: it is believed of a proxy that is trusted, and of no other', async () => {
  const direct = await anonymous({});
  const proxied = await anonymous({ trustProxy: ['127.0.0.0/8'] });
  const other = await anonymous({ trustProxy: ['10.0.0.0/8'] });
  const codes = async (api: Api) => {
    const all = [];
    for (let n = 0; n < 5; n += 1)
      all.push(await askOften(api, 1, '/api/session', { 'x-forwarded-for': `192.0.2.${n}` }));
    return all.join(' ');
  };
  expect(await codes(direct)).toBe('200 200 200 429 429');
  expect(await codes(other)).toBe('200 200 200 429 429');
  expect(await codes(proxied)).toBe('200 200 200 200 200');
});

test('the addresses of one IPv6 customer are one', async () => {
  const api = await anonymous({ trustProxy: ['loopback'] });
  const from = (ip: string) => askOften(api, 1, '/api/session', { 'x-forwarded-for': ip });
  for (const n of [1, 2, 3]) expect(await from(`2001:db8:1:1::${n}`)).toBe('200');
  expect(await from('2001:db8:1:1:ffff::1')).toBe('429');
  expect(await from('2001:db8:1:2::1')).toBe('200');
});

test('of one principal so many answers are open at once; when one is over there is room again', async () => {
  const api = await createApi({ limits: { perMinute, atOnce: { ...atOnce, key: 2 } } });
  const origin = await api.app.listen({ port: 0, host: '127.0.0.1' });
  const { id } = await api.submit();
  const as = (name: string) => api.as({ ...keyOf(name), permissions: ['submissions:read'] });
  const watch = (signal?: AbortSignal) =>
    fetch(`${origin}/api/submissions/${id}/events`, { ...(signal && { signal }) });
  const status = async () => (await fetch(`${origin}/api/session`)).status;
  as('a');
  const leave = new AbortController();
  const [, second] = await Promise.all([watch(leave.signal), watch()]);
  await expect.poll(() => api.listeners(id)).toBe(2);
  const third = (await (await watch()).json()) as { code: string };
  expect(third.code).toBe('RATE_LIMITED');
  as('b');
  expect(await status()).toBe(200);
  as('a');
  expect(await status()).toBe(429);
  leave.abort();
  await expect.poll(status).toBe(200);
  await api.worker.start();
  await second?.text();
  for (let n = 0; n < 5; n += 1) expect(await status()).toBe(200);
});
