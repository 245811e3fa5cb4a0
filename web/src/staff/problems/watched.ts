import type { Ask } from '../../shared/api.ts';

/** What is sent hears from here that it is to stop, and tells here how far it is. */
export interface Watch {
  signal: AbortSignal;
  onStep(done: number, of: number): void;
  /** Of the step that it is at. */
  onSent(bytes: number, of: number): void;
}

/** For `ask`, so that it is watched. */
export const watchedBy = ({ signal, onSent }: Watch): Pick<Ask, 'signal' | 'fetch'> => ({
  signal,
  fetch: fetchTelling(onSent),
});

/** `fetch`, of text, that tells how much of the body is sent: the browser's own does not. */
function fetchTelling(onSent: Watch['onSent']): typeof fetch {
  return (path, { method = 'GET', headers, body, signal } = {}) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, String(path));
      for (const [name, value] of new Headers(headers)) request.setRequestHeader(name, value);
      request.upload.onprogress = ({ loaded, total }) => onSent(loaded, total);
      request.onload = () => resolve(answerOf(request));
      request.onerror = () => reject(new TypeError('There was no answer.'));
      request.onabort = () => reject(signal?.reason);
      signal?.throwIfAborted();
      signal?.addEventListener('abort', () => request.abort(), { once: true });
      request.send(body as XMLHttpRequestBodyInit | null);
    });
}

function answerOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const name of ['content-type', 'etag']) {
    const value = request.getResponseHeader(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(request.responseText || null, { status: request.status, headers });
}
