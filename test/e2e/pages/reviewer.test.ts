import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWindow, type Window } from '../../support/chromium.ts';
import { examine } from '../../support/examine.ts';
import { root } from '../../support/sandbox.ts';
import { type ServerProcess, startServer } from '../../support/server-process.ts';
import { adminPassword, signUp } from '../../support/sign-up.ts';
import { playAda, playBen, playCyd } from './reviewer-candidates.ts';

/** A reviewer's whole journey, in a real browser on the real server: each test is the next step of one story. */

let folder: string;
let server: ServerProcess;
let browser: Window;
let page: Page;
const complaints: string[] = [];
/** What the page asked before changes were left behind; the answer is to stay. */
const questions: string[] = [];
const links: Record<string, string> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-reviewer-'));
  server = await startServer(folder, { ASSAY_PROBLEMS: join(root, 'problems') });
  await signUp({ url: server.url, out: server.said.out });
  browser = await openWindow();
  page = await browser.context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  page.on('dialog', (dialog) => {
    (dialog.message().startsWith('There are changes') ? questions : complaints).push(dialog.message());
    dialog.dismiss();
  });
  page.setDefaultTimeout(15_000);
});

afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
/** Presses Tab until it is there. */
async function tabTo(name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate<string>(
      '(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()',
    );
    if (here === name) return;
  }
  throw new Error(`The keyboard does not reach ${name}`);
}

const link = (name: string) => page.getByRole('link', { name, exact: true });

test('home leads to the assessments, where the empty list says what to do', async () => {
  await page.goto(server.url);
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password').fill(adminPassword);
  await page.keyboard.press('Enter');
  await page.getByText('There are no assessments yet').waitFor();
  expect(await examine(page, 'assessments-empty')).toEqual([]);
  expect(new URL(page.url()).pathname).toBe('/assessments');
});

test('an assessment is set up, with its instructions seen before', async () => {
  await page.getByRole('link', { name: 'New assessment' }).first().click();
  await button('Set up').click();
  await page.getByRole('alert').filter({ hasText: /title/i }).waitFor();
  await page.getByLabel('Title').fill('Backend engineer');
  await page.getByLabel('Choose the first problem').selectOption('ratelimiter');
  await page.getByLabel('Add a problem').selectOption('dedup');
  await button('Move Exactly Once up').click();
  await button('Move Exactly Once down').click();
  await page.getByLabel('Points').nth(1).fill('50');
  await page.getByLabel('Instructions', { exact: true }).fill('Read **all** of it.');
  await page.locator('.preview strong', { hasText: 'all' }).waitFor();
  await page.getByLabel('Pass mark in percent').fill('60');
  await page.getByLabel('Candidates see of secret cases').selectOption('groups');
  await page.getByLabel('New criterion').fill('Can others read it?');
  await button('Add criterion').click();
  expect(await examine(page, 'assessment-edit')).toEqual([]);
  await button('Set up').click();
  await page.getByRole('heading', { name: 'Invite one' }).waitFor();
});

test('one is invited, and many, and each line says what became of it', async () => {
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await page.getByLabel('E-mail', { exact: true }).fill('ada@c.example');
  await button('Invite').click();
  links.ada = await page.getByRole('textbox', { name: 'Link for Ada Lovelace' }).inputValue();
  await page
    .getByLabel('Or paste it here')
    .fill('name,email\nBen,ben@c.example\nCyd,cyd@c.example\nnobody,nowhere\nAda,ada@c.example\n');
  await button('Invite all').click();
  await page.getByText('2 invited, 2 refused').waitFor();
  await page.getByText(/Line 4: nowhere.*e-mail/).waitFor();
  links.ben = await page.getByRole('textbox', { name: 'Link for ben@c.example' }).inputValue();
  links.cyd = await page.getByRole('textbox', { name: 'Link for cyd@c.example' }).inputValue();
  await page.getByRole('cell', { name: 'ada@c.example' }).waitFor();
  await expect.poll(() => page.getByRole('row').count()).toBe(4);
  expect(await examine(page, 'invitations')).toEqual([]);
});

test('what somebody else changed meanwhile is merged, in words', async () => {
  await link('Edit').click();
  await page.getByLabel('Minutes').fill('60');
  await link('Problems').click();
  expect(questions).toHaveLength(1);
  const other = await browser.context.newPage();
  await other.goto(page.url());
  await other.getByLabel('Title').fill('Backend engineer 2027');
  await other.getByRole('button', { name: 'Save changes' }).click();
  await other.getByRole('heading', { name: 'Backend engineer 2027' }).waitFor();
  await other.close();
  await button('Save changes').click();
  await page.getByText('Somebody else has changed this assessment').waitFor();
  expect(await page.getByLabel('Title').inputValue()).toBe('Backend engineer 2027');
  expect(await page.getByLabel('Minutes').inputValue()).toBe('60');
  await button('Save changes').click();
  await page.getByText('Nobody has begun yet').waitFor();
});

test('the table has the attempts, is sorted and filtered, and a clock is paused with a reason', async () => {
  const { ada = '', ben = '', cyd = '' } = links;
  await playAda(server.url, ada);
  await playBen(server.url, ben);
  await playCyd(server.url, cyd);
  await button('Refresh').click();
  await link('Ada Lovelace').waitFor();
  await button('Pause: Cyd').click();
  await page.getByLabel('Reason').fill('Fire alarm');
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('cell', { name: 'Paused' }).waitFor();
  await button('Go on: Cyd').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('cell', { name: 'Running' }).waitFor();
  await button(/^Candidate/).click();
  await expect.poll(() => page.getByRole('row').nth(1).innerText()).toContain('Ada');
  await page.getByLabel('State').selectOption('running');
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  await page.getByLabel('State').selectOption('');
  await link('Ada Lovelace').waitFor();
  expect(await examine(page, 'attempts')).toEqual([]);
});

test('the scorecard has score, place, cases with what they used, and the diff of a case', async () => {
  await link('Ada Lovelace').click();
  await page.getByRole('region', { name: 'Score', exact: true }).getByText('100 of 150').waitFor();
  await page.getByRole('img', { name: /Attempts by score/ }).waitFor();
  expect(await page.getByRole('region', { name: 'Cases, Rate Limiter' }).getByRole('row').count()).toBeGreaterThan(5);
  expect(await examine(page, 'scorecard')).toEqual([]);
  await page.getByRole('tab', { name: /Submissions \(\d/ }).click();
  await page.locator('.diff .added').first().waitFor();
  expect(await examine(page, 'scorecard-diff')).toEqual([]);
  await page.goBack();
  await link('Cyd').click();
  await button(/^Look at secret/)
    .first()
    .click();
  await page.getByRole('dialog').locator('.diff .added').first().waitFor();
  expect(await page.getByRole('dialog').innerText()).toContain('<img src=x onerror=alert(1)> ⟨U+001B⟩[31mred ⟨U+202E⟩');
  expect(await page.locator('dialog img, dialog script').count()).toBe(0);
  expect(await examine(page, 'case')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('she writes a note on a line, rates and decides, with the keyboard alone', async () => {
  await page.goBack();
  await link('Ada Lovelace').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Cases' }).first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('tab', { name: 'Source', selected: true }).waitFor();
  await tabTo('Add a note');
  await page.keyboard.press('Enter');
  await tabTo('From line');
  await page.keyboard.type('3');
  await tabTo('Note');
  await page.keyboard.type('A deque is right here.');
  await tabTo('Save the note');
  await page.keyboard.press('Enter');
  await page.getByText('A deque is right here.').waitFor();
  await tabTo('1 Poor');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await tabTo('Comment');
  await page.keyboard.type('Reads well.');
  await tabTo('Submit');
  await page.keyboard.press('Enter');
  await page.getByText('Submitted', { exact: true }).waitFor();
  await tabTo('Advance');
  await page.keyboard.press('Space');
  await tabTo('Reason');
  await page.keyboard.type('Right and clear');
  await tabTo('Decide');
  await page.keyboard.press('Enter');
  await page.getByText('Decision: Advance').waitFor();
  expect(await examine(page, 'review')).toEqual([]);
});

test('the draft of a review saves itself, and is there after a reload', async () => {
  const here = page.url();
  await page.goBack();
  await link('Ben').click();
  await page.getByLabel('3 Fair').check();
  await page.getByLabel('Comment').fill('The same as the other?');
  await page.getByText('All is saved.').waitFor();
  await page.reload();
  await expect.poll(() => page.getByLabel('Comment').inputValue()).toBe('The same as the other?');
  expect(await page.getByLabel('3 Fair').isChecked()).toBe(true);
  await page.goto(here);
});

test('the timeline plays back what she typed', async () => {
  await link('Timeline').click();
  const slider = page.getByLabel('Edit', { exact: true });
  await slider.waitFor();
  await slider.fill('1');
  const playback = page.getByRole('region', { name: 'Playback' });
  await playback.getByText('Edit 1 of').waitFor();
  const early = await playback.locator('.source').innerText();
  await slider.focus();
  await page.keyboard.press('End');
  const late = await playback.locator('.source').innerText();
  expect(late.length).toBeGreaterThan(2 * early.length);
  await page.getByText('Pasted 22 characters').click();
  await page.getByText('⟨U+202E⟩pasted <b>here</b>').waitFor();
  expect(await examine(page, 'timeline')).toEqual([]);
});

test('who wrote the same is found, and shown side by side', async () => {
  await link('Backend engineer 2027').click();
  await link('Similarity').click();
  await button('Compare anew').click();
  await expect
    .poll(
      async () => {
        await button('Refresh').click();
        return page.getByRole('link', { name: 'Side by side' }).count();
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBe(1);
  expect(await examine(page, 'similarity')).toEqual([]);
  await link('Side by side').click();
  await page.locator('.two section').nth(1).locator('.marked-now').first().waitFor();
  await page.getByRole('heading', { name: 'Ben' }).waitFor();
  expect(await examine(page, 'similar-pair')).toEqual([]);
});

test('two are compared side by side', async () => {
  await link('Similarity').click();
  await link('Attempts').click();
  await page.getByLabel('Compare Ada Lovelace').check();
  await page.getByLabel('Compare Cyd').check();
  await link('Compare side by side').click();
  await page.getByText('onerror=alert(1)').waitFor();
  expect(await examine(page, 'compare')).toEqual([]);
});

test('in a blind assessment nobody is named before the decision, however the address asks for an order', async () => {
  await link('Attempts').click();
  await link('Edit').click();
  await page.getByLabel(/^Blind review/).check();
  await button('Save changes').click();
  await page
    .getByRole('link', { name: /^Candidate \w{6}$/ })
    .first()
    .waitFor();
  await link('Ada Lovelace').waitFor();
  const shown = await page.getByRole('table').innerText();
  expect(shown).not.toMatch(/Ben|ben@|Cyd|cyd@/);
  await page.goto(`${page.url()}?sort=name&q=Ben`);
  await link('Ada Lovelace').waitFor();
});

test('no page complained', () => {
  expect(complaints).toEqual([]);
});
