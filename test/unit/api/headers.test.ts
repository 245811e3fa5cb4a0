import { expect, test } from 'vitest';
import { createApi } from '../../support/api.ts';

const strict = "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'";

test('every answer of the API is no page, is kept by nobody, and is shown in no frame', async () => {
  const api = await createApi();
  for (const url of ['/api/session', '/api/nothing', '/api/submissions?limit=0', '/api/problems']) {
    const { headers } = await api.get(url);
    expect(headers, url).toMatchObject({
      'content-security-policy': strict,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeUndefined();
  }
});

test('browsers are told to stay with https only where the server is reached by it', async () => {
  const secure = await createApi({ url: 'https://assay.example.com' });
  expect((await secure.get('/health')).headers['strict-transport-security']).toBe('max-age=31536000');
  const plain = await createApi({ url: 'http://assay.example.com' });
  expect((await plain.get('/health')).headers['strict-transport-security']).toBeUndefined();
});

test('nothing that a client sends becomes a header of the answer', async () => {
  const api = await createApi();
  const response = await api.get('/api/nothing%0d%0aset-cookie:%20a=b?%0d%0aset-cookie:%20a=b', {
    'x-request-id': 'theirs',
    'x-forwarded-host': 'evil.example',
  });
  expect(response.headers['set-cookie']).toBeUndefined();
  expect(JSON.stringify(response.headers)).not.toMatch(/theirs|evil/);
});

test('a small body is enough where there are a few fields, and the refusal says how large it may be', async () => {
  const api = await createApi();
  const response = await api.ask({
    method: 'POST',
    url: '/api/session',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ email: 'a', password: 'x'.repeat(20_000) }),
  });
  expect([response.statusCode, response.json().detail]).toEqual([
    413,
    'The body is too large: at most 16 KiB are taken.',
  ]);
});

test('a route that takes no body is sent none of size', async () => {
  const api = await createApi();
  const payload = JSON.stringify({ x: 'x'.repeat(20_000) });
  const headers = { 'content-type': 'application/json' };
  const response = await api.ask({ method: 'DELETE', url: '/api/submissions/1', headers, payload });
  expect(response.statusCode).toBe(413);
});
