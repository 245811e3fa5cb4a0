import { clockOf } from '../../../engine/assess/clock.ts';
import { openStore } from '../../../engine/store/open.ts';
import { type Browser, createBrowser } from '../../support/browser.ts';
import type { ServerProcess } from '../../support/server-process.ts';
import { adminPassword } from '../../support/sign-up.ts';

/** What the people of the round do again and again. */

export const slug = 'longest-climb';
export const copyOf = `/api/authoring/problems/${slug}`;

export function program(source: string) {
  return { problem: slug, runtime: 'python', source };
}

/** Invited by the admin, and joined by the link. */
export async function join(
  server: () => ServerProcess,
  admin: Browser,
  { name, role }: { name: string; role: string },
): Promise<Browser> {
  const { link } = await admin.send('POST', '/api/staff', { name, email: `${name}@example.com`, roles: [role] });
  const browser = createBrowser(server);
  await browser.send('POST', '/api/staff-invitation', { token: link.split('#')[1], password: adminPassword });
  return browser;
}

/** Changes a part of the working copy. */
export function edit(author: Browser, method: 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) {
  return author.change(method, `${copyOf}${path}`, body, copyOf);
}

/** Asks for it, follows its progress to the end, and gives the job. */
export async function publish(author: Browser, note: string) {
  const job = await author.send('POST', `${copyOf}/publish`, { note });
  const events = await (await author.ask('GET', `/api/authoring/jobs/${job.id}/events`)).text();
  if (!events.includes('event: progress')) throw new Error(`The job told no progress: ${events}`);
  return author.get(`/api/authoring/jobs/${job.id}`);
}

export async function saveDraft(candidate: Browser, content: string, revision: number): Promise<Response> {
  const files = [{ name: 'main.py', content }];
  return candidate.ask('PUT', `/api/attempt/drafts/${slug}/python`, { files, revision });
}

/** Of an attempt's time, while the server is down: nobody waits here for the whole of it. */
export async function leaveSeconds(dataDir: string, attemptId = ''): Promise<void> {
  const store = await openStore({ url: undefined, dataDir });
  const attempt = await store.attempts.get(attemptId);
  if (attempt === null) throw new Error(`There is no attempt ${attemptId}`);
  const now = new Date();
  const addedMs = 5_000 - clockOf(attempt, now).remainingMs;
  const { endsAt } = clockOf({ ...attempt, addedMs }, now);
  await store.attempts.update(attempt.id, attempt.rev, { addedMs, endsAt });
  await store.close();
}
