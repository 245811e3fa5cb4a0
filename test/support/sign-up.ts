import { keyPermissions, type Permission } from '../../engine/model/permission.ts';

export interface SignedUp {
  /** `authorization`, with a key that may do all that keys may. */
  headers: Record<string, string>;
  key: string;
  /** The admin's, for a `cookie` header. */
  cookie: string;
  token: string;
}

export const adminPassword = 'four plain words here';

/**
 * Does what a person does after the first start: takes the link that the server printed into `out`, which makes an admin
 * who has every role, and makes an API key.
 */
export async function signUp(
  { url, out }: { url: string; out: string },
  permissions: readonly Permission[] = keyPermissions,
): Promise<SignedUp> {
  const token = /\/setup#([\w-]+)/.exec(out)?.[1];
  if (token === undefined) throw new Error(`The server printed no link: ${out}`);
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const admin = { token, name: 'Ada', email: 'ada@example.com', password: adminPassword };
  const cookie = (await post('/api/setup', admin)).headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const made = await post('/api/keys', { name: 'tests', permissions }, { cookie });
  const { key } = (await made.json()) as { key: string };
  return { headers: { authorization: `Bearer ${key}` }, key, cookie, token };
}
