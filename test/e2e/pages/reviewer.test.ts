import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { examine } from '../../support/examine.ts';
import type { Keyboard } from './keyboard.ts';
import { playAda, playBen, playCyd } from './reviewer-candidates.ts';
import { type Reviewer, signIn, useDesk } from './reviewer-desk.ts';

/** A reviewer's whole journey by keyboard, in a real browser on the real server: each test is the next step of one story. */

const desk = useDesk();
const { complaints, questions } = desk;
let page: Page;
let keys: Keyboard;
let button: Reviewer['button'];
let link: Reviewer['link'];
const links: Record<string, string> = {};

beforeAll(() => {
  ({ page, keys, button, link } = desk.ada);
});

const enter = () => page.keyboard.press('Enter');
const follow = (name: string | RegExp, way = {}) => keys.press(name, { role: 'link', ...way });
/** What is in a number field gives way. */
async function put(label: string, figure: string): Promise<void> {
  await keys.reach('spinbutton', label);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(figure);
}

test('home leads to the assessments, where the empty list says what to do', async () => {
  await signIn(desk.ada, desk.server.url);
  await page.getByText('There are no assessments yet').waitFor();
  expect(await examine(page, 'reviewer-assessments-empty')).toEqual([]);
  expect(new URL(page.url()).pathname).toBe('/assessments');
});

test('an assessment is set up, with its instructions seen before', async () => {
  await follow('New assessment');
  await keys.press('Set up');
  await page.getByRole('alert').filter({ hasText: /title/i }).waitFor();
  await keys.type('Title', 'Backend engineer', { back: true, within: 80 });
  await keys.choose('The first problem', 'Rate Limiter (ratelimiter)');
  await keys.press('Add problem');
  await keys.choose('Another problem', 'Exactly Once (dedup)', { back: true });
  await keys.press('Add problem');
  await keys.press('Move Exactly Once up', { back: true });
  await keys.press('Move Exactly Once down', { back: true });
  await page.getByLabel('Points').nth(1).focus();
  await put('Points', '50');
  await keys.type('Instructions', 'Read **all** of it.');
  await page.locator('.preview strong', { hasText: 'all' }).waitFor();
  await put('Pass mark in percent', '60');
  await keys.choose('Candidates see of secret cases', 'verdict and score of each group');
  await keys.type('New criterion', 'Can others read it?');
  await keys.press('Add criterion');
  expect(await examine(page, 'reviewer-assessment-edit')).toEqual([]);
  await keys.press('Set up');
  await page.getByRole('heading', { name: 'Invite one' }).waitFor();
});

test('one is invited, and many once they are checked, and each line says what became of it', async () => {
  await keys.type('Name', 'Ada Lovelace');
  await keys.type('E-mail', 'nowhere');
  await enter();
  await page.getByText('This is no e-mail address, such as name@example.com.').waitFor();
  await keys.type('E-mail', 'ada@c.example');
  await enter();
  links.ada = await page.getByRole('textbox', { name: 'Link for Ada Lovelace' }).inputValue();
  const people = [
    'Ben,ben@c.example',
    'Cyd,cyd@c.example',
    'nobody,nowhere',
    'Ada,ada@c.example',
    '"Eve,eve@c.example',
  ];
  await keys.type('Or paste it here', ['name,email', ...people, ''].join('\n'));
  await keys.press('Check');
  await page.getByText('2 people can be invited, 3 lines cannot be taken').waitFor();
  await page.getByText(/Line 6: "Eve,eve@c.example.*quote/).waitFor();
  expect(await examine(page, 'reviewer-invitations-checked')).toEqual([]);
  await keys.press('Invite 2 people');
  await page.getByText('2 invited, 3 refused').waitFor();
  await page.getByText(/Line 4: nowhere.*e-mail/).waitFor();
  links.ben = await page.getByRole('textbox', { name: 'Link for ben@c.example' }).inputValue();
  links.cyd = await page.getByRole('textbox', { name: 'Link for cyd@c.example' }).inputValue();
  await page.getByRole('cell', { name: 'ada@c.example' }).waitFor();
  await expect.poll(() => page.getByRole('row').count()).toBe(4);
  expect(await examine(page, 'reviewer-invitations')).toEqual([]);
});

test('what somebody else changed meanwhile is merged, in words', async () => {
  await link('Edit').click();
  await page.getByLabel('Minutes').fill('60');
  await link('Problems').click();
  expect(questions).toHaveLength(1);
  const other = await desk.ada.window.context.newPage();
  await other.goto(page.url());
  await other.getByLabel('Title').fill('Backend engineer 2027');
  await other.getByRole('button', { name: 'Save changes' }).click();
  await other.getByRole('heading', { name: 'Backend engineer 2027' }).waitFor();
  await other.close();
  await button('Save changes').click();
  await page.getByText('Somebody else has changed this assessment').waitFor();
  await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('Backend engineer 2027');
  expect(await page.getByLabel('Minutes').inputValue()).toBe('60');
  await button('Save changes').click();
  await page.getByText('Nobody has begun yet').waitFor();
});

test('the table has the attempts, is sorted and filtered, and a clock is paused with a reason', async () => {
  const { ada = '', ben = '', cyd = '' } = links;
  await playAda(desk.server.url, ada);
  await playBen(desk.server.url, ben);
  await playCyd(desk.server.url, cyd);
  await button('Refresh').click();
  await link('Ada Lovelace').waitFor();
  await keys.press('Pause: Cyd');
  await keys.type('Reason', 'Fire alarm');
  await enter();
  await page.getByRole('cell', { name: 'Paused' }).waitFor();
  await keys.press('Go on: Cyd', { back: true });
  await keys.reach('button', 'Go on');
  await enter();
  await page.getByRole('cell', { name: 'Running' }).waitFor();
  await keys.press(/^Candidate/, { back: true });
  await expect.poll(() => page.getByRole('row').nth(1).innerText()).toContain('Ada');
  await keys.choose('State', 'running', { back: true });
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  await keys.choose('State', 'all');
  await link('Ada Lovelace').waitFor();
  expect(await examine(page, 'reviewer-attempts')).toEqual([]);
});

test('the scorecard has score, place, cases with what they used, and the diff of a case', async () => {
  await follow('Ada Lovelace');
  await page.getByRole('region', { name: 'Score', exact: true }).getByText('100 of 150').waitFor();
  await page.getByText('Equal to the one other that finished').waitFor();
  await page.getByRole('img', { name: /Attempts by score/ }).waitFor();
  const rows = page.getByRole('region', { name: 'Cases, Rate Limiter' }).getByRole('row');
  // All went well, so the groups are folded.
  await expect.poll(() => rows.count()).toBe(6);
  await keys.press(/02-edge/);
  await expect.poll(() => rows.count()).toBe(14);
  expect(await examine(page, 'reviewer-scorecard')).toEqual([]);
  await keys.tab(/^Submissions/, { back: true });
  await page.locator('.diff .added').first().waitFor();
  await page.goBack();
  await follow('Cyd');
  await keys.press(/^Look at secret\/01-small\/01/);
  await page.getByRole('dialog').locator('.diff .added').first().waitFor();
  await keys.press('Next case');
  await page.getByRole('heading', { name: 'Case secret/01-small/02-one-client' }).waitFor();
  await page.getByRole('dialog').locator('.diff .added').first().waitFor();
  expect(await page.getByRole('dialog').innerText()).toContain('<img src=x onerror=alert(1)> ⟨U+001B⟩[31mred ⟨U+202E⟩');
  expect(await page.locator('dialog img, dialog script').count()).toBe(0);
  expect(await examine(page, 'reviewer-case')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('she writes a note on a line, rates and decides, with the keyboard alone', async () => {
  await page.goBack();
  await follow('Ada Lovelace');
  await keys.tab('Source');
  await page.locator('.code-keyword').first().waitFor();
  await keys.press('Add a note');
  await put('From line', '3');
  await keys.type('Note', 'A deque is right here.');
  await keys.press('Save the note');
  await page.getByText('A deque is right here.').waitFor();
  await keys.reach('radio', '1 Poor');
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('ArrowRight');
  await keys.type('Comment', 'Reads well.');
  await keys.press('Submit');
  await page.getByText('Submitted', { exact: true }).waitFor();
  await keys.reach('radio', 'Advance');
  await page.keyboard.press('Space');
  await keys.type('Reason', 'Right and clear');
  await keys.press('Decide');
  await page.getByText('Decision: Advance').waitFor();
  expect(await examine(page, 'reviewer-review')).toEqual([]);
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
  const length = async () => (await playback.locator('.source').innerText()).length;
  const early = await length();
  await slider.focus();
  await page.keyboard.press('End');
  await expect.poll(length).toBeGreaterThan(2 * early);
  await page.getByText('Pasted 22 characters').click();
  await page.getByText('⟨U+202E⟩pasted <b>here</b>').waitFor();
  expect(await examine(page, 'reviewer-timeline')).toEqual([]);
});

test('who wrote the same is found, and shown side by side', async () => {
  await link('Backend engineer 2027').click();
  await link('Similarity').click();
  await button('Compare anew').click();
  await link(/^Side by side/).waitFor({ timeout: 30_000 });
  expect(await examine(page, 'reviewer-similarity')).toEqual([]);
  await link(/^Side by side/).click();
  await page.locator('.two section').nth(1).locator('.marked-now').first().waitFor();
  await page.getByRole('heading', { name: 'Ben' }).waitFor();
  expect(await examine(page, 'reviewer-similar-pair')).toEqual([]);
});

test('two are compared side by side', async () => {
  await link('Similarity').click();
  await link('Attempts').click();
  await keys.tick('Compare Ada Lovelace');
  await keys.tick('Compare Cyd');
  await follow('Compare side by side', { back: true });
  await page.getByText('onerror=alert(1)').waitFor();
  expect(await examine(page, 'reviewer-compare')).toEqual([]);
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
