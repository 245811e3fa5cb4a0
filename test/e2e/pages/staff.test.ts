import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWindow, type Window } from '../../support/chromium.ts';
import { root } from '../../support/sandbox.ts';
import { type ServerProcess, startServer } from '../../support/server-process.ts';

/** Members of staff come in, in a real browser, to the real server. */

let folder: string;
let server: ServerProcess;
let browser: Window;
let page: Page;
/** What the page complained of: a policy that was broken, a script that failed. Answers that refuse are no fault. */
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-pages-'));
  server = await startServer(folder, { ASSAY_PROBLEMS: join(root, 'problems'), ASSAY_DEMO: 'on' });
  browser = await openWindow();
  page = await browser.context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
});

afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const password = 'some plain words of mine';

test('the link of the first start makes an admin', async () => {
  const link = /http:\S+\/setup#\S+/.exec(server.said.out)?.[0] ?? '';
  await page.goto(link);
  await page.getByLabel('Your name').fill('Ada');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByText('The password has 5 characters: take at least 12').waitFor();
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Ada' }).waitFor();
});

test('the other links of the first start lead to the demo, for who reviews and for who takes it', async () => {
  const [reviewer = ''] = /http:\S+\/assessments\/\S+/.exec(server.said.out) ?? [];
  const [candidate = ''] = /http:\S+\/take#\S+/.exec(server.said.out) ?? [];
  await page.goto(reviewer);
  await page.getByRole('heading', { name: 'Demo: two problems, one hour' }).waitFor();
  const taker = await browser.context.newPage();
  await taker.goto(candidate);
  await taker.getByText('Demo: two problems, one hour').first().waitFor();
  await taker.getByLabel('I have read this').waitFor();
  await taker.close();
});

test('she signs out, cannot come in with a wrong password, and comes in with the right one', async () => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password').fill('not the right words');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Ada' }).waitFor();
});

test('no page complained', () => {
  expect(complaints).toEqual([]);
});
