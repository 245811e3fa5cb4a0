import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openWindow, type Window } from '../../support/chromium.ts';
import { noteComplaints } from '../../support/complaints.ts';
import { openDockerSocket } from '../../support/docker-socket.ts';
import { examine } from '../../support/examine.ts';
import { openReceiver } from '../../support/receiver.ts';
import { root } from '../../support/sandbox.ts';
import { type ServerProcess, startServer } from '../../support/server-process.ts';
import { adminPassword, signUp } from '../../support/sign-up.ts';
import { createKeyboard, type Keyboard } from './keyboard.ts';

/** An admin's whole journey by keyboard alone, in a real browser on the real server: each test is the next step of one story. */

let folder: string;
let server: ServerProcess;
let browser: Window;
let page: Page;
let keys: Keyboard;
let docker: { url: string; cut(): void };
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-admin-'));
  docker = await openDockerSocket(folder);
  server = await startServer(folder, {
    ...{ ASSAY_PROBLEMS: join(root, 'problems'), ASSAY_WEBHOOK_PRIVATE: '127.0.0.1', DOCKER_HOST: docker.url },
  });
  await signUp({ url: server.url, out: server.said.out });
  browser = await openWindow();
  page = await browser.context.newPage();
  noteComplaints(page, complaints);
  await page.goto(`${server.url}/people`);
  keys = createKeyboard(page);
  await keys.type('E-mail', 'ada@example.com');
  await page.keyboard.press('Tab');
  await page.keyboard.type(adminPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'People' }).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  docker?.cut();
  await rm(folder, { recursive: true, force: true });
});

const faults: string[] = [];
const look = async (name: string) => void faults.push(...(await examine(page, `admin-${name}`)));
const dialog = () => page.getByRole('dialog');
/** By this button, and what it showed is nowhere any more. */
const leaveDialog = async (name: string) => {
  await keys.press(name);
  await dialog().waitFor({ state: 'detached' });
};
/** To another page, on whose heading the focus is then. */
const place = async (name: string) => {
  await keys.press(name, { role: 'link', back: true });
  await page.getByRole('heading', { name, level: 1 }).and(page.locator(':focus')).waitFor();
};

test('a member is invited, and comes in by their link in a window of their own', async () => {
  await keys.press('Invite somebody');
  await keys.type('Name', 'Ben');
  await keys.type('E-mail', 'ben');
  await keys.tick(/^Reviewer/);
  await keys.press('Make the link');
  // What is wrong stands at its field, which has the focus.
  const email = dialog().getByRole('textbox', { name: 'E-mail', description: /no e-mail address/ });
  await email.and(page.locator(':focus')).waitFor();
  await page.keyboard.type('@example.com');
  await keys.press('Make the link');
  const roles = dialog().getByRole('group', { name: 'Roles', description: /at least one role/ });
  await roles.and(page.locator(':focus')).waitFor();
  await look('invite');
  await keys.tick(/^Reviewer/);
  await keys.press('Make the link');
  const link = await page.getByRole('textbox', { name: 'The link for Ben' }).inputValue();
  await keys.press('Done');
  await page.getByRole('cell', { name: 'Invited, not here yet' }).waitFor();

  const bens = await openWindow({ width: 390 });
  const his = await bens.context.newPage();
  noteComplaints(his, complaints);
  await his.goto(link);
  await his.getByRole('heading', { name: 'Join Assay' }).waitFor();
  faults.push(...(await examine(his, 'staff-join')));
  await his.getByLabel('Password').fill('plain words of Ben');
  await his.keyboard.press('Enter');
  await his.getByRole('link', { name: 'Ben' }).waitFor();
  const again = await bens.context.newPage();
  await again.goto(link);
  await again.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
  await again.close();
  const hisPlaces = () => expect.poll(() => his.getByRole('navigation').getByRole('link').allInnerTexts());
  await hisPlaces().toEqual(['Assessments', 'Problems']);

  await page.reload();
  await keys.press('Change Ben');
  await keys.tick(/^Admin/);
  await keys.press('Save');
  await page.getByRole('cell', { name: 'admin, reviewer' }).waitFor();
  await his.reload();
  await his.getByRole('link', { name: 'API keys' }).waitFor();

  // What is taken away while his page is open, it says when he asks for it.
  await keys.press('Change Ben');
  await keys.tick(/^Admin/);
  await keys.press('Save');
  await page.getByRole('cell', { name: 'reviewer', exact: true }).waitFor();
  await his.getByRole('link', { name: 'API keys' }).click();
  await his.getByText('An admin can give you a role that has it').waitFor();
  await his.getByText('You are now: reviewer').waitFor();
  await hisPlaces().toEqual(['Assessments', 'Problems']);
  faults.push(...(await examine(his, 'staff-refused')));

  await keys.press('Deactivate Ben');
  await dialog().getByText('the API keys that they made are revoked').waitFor();
  await keys.press('Deactivate');
  await page.getByRole('cell', { name: 'Deactivated' }).waitFor();
  await his.getByRole('link', { name: 'Problems' }).click();
  await his.getByRole('dialog', { name: 'You are signed out' }).waitFor();
  await bens.close();
  await keys.press('Take back Ben');
  await expect.poll(() => page.getByRole('row').nth(2).innerText()).toContain('Active');
});

test('the last admin stays one, and is told why', async () => {
  await keys.press('Deactivate Ada', { back: true });
  await keys.press('Deactivate');
  await page.getByRole('alert').filter({ hasText: /admin/ }).waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  await page
    .locator(':focus')
    .and(page.getByRole('button', { name: 'Deactivate Ada' }))
    .waitFor();
  await look('people');
});

let key = '';
const asKey = async () =>
  (await fetch(`${server.url}/api/problems`, { headers: { authorization: `Bearer ${key}` } })).status;

test('a key is made, shown once, works, and works no more once it is revoked', async () => {
  await place('API keys');
  await keys.press('Make a key');
  await keys.type('What it is for', 'nightly run');
  await keys.press('Submit and read results');
  await keys.tick(/read problems, with/);
  await look('key');
  await keys.press('Make the key');
  key = await page.getByRole('textbox', { name: 'The key nightly run' }).inputValue();
  expect(await asKey()).toBe(200);
  await leaveDialog('I have copied it');
  await page.getByRole('cell', { name: /^nightly run/ }).waitFor();
  expect(await page.content()).not.toContain(key);
  await look('keys');
  await keys.press('Revoke nightly run');
  await keys.press('Leave it as it is');
  expect(await asKey()).toBe(200);
  await keys.press('Revoke nightly run');
  await keys.press('Revoke');
  await page.getByRole('cell', { name: /^Revoked/ }).waitFor();
  expect(await asKey()).toBe(401);
});

test('a webhook is set up, tested, changed, and its log shows each try', async () => {
  const receiver = await openReceiver();
  onTestFinished(async () => void (await receiver.close()));
  await place('Webhooks');
  await page.getByText('There are no webhooks yet').waitFor();
  await keys.press('New webhook');
  await keys.type('URL', 'http://10.0.0.1/hook');
  await keys.press('Make it');
  await dialog()
    .getByRole('textbox', { name: 'URL', description: /^The URL/ })
    .waitFor();
  await keys.type('URL', receiver.url);
  await page.keyboard.press('Enter');
  const secret = await page.getByRole('textbox', { name: 'The secret' }).inputValue();
  receiver.keys.secret = secret;
  await leaveDialog('I have copied it');
  await page.getByText('Nothing was sent yet').waitFor();
  expect(await page.content()).not.toContain(secret);

  await keys.press('Send a test');
  await page.locator('.tag', { hasText: 'Delivered' }).waitFor();
  expect(receiver.received).toMatchObject([{ event: 'webhook.test', signed: true }]);
  const summary = page.locator('summary');
  while ((await summary.and(page.locator(':focus')).count()) === 0) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('cell', { name: 'status 204' }).waitFor();
  await look('webhook');
  await keys.press(/^Send again/);
  await expect.poll(() => receiver.received.length).toBe(2);
  expect(receiver.received[1]?.delivery).toBe(receiver.received[0]?.delivery);

  await keys.press('New secret', { back: true });
  await keys.reach('spinbutton', /^Hours/);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('0');
  await keys.press('Make a new secret');
  receiver.keys.secret = await page.getByRole('textbox', { name: 'The secret' }).inputValue();
  expect(receiver.keys.secret).not.toBe(secret);
  await leaveDialog('I have copied it');
  await keys.press('Send a test', { back: true });
  await expect.poll(() => receiver.received.length).toBe(3);
  expect(receiver.received[2]?.signed).toBe(true);

  await receiver.close();
  await keys.press('Send a test');
  await page
    .locator('summary', { hasText: 'On its way' })
    .filter({ hasText: /\d (try|tries)/ })
    .waitFor();
  await keys.press('Switch off');
  await page.getByText('It is switched off').waitFor();
  await place('Webhooks');
  await page.getByRole('cell', { name: 'Switched off' }).waitFor();
  await look('webhooks');
});

test('the audit log has it all in words, and is filtered by action, by who and by the address', async () => {
  await place('Audit log');
  await page.getByRole('link', { name: 'revoked the API key' }).waitFor();
  await look('audit');
  await keys.choose('Did what', 'staff.invite: invited to the staff');
  await keys.press('Filter');
  await page.getByText('1 entry fits.').waitFor();
  expect(await page.getByLabel('Did what').inputValue()).toBe('staff.invite');
  expect(new URL(page.url()).search).toBe('?action=staff.invite');
  expect(await page.getByRole('link', { name: 'See Ben (ben@example.com)' }).getAttribute('href')).toBe('/people');
  await page.goBack();
  await page.getByRole('link', { name: 'revoked the API key' }).waitFor();
  await keys.reach('combobox', 'Who', { back: true });
  await page.keyboard.type('Ben (ben@example.com)');
  await page.keyboard.press('Enter');
  await page.getByText('1 entry fits.').waitFor();
  await page.getByRole('link', { name: 'joined the staff' }).waitFor();
  expect(await page.getByLabel('Who').inputValue()).toBe('Ben (ben@example.com)');
  await page.goto(`${server.url}/audit?until=2020-01-01T00:00:00Z`);
  await page.getByText('Nothing like that was done').waitFor();
  expect(await page.content()).not.toContain(key);
});

test('where there is none, a link leads to those that there are, for trying again would not help', async () => {
  const addresses = {
    '/assessments/none': 'All assessments',
    '/attempts/none': 'All assessments',
    '/problems/none': 'All problems',
    '/problems/sum/rejudges/none': 'The problem',
    '/webhooks/none': 'All webhooks',
  };
  for (const [address, list] of Object.entries(addresses)) {
    await page.goto(server.url + address);
    const told = page.getByRole('alert');
    await told.getByRole('link', { name: list }).waitFor();
    expect(await told.textContent()).toMatch(/^There is no .*none/);
    expect(await told.getByRole('button').count()).toBe(0);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  }
});

test('the system page says what works, and what is broken and its cure when Docker goes away', async () => {
  await place('System');
  await page.getByText('Everything works').waitFor();
  await page.getByText('SQLite').waitFor();
  await page.getByText(/of \d+ busy/).waitFor();
  await keys.press('Look closer');
  await page.getByText('All is well').waitFor();
  await look('system');
  docker.cut();
  await keys.press('Refresh', { back: true });
  await page.getByRole('alert').filter({ hasText: 'Docker does not answer' }).waitFor();
  await page.getByText('Start Docker, or run the set-up').waitFor();
  await look('system-broken');
});

test('no page complained, and each is as it should be in light and dark, wide and narrow', () => {
  expect(complaints).toEqual([]);
  expect(faults).toEqual([]);
});
