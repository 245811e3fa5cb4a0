import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Browser, createBrowser } from '../../support/browser.ts';
import { root } from '../../support/sandbox.ts';

/** Whom the reviewer reads about: played over the API, by the links that the page gave. */

export const problem = 'ratelimiter';
const patience = { timeout: 60_000, interval: 200 };

const solution = (name: string) => readFile(join(root, 'problems', problem, 'submissions', name), 'utf8');

/** Opens the link and starts. */
export async function come(url: string, link: string): Promise<Browser> {
  const candidate = createBrowser(() => ({ url }));
  await candidate.send('POST', '/api/attempt/session', { token: link.split('#')[1] });
  await candidate.send('POST', '/api/attempt/start', { agreed: true });
  return candidate;
}

async function submit(candidate: Browser, source: string): Promise<void> {
  const { id } = await candidate.send('POST', '/api/attempt/submissions', { problem, runtime: 'python', source });
  await expect.poll(async () => (await candidate.get(`/api/attempt/submissions/${id}`)).state, patience).toBe('done');
}

/** Types it piece by piece: so many saves of the draft. */
async function type(candidate: Browser, source: string, pieces: number): Promise<void> {
  for (let piece = 1; piece <= pieces; piece += 1) {
    const content = source.slice(0, Math.ceil((source.length * piece) / pieces));
    const body = { files: [{ name: 'main.py', content }], revision: piece - 1 };
    await candidate.send('PUT', `/api/attempt/drafts/${problem}/python`, body);
  }
}

/** Half right at first, then right; she pastes once and looks elsewhere. */
export async function playAda(url: string, link: string): Promise<void> {
  const ada = await come(url, link);
  const [first, right] = await Promise.all([
    solution('wrong_answer/denied_count.py'),
    solution('accepted/ratelimiter.py'),
  ]);
  await type(ada, first, 6);
  await ada.send('POST', '/api/attempt/events', {
    items: [{ kind: 'blurred' }, { kind: 'focused' }, { kind: 'paste', problem, text: '# \u202Epasted <b>here</b>\n' }],
  });
  await submit(ada, first);
  await submit(ada, right);
  await ada.send('POST', '/api/attempt/finish');
}

/** What she handed in, with other names. */
export async function playBen(url: string, link: string): Promise<void> {
  const ben = await come(url, link);
  const right = await solution('accepted/ratelimiter.py');
  await submit(ben, right.replaceAll('allowed', 'result').replaceAll('window', 'span'));
  await ben.send('POST', '/api/attempt/finish');
}

export const hostile =
  'import sys\nprint("<img src=x onerror=alert(1)> \\x1b[31mred \\u202e")\nsys.stderr.write("<script>alert(2)</script>")\n';

/** Prints what would be markup, colours and a reversed line, were it not shown as text. Goes on. */
export async function playCyd(url: string, link: string): Promise<void> {
  const cyd = await come(url, link);
  await submit(cyd, hostile);
}
