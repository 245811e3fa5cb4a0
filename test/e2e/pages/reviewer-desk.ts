import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type Browser, createBrowser } from '../../support/browser.ts';
import { openWindow, type Window } from '../../support/chromium.ts';
import { noteComplaints } from '../../support/complaints.ts';
import { root } from '../../support/sandbox.ts';
import { type ServerProcess, startServer } from '../../support/server-process.ts';
import { adminPassword, signUp } from '../../support/sign-up.ts';
import { createKeyboard, type Keyboard } from './keyboard.ts';

/** A reviewer at a window of their own. */
export interface Reviewer {
  page: Page;
  window: Window;
  keys: Keyboard;
  /** By its whole name. */
  button(name: string | RegExp): Locator;
  link(name: string | RegExp): Locator;
}

export interface Desk {
  server: ServerProcess;
  /** Whoever set the server up, by the API. */
  api: Browser;
  /** The same person, at a window. */
  ada: Reviewer;
  /** What went wrong in any window. */
  complaints: string[];
  /** What was asked before changes were left behind; the answer is to stay. */
  questions: string[];
  /** A window of its own for somebody else. */
  open(): Promise<Reviewer>;
}

/** The real server and a browser, from before the first test of a file until behind its last. */
export function useDesk(): Desk {
  const desk = { complaints: [], questions: [], open } as unknown as Desk;
  const windows: Window[] = [];
  let folder: string;

  async function open(): Promise<Reviewer> {
    const window = await openWindow();
    windows.push(window);
    const page = await window.context.newPage();
    noteComplaints(page, desk.complaints);
    page.on('dialog', (dialog) => {
      const isQuestion = dialog.message().startsWith('There are changes');
      (isQuestion ? desk.questions : desk.complaints).push(dialog.message());
      dialog.dismiss();
    });
    const named = (role: 'button' | 'link') => (name: string | RegExp) =>
      page.getByRole(role, { name, exact: typeof name === 'string' });
    return { page, window, keys: createKeyboard(page), button: named('button'), link: named('link') };
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-reviewer-'));
    desk.server = await startServer(folder, { ASSAY_PROBLEMS: join(root, 'problems') });
    await signUp({ url: desk.server.url, out: desk.server.said.out });
    desk.api = createBrowser(() => desk.server);
    await desk.api.send('POST', '/api/session', { email: 'ada@example.com', password: adminPassword });
    desk.ada = await open();
  });
  afterAll(async () => {
    for (const window of windows) await window.close();
    await desk.server?.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  return desk;
}

/** By the page, with the keyboard. */
export async function signIn({ page, keys }: Reviewer, url: string): Promise<void> {
  await page.goto(url);
  await keys.type('E-mail', 'ada@example.com');
  await keys.type('Password', adminPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}
