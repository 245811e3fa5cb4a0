import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { examine } from '../../support/examine.ts';
import { adminPassword } from '../../support/sign-up.ts';
import { come, playBen } from './reviewer-candidates.ts';
import { type Reviewer, useDesk } from './reviewer-desk.ts';

/** Two reviewers at windows of their own, candidates with names of every kind, and a table that follows what they do. */

const desk = useDesk();
const names = {
  markup: '<img src=x onerror=alert(1)><b>Bold</b>',
  reversed: 'Eve \u200F\u200Bnimda',
  arabic: 'نور الهدى بنت عبد الرحمن',
  long: 'Wolfeschlegelsteinhausenbergerdorff'.repeat(2),
};
const links: Partial<Record<keyof typeof names | 'ben', string>> = {};
let here = '';
let second: Reviewer;

beforeAll(async () => {
  const { api, server } = desk;
  const { id } = await api.send('POST', '/api/assessments', {
    title: 'Names',
    problems: [{ slug: 'ratelimiter', points: 100 }],
    durationMinutes: 60,
    rubric: [
      { key: 'readable', title: 'Can others read it?', weight: 2 },
      { key: 'tested', title: 'Is it tested?', weight: 1 },
    ],
  });
  here = `${server.url}/assessments/${id}`;
  for (const [key, name] of Object.entries({ ...names, ben: 'Ben' })) {
    const invitation = await api.send('POST', `/api/assessments/${id}/invitations`, {
      name,
      email: `${key}@c.example`,
    });
    links[key as 'ben'] = invitation.link;
  }
});

/** As if the tab were put behind another one, and back. */
const hide = (hidden: boolean) =>
  desk.ada.page.evaluate(
    `Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true });
     document.dispatchEvent(new Event('visibilitychange'))`,
  );

test('the table follows what happens by itself, and leaves focus, choice and order alone', async () => {
  const { server, ada } = desk;
  const { page } = ada;
  await page.goto(server.url);
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password').fill(adminPassword);
  await page.keyboard.press('Enter');
  await page.getByText('5 invited').waitFor();
  await page.goto(`${here}?sort=name&order=asc`);
  await page.getByText('Nobody has begun yet').waitFor();
  await hide(true);
  for (const key of ['markup', 'reversed', 'arabic', 'long'] as const) await come(server.url, links[key] ?? '');
  await hide(false);
  await ada.link(names.arabic).waitFor();
  await expect.poll(() => page.getByRole('row').count()).toBe(5);

  const box = page.getByLabel(`Compare ${names.markup}`);
  await box.focus();
  await page.keyboard.press('Space');
  await playBen(server.url, links.ben ?? '');
  // In the order of names he would be the second. Nobody pressed anything.
  await ada.link('Ben').waitFor();
  await expect.poll(() => page.getByRole('row').last().innerText()).toContain('Ben');
  expect(await box.evaluate((input) => input === input.ownerDocument.activeElement)).toBe(true);
  expect(await box.isChecked()).toBe(true);
  await page.getByRole('searchbox').focus();
  await ada.button('Refresh').press('Enter');
  await expect.poll(() => page.getByRole('row').nth(2).innerText()).toContain('Ben');
});

test('it says when the connection is lost, and goes on by itself', async () => {
  const { page, window } = desk.ada;
  await window.context.setOffline(true);
  await page.getByText(/^Not up to date: .*tried again by itself/).waitFor();
  expect(await page.getByRole('row').count()).toBe(6);
  await window.context.setOffline(false);
  await page.getByText(/^Not up to date/).waitFor({ state: 'detached' });
});

/** What else there is of these pages is looked at where they have usual names. */
async function beyondTelephone(page: Page): Promise<number> {
  await page.setViewportSize({ width: 390, height: 800 });
  const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  await page.setViewportSize({ width: 1280, height: 800 });
  return beyond;
}

test('names are text, whatever is in them, and fit', async () => {
  const { ada } = desk;
  const { page } = ada;
  const hostile = 'Eve ⟨U+200F⟩⟨U+200B⟩nimda';
  await ada.link(hostile).waitFor();
  expect(await beyondTelephone(page)).toBe(0);
  await page.getByLabel(`Compare ${names.long}`).check();
  await ada.link('Compare side by side').click();
  await page.getByRole('heading', { name: names.long }).waitFor();
  expect(await beyondTelephone(page)).toBe(0);
  await page.goto(`${here}/invitations`);
  await page.getByText(hostile).waitFor();
  expect(await beyondTelephone(page)).toBe(0);
  await page.goto(here);
  await ada.link(hostile).click();
  await page.getByRole('heading', { name: hostile }).waitFor();
  await ada.button(`Extra time: ${hostile}`).click();
  await page.getByRole('heading', { name: `Give extra time to ${hostile}` }).waitFor();
  expect(await beyondTelephone(page)).toBe(0);
  expect(await page.locator('main img, main b').count()).toBe(0);
});

test('the exports are files with what is shown', async () => {
  const { ada } = desk;
  const { page } = ada;
  await page.goto(desk.server.url);
  await ada.link('1 to review').waitFor();
  await ada.link('4 under way').waitFor();
  expect(await examine(page, 'reviewer-assessments')).toEqual([]);
  await page.goto(`${here}?state=finished`);
  await ada.link('Ben').waitFor();
  const textOf = async (name: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), ada.link(name).click()]);
    return readFile(await file.path(), 'utf8');
  };
  const csv = await textOf('CSV');
  expect(csv).toContain('ben@c.example');
  expect(csv).not.toContain('markup@c.example');
  expect(JSON.parse(await textOf('JSON'))).toHaveLength(1);
  await ada.link('Ben').click();
  await page.getByText('The only one finished so far').waitFor();
  expect(await textOf('PDF')).toMatch(/^%PDF-/);
});

test('what one reviewer submitted is hidden from the other until they have submitted theirs', async () => {
  const { api, ada } = desk;
  await ada.page
    .getByRole('group', { name: /^Can others read it/ })
    .getByText('Good')
    .click();
  await ada.page
    .getByRole('group', { name: /^Is it tested/ })
    .getByText('Weak')
    .click();
  await ada.page.getByLabel('Comment').fill('A plain and honest program.');
  await ada.button('Submit').click();
  await ada.page.getByText('Submitted', { exact: true }).waitFor();

  const made = await api.send('POST', '/api/staff', { email: 'bo@example.com', name: 'Bo', roles: ['reviewer'] });
  second = await desk.open();
  const { page } = second;
  await page.goto(made.link);
  await page.getByLabel('Password').fill('another four plain words');
  await second.button('Join').click();
  await page.getByRole('heading', { name: 'Assessments' }).waitFor();
  await page.goto(ada.page.url());
  const others = page.getByRole('region', { name: 'Reviews of others' });
  await others.getByText('What it says is shown once you have submitted yours.').waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/honest program|Mean of all/);

  await page
    .getByRole('group', { name: /^Can others read it/ })
    .getByText('Excellent')
    .click();
  await second.button('Submit').click();
  await page
    .getByRole('alert')
    .filter({ hasText: /tested/ })
    .waitFor();
  expect(await others.innerText()).not.toContain('honest program');
  await page
    .getByRole('group', { name: /^Is it tested/ })
    .getByText('Fair')
    .click();
  await second.button('Submit').click();
  await others.getByText('A plain and honest program.').waitFor();
  await others.getByText('Mean of all').waitFor();
  expect(await examine(page, 'reviewer-reviews')).toEqual([]);
  await ada.page.reload();
  await ada.page.getByRole('region', { name: 'Reviews of others' }).getByText('Bo').waitFor();
});

test('no page complained', () => {
  expect(desk.complaints).toEqual([]);
});
