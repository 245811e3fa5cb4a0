import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWindow, type Window } from '../../support/chromium.ts';
import { noteComplaints } from '../../support/complaints.ts';
import { examine } from '../../support/examine.ts';
import { root } from '../../support/sandbox.ts';
import { type ServerProcess, startServer } from '../../support/server-process.ts';
import { seeGrowth } from './demo-growth.ts';

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
  noteComplaints(page, complaints);
});

afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const faults: string[] = [];
const look = async (name: string) => void faults.push(...(await examine(page, `staff-${name}`)));
const password = 'some plain words of mine';

test('the link of the first start makes an admin', async () => {
  const link = /http:\S+\/setup#\S+/.exec(server.said.out)?.[0] ?? '';
  await page.goto(`${server.url}/setup`);
  await page.getByRole('heading', { name: 'This link is not whole' }).waitFor();
  await page.goto(link);
  await page.reload();
  await page.getByLabel('Your name').fill('Ada');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByText('The password has 5 characters: take at least 12').waitFor();
  await look('setup');
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Ada', exact: true }).waitFor();
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
  await page.evaluate("sessionStorage.setItem('assay-try-sum', 'a program of hers')");
  await page.getByRole('button', { name: 'Sign out' }).click();
  // The table that she leaves is searched by name or e-mail.
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await page.evaluate('sessionStorage.length')).toBe(0);
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password').fill('not the right words');
  await page.keyboard.press('Enter');
  await page.locator('form').getByRole('alert').waitFor();
  await look('sign-in');
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Ada', exact: true }).waitFor();
});

const signInAgain = async (at: Page) => {
  const dialog = at.getByRole('dialog', { name: 'You are signed out' });
  await dialog.waitFor();
  expect(await dialog.getByLabel('E-mail').inputValue()).toBe('ada@example.com');
  await dialog.getByLabel('Password').fill(password);
  await at.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
};

test('signed out in another tab, she comes back to where she was, with what she had typed', async () => {
  await page.goto(`${server.url}/assessments/new`);
  await page.getByLabel('Title').fill('Typed before');
  const other = await browser.context.newPage();
  await other.goto(server.url);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await other.getByRole('heading', { name: 'Sign in' }).waitFor();
  await other.close();
  await page.getByRole('dialog').waitFor();
  expect(await page.getByLabel('Title').isVisible()).toBe(false);
  await look('signed-out');
  await signInAgain(page);
  expect(await page.getByLabel('Title').inputValue()).toBe('Typed before');
});

test('what is refused because the session has ended is done once she is back', async () => {
  await browser.context.clearCookies();
  await page.goto(`${server.url}/account`);
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByLabel('Present password').fill(password);
  await page.getByLabel('New password').fill(`${password} too`);
  await browser.context.clearCookies();
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await signInAgain(page);
  await page.getByText('The password is changed').waitFor();
});

test('while the server is away one line says so, what was typed stays, and the page goes on by itself', async () => {
  await page.getByLabel('Present password').fill('typed meanwhile');
  await browser.context.setOffline(true);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  const line = page.getByText('The server cannot be reached. What you typed stays here');
  await line.waitFor();
  await look('away');
  expect(await page.getByLabel('Present password').inputValue()).toBe('typed meanwhile');
  await page.getByRole('link', { name: 'Webhooks' }).click();
  await page.getByRole('progressbar', { name: 'Loading' }).waitFor();
  await browser.context.setOffline(false);
  await line.waitFor({ state: 'detached' });
  await page.getByText('There are no webhooks yet').waitFor();
  await page.getByRole('heading', { name: 'Webhooks', level: 1 }).and(page.locator(':focus')).waitFor();
});

test('meanwhile some people have taken the demo, and their programs are graded', async () => {
  const [reviewer = ''] = /http:\S+\/assessments\/\S+/.exec(server.said.out) ?? [];
  await page.goto(reviewer);
  for (const [name, score] of [
    ['Ada Demo', '100 of 100'],
    ['Grace Demo', '60 of 100'],
    ['Alan Demo', 'of 100'],
  ] as const) {
    const row = page.getByRole('row', { name });
    await row.getByText('Finished').waitFor({ timeout: 60_000 });
    await row.getByText(score).waitFor();
  }
});

test('who reviews sees how the time of a program grows, beside the reference solutions', () => seeGrowth(page));

test('no page complained', () => {
  expect(complaints).toEqual([]);
  expect(faults).toEqual([]);
});
