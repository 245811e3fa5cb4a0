/** A person at a browser, or a machine with a key: asks the server over HTTP and keeps its cookie. */
export interface Browser {
  get<T = Json>(path: string): Promise<T>;
  /** Throws unless the answer is a success. The answer is JSON, or text where it is none. */
  send<T = Json>(method: Method, path: string, body?: unknown, headers?: Record<string, string>): Promise<T>;
  /** Whatever the answer is. */
  ask(method: Method | 'GET', path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Reads what is there, then changes it with its ETag. */
  change<T = Json>(method: Method, path: string, body: unknown, tagOf: string): Promise<T>;
}

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers, and fail where these are not as they expect.
type Json = any;

/** `server` gives the address of now: one that was started again has another. */
export function createBrowser(server: () => { url: string }, fixed: Record<string, string> = {}): Browser {
  let cookie = fixed.cookie ?? '';

  const ask: Browser['ask'] = async (method, path, body, headers = {}) => {
    const isText = typeof body === 'string';
    const sent = body === undefined || isText ? {} : { 'content-type': 'application/json' };
    const response = await fetch(server().url + path, {
      method,
      headers: { ...fixed, ...(cookie && { cookie }), ...sent, ...headers },
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie()[0];
    if (set !== undefined) cookie = set.split(';')[0] ?? '';
    return response;
  };
  const send: Browser['send'] = async (method, path, body, headers) => {
    const response = await ask(method, path, body, headers);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
  };
  return {
    ask,
    send,
    async get(path) {
      const response = await ask('GET', path);
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
      return response.json() as Promise<never>;
    },
    async change(method, path, body, tagOf) {
      const etag = (await ask('GET', tagOf)).headers.get('etag') ?? '';
      return send(method, path, body, { 'if-match': etag });
    },
  };
}
