import { afterEach, expect, test, vi } from 'vitest';
import { answerWithin, ask, watchAnswers } from '../../../web/src/shared/api.ts';

/** What comes of a request when the connection, or something that stands before the server, is bad. */

const json = (status: number, text: string) =>
  new Response(text, { status, headers: { 'content-type': 'application/json' } });

/** Each request gets the next answer; where there is none, it hangs until it is given up. */
function answers(...given: Response[]): () => number {
  let asked = 0;
  vi.stubGlobal('fetch', (_path: string, { signal }: RequestInit) => {
    const answer = given[asked++];
    if (answer !== undefined) return Promise.resolve(answer);
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  });
  return () => asked;
}

afterEach(() => {
  vi.unstubAllGlobals();
  watchAnswers(null);
  answerWithin(null);
});

test('an answer that is cut off in the middle is none', async () => {
  answers(json(200, '{"revision":'));
  await expect(ask('/api/it')).rejects.toMatchObject({ code: 'OFFLINE' });
});

test('nor is a page that something in between answers with', async () => {
  answers(new Response('<h1>Welcome to our hotel</h1>', { headers: { 'content-type': 'text/html' } }));
  await expect(ask('/api/it')).rejects.toMatchObject({ code: 'OFFLINE' });
});

test('whatever form it fails in, the status is known and words are there', async () => {
  answers(json(502, '{"message":"Internal server error"}'), json(503, 'null'), new Response('<h1>', { status: 504 }));
  for (const status of [502, 503, 504]) {
    const error = await ask('/api/it').catch((thrown) => thrown);
    expect([error.status, error.message]).toEqual([status, expect.stringContaining(`status ${status}`)]);
  }
});

test('a success without words is one', async () => {
  answers(new Response(null, { status: 204 }));
  expect((await ask('/api/it')).body).toBeNull();
});

test('what is never answered ends, where the page waits so long only', async () => {
  answers();
  answerWithin(20);
  await expect(ask('/api/it')).rejects.toMatchObject({ code: 'OFFLINE' });
});

test('who watches hears whether what is refused was asked once more already', async () => {
  const heard: boolean[] = [];
  watchAnswers({
    onReached: () => undefined,
    async onRefused(_path, _status, isAgain) {
      heard.push(isAgain);
      return !isAgain;
    },
  });
  answers(json(401, '{}'), json(200, '"there"'));
  expect((await ask('/api/it')).body).toBe('there');
  const asked = answers(json(401, '{}'), json(401, '{}'));
  await expect(ask('/api/it')).rejects.toThrow();
  expect([asked(), heard]).toEqual([2, [false, false, true]]);
});
