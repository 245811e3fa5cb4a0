import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openWindow, type Window } from '../../support/chromium.ts';
import { examine } from '../../support/examine.ts';
import { openReceiver } from '../../support/receiver.ts';
import { root } from '../../support/sandbox.ts';
import { type ServerProcess, startServer } from '../../support/server-process.ts';
import { adminPassword, signUp } from '../../support/sign-up.ts';

/** An admin's whole journey, in a real browser on the real server: each test is the next step of one story. */

let folder: string;
let server: ServerProcess;
let browser: Window;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-admin-'));
  server = await startServer(folder, { ASSAY_PROBLEMS: join(root, 'problems'), ASSAY_WEBHOOK_PRIVATE: '127.0.0.1' });
  await signUp({ url: server.url, out: server.said.out });
  browser = await openWindow();
  page = await browser.context.newPage();
  listen(page);
  await page.goto(`${server.url}/people`);
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password').fill(adminPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'People' }).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

function listen(to: Page): void {
  to.setDefaultTimeout(10_000);
  to.on('pageerror', (error) => complaints.push(String(error)));
  to.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
}

const faults: string[] = [];
/** Without what was told in passing, which covers what is below it. */
const look = async (name: string) => {
  await page.evaluate("document.querySelectorAll('.toasts button').forEach((close) => close.click())");
  faults.push(...(await examine(page, `admin-${name}`)));
};
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const dialog = () => page.getByRole('dialog');
const place = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

test('a member is invited, and comes in by their link in a window of their own', async () => {
  await button('Invite somebody').click();
  await dialog().getByLabel('Name').fill('Ben');
  await dialog().getByLabel('E-mail').fill('ben@example.com');
  await dialog()
    .getByLabel(/^Reviewer/)
    .uncheck();
  await button('Make the link').click();
  await dialog()
    .getByRole('group', { name: 'Roles', description: /at least one role/ })
    .waitFor();
  await dialog()
    .getByLabel(/^Reviewer/)
    .check();
  await look('invite');
  await button('Make the link').click();
  const link = await page.getByRole('textbox', { name: 'The link for Ben' }).inputValue();
  await button('Done').click();
  await page.getByRole('cell', { name: 'Invited, not here yet' }).waitFor();

  const bens = await openWindow();
  const his = await bens.context.newPage();
  listen(his);
  await his.goto(link);
  await his.getByLabel('Password').fill('plain words of Ben');
  await his.keyboard.press('Enter');
  await his.getByRole('link', { name: 'Ben' }).waitFor();
  expect(await his.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual(['Assessments', 'Problems']);

  await page.reload();
  await button('Change Ben').click();
  await dialog()
    .getByLabel(/^Admin/)
    .check();
  await button('Save').click();
  await page.getByRole('cell', { name: 'admin, reviewer' }).waitFor();
  await his.reload();
  await his.getByRole('link', { name: 'API keys' }).waitFor();

  await button('Deactivate Ben').click();
  await dialog().getByText('the API keys that they made are revoked').waitFor();
  await dialog().getByRole('button', { name: 'Deactivate' }).click();
  await page.getByRole('cell', { name: 'Deactivated' }).waitFor();
  await his.reload();
  await his.getByRole('heading', { name: 'Sign in' }).waitFor();
  await bens.close();
  await button('Take Ben back').click();
  await expect.poll(() => page.getByRole('row').nth(2).innerText()).toContain('Active');
});

test('the last admin stays one, and is told why', async () => {
  await button('Change Ben').click();
  await dialog()
    .getByLabel(/^Admin/)
    .uncheck();
  await button('Save').click();
  await button('Deactivate Ada').click();
  await dialog().getByRole('button', { name: 'Deactivate' }).click();
  await page.getByRole('alert').filter({ hasText: /admin/ }).waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
  await look('people');
});

let key = '';
const asKey = async () =>
  (await fetch(`${server.url}/api/problems`, { headers: { authorization: `Bearer ${key}` } })).status;

test('a key is made, shown once, works, and works no more once it is revoked', async () => {
  await place('API keys');
  await button('Make a key').click();
  await dialog().getByLabel('What it is for').fill('nightly run');
  await button('Submit and read results').click();
  await dialog()
    .getByLabel(/read problems, with/)
    .check();
  await look('key');
  await button('Make the key').click();
  key = await page.getByRole('textbox', { name: 'The key nightly run' }).inputValue();
  expect(await asKey()).toBe(200);
  await button('I have copied it').click();
  await page.getByRole('cell', { name: /^nightly run/ }).waitFor();
  expect(await page.content()).not.toContain(key);
  await look('keys');
  await button('Revoke nightly run').click();
  await dialog().getByRole('button', { name: 'Leave it as it is' }).click();
  expect(await asKey()).toBe(200);
  await button('Revoke nightly run').click();
  await dialog().getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('cell', { name: /^Revoked/ }).waitFor();
  expect(await asKey()).toBe(401);
});

test('a webhook is set up, tested, changed, and its log shows each try', async () => {
  const receiver = await openReceiver();
  onTestFinished(async () => void (await receiver.close()));
  await place('Webhooks');
  await page.getByText('There are no webhooks yet').waitFor();
  await button('New webhook').first().click();
  await dialog().getByLabel('URL').fill('http://10.0.0.1/hook');
  await button('Make it').click();
  await dialog()
    .getByRole('textbox', { name: 'URL', description: /^The URL/ })
    .waitFor();
  await dialog().getByLabel('URL').fill(receiver.url);
  await button('Make it').click();
  const secret = await page.getByRole('textbox', { name: 'The secret' }).inputValue();
  receiver.keys.secret = secret;
  await button('I have copied it').click();
  await page.getByText('Nothing was sent yet').waitFor();
  expect(await page.content()).not.toContain(secret);

  await button('Send a test').click();
  await page.locator('.tag', { hasText: 'Delivered' }).waitFor();
  expect(receiver.received).toMatchObject([{ event: 'webhook.test', signed: true }]);
  await page.locator('summary').click();
  await page.getByRole('cell', { name: 'status 204' }).waitFor();
  await look('webhook');
  await button(/^Send again/).click();
  await expect.poll(() => receiver.received.length).toBe(2);
  expect(receiver.received[1]?.delivery).toBe(receiver.received[0]?.delivery);

  await button('New secret').click();
  await dialog()
    .getByLabel(/^Hours/)
    .fill('0');
  await button('Make a new secret').click();
  receiver.keys.secret = await page.getByRole('textbox', { name: 'The secret' }).inputValue();
  expect(receiver.keys.secret).not.toBe(secret);
  await button('I have copied it').click();
  await button('Send a test').click();
  await expect.poll(() => receiver.received.length).toBe(3);
  expect(receiver.received[2]?.signed).toBe(true);

  await receiver.close();
  await button('Send a test').click();
  await page.locator('summary', { hasText: 'On its way' }).filter({ hasText: '1 try' }).waitFor();
  await button('Switch off').click();
  await page.getByText('It is switched off').waitFor();
  await page.getByRole('link', { name: 'Webhooks', exact: true }).last().click();
  await page.getByRole('cell', { name: 'Switched off' }).waitFor();
  await look('webhooks');
});

test('the system page says what works', async () => {
  await place('System');
  await page.getByText('Everything works').waitFor();
  await page.getByText('SQLite').waitFor();
  await page.getByText(/of \d+ busy/).waitFor();
  await look('system');
});

test('the audit log has it all, and is filtered by a click and by the address', async () => {
  await place('Audit log');
  await page.getByRole('link', { name: 'key.revoke' }).waitFor();
  await look('audit');
  await page.getByRole('link', { name: 'staff.invite' }).click();
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  expect(await page.getByLabel('Did what').inputValue()).toBe('staff.invite');
  expect(new URL(page.url()).search).toBe('?action=staff.invite');
  await page.goBack();
  await page.getByRole('link', { name: 'key.revoke' }).waitFor();
  await page.getByLabel('Did what').fill('no.such');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing like that was done').waitFor();
  expect(await page.content()).not.toContain(key);
});

test('no page complained, and each is as it should be in light and dark, wide and narrow', () => {
  expect(complaints).toEqual([]);
  expect(faults).toEqual([]);
});
