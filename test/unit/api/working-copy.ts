import { expect } from 'vitest';
import { createApi } from '../../support/api.ts';

export const url = '/api/authoring/problems/sum';

/** The API with a skeleton; `done` changes it from the revision that was seen last. */
export async function anApi() {
  const api = await createApi();
  let etag = '*';
  const send = async (
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
  ) => {
    const response = await api.ask({
      method,
      url: path,
      headers: { 'if-match': etag, ...(body !== undefined && { 'content-type': 'application/json' }), ...more },
      ...(body !== undefined && { payload: Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
    });
    if (response.statusCode < 300 && response.headers.etag) etag = String(response.headers.etag);
    return response;
  };
  const made = await send('POST', '/api/authoring/problems', { slug: 'sum', name: 'Sum' });
  expect(made.statusCode, made.body).toBe(201);
  const view = async () => (await api.get(url)).json();
  const file = async (path: string) => (await api.get(`${url}/files/${path}`)).body;
  const done = async (...request: Parameters<typeof send>) => {
    const response = await send(...request);
    expect(response.statusCode, response.body).toBe(200);
    return response.json();
  };
  return { api, send, done, view, file };
}

/** With a sample, a secret case and a solution. */
export async function aWhole() {
  const rig = await anApi();
  const { done } = rig;
  await done('PUT', `${url}/cases/sample/1`, { input: { text: '1 2\n' }, answer: { text: '3\n' } });
  await done('PUT', `${url}/cases/secret/1`, { input: { text: '4 5\n' }, answer: { base64: 'OQo=' } });
  await done('PUT', `${url}/solutions/accepted/sum.py`, { source: 'print(sum(map(int, input().split())))\n' });
  return rig;
}
