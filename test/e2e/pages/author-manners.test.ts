import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, createBrowser } from '../../support/browser.ts';
import { openWindow, type Window } from '../../support/chromium.ts';
import { examine } from '../../support/examine.ts';
import { root } from '../../support/sandbox.ts';
import { type ServerProcess, startServer } from '../../support/server-process.ts';
import { adminPassword, signUp } from '../../support/sign-up.ts';
import { createKeyboard, type Keyboard } from './keyboard.ts';
import { isSaved } from './saved.ts';

/** What an author does not lose, how much fits on a page, and what those see who may not change anything. */

let folder: string;
let server: ServerProcess;
let browser: Window;
let page: Page;
let keys: Keyboard;
let author: Browser;

const openPage = async (cookie: string) => {
  const [name = '', value = ''] = cookie.split('=');
  await browser.context.addCookies([{ name, value, url: server.url }]);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-manners-'));
  await writeMany(join(folder, 'problems/many'));
  for (const name of ['legacy-scoring', 'pdf', 'latex']) {
    await cp(join(root, 'test/fixtures/packages', name), join(folder, 'problems', name), { recursive: true });
  }
  server = await startServer(folder, { ASSAY_PROBLEMS: join(folder, 'problems') });
  const { cookie } = await signUp({ url: server.url, out: server.said.out });
  author = createBrowser(() => server, { cookie });
  browser = await openWindow();
  await openPage(cookie);
  page = await browser.context.newPage();
  keys = createKeyboard(page);
});

afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** 200 cases, one of them large, and lines without an end. */
async function writeMany(place: string) {
  const long = 'word'.repeat(2_000);
  const files: Record<string, string> = {
    'problem.yaml': 'problem_format_version: 2025-09\nname: Many\nuuid: 6f3ad1a0-0f5b-4f0f-9a3c-1d2b5a1c0001\n',
    'statement/problem.en.md': `# Many\n\n${long}\n\n    ${long}\n\n$$\n${'x + '.repeat(200)}x\n$$\n`,
    'data/sample/1.in': '1\n',
    'data/sample/1.ans': '1\n',
    'data/secret/009.yaml': `description: "${long.slice(0, 300)} \\u202e<b>"\n`,
    'submissions/accepted/right.py': `print(input())  # ${long}\n`,
  };
  for (let at = 1; at <= 200; at += 1) {
    const name = `data/secret/${String(at).padStart(3, '0')}`;
    files[`${name}.in`] = `${'1'.repeat(at === 7 ? 300_000 : 1)}\n`;
    files[`${name}.ans`] = '1\n';
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(place, path)), { recursive: true });
    await writeFile(join(place, path), text);
  }
}

const looksGood = async (name: string) => expect(await examine(page, name)).toEqual([]);
const statement = () => page.getByLabel('Statement (Markdown, en)');
const chosenTab = (name: string) => page.getByRole('tab', { name, selected: true });

test('what was typed stays behind other parts, links and Back, and a reload asks', async () => {
  await author.send('POST', '/api/authoring/problems', { slug: 'few', name: 'Few' });
  await page.goto(`${server.url}/problems/few/edit`);
  await keys.type('Statement (Markdown, en)', 'Half a sen');
  await page.getByRole('tab', { name: 'Cases' }).click();
  await page.getByRole('tab', { name: 'Files' }).click();
  await page.goBack();
  await chosenTab('Cases').waitFor();
  await page.goBack();
  await statement().getByText('Half a sen').waitFor();
  await page.getByRole('link', { name: 'Problems', exact: true }).first().click();
  await page.getByRole('heading', { name: 'Problems', level: 1 }).waitFor();
  await page.goBack();
  await statement().getByText('Half a sen').waitFor();

  const asked = page.waitForEvent('dialog');
  await page.evaluate('setTimeout(() => location.reload())');
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await statement().getByText('Half a sen').waitFor();
  await keys.press('Save the statement');
  await isSaved(page, 'Save the statement');
});

test('the chosen part is there after a reload', async () => {
  await keys.tab('Checker', { back: true });
  await page.reload();
  await chosenTab('Checker').waitFor();
  await page.getByLabel('Outputs are compared').waitFor();
});

test('several cases are pasted, a fault in them is told, and one is moved with the focus on it', async () => {
  await keys.tab('Cases', { back: true });
  await page.getByText('No sample yet').waitFor();
  await keys.press('Paste several cases to sample');
  await keys.type('Cases', '1\n---\n2\n===\n5\n');
  await keys.press('Add the pasted cases');
  await page.getByText('Case 2 needs one line with ---').waitFor();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('---\n10\n===\n7\n---\n14\n');
  await page.getByText('3 found').waitFor();
  await looksGood('author-paste');
  await keys.press('Add the pasted cases');
  await keys.press('Move sample/03 up');
  await page.getByText('sample/03 is sample/02 now').waitFor();
  await expect.poll(() => page.locator(':focus').getAttribute('aria-label')).toBe('Move sample/02 up');
  await page.keyboard.press('Enter');
  await page.getByText('sample/02 is sample/01 now').waitFor();
  await keys.press('Edit sample/01', { back: true });
  await expect.poll(() => page.getByLabel('Input', { exact: true }).inputValue()).toBe('7\n');
  await keys.type('Hint to candidates', 'Seven is odd');
  await keys.press('Save the case');
  await page.getByText('Hint: Seven is odd').waitFor();
});

test('files become cases: pairs, one whose answer is to come, and one that is too long for a form', async () => {
  const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  const input = page.locator('input[aria-label="Upload .in and .ans files to secret"]');
  await input.setInputFiles([
    ...[file('a.in', '1\n'), file('a.ans', '2\n'), file('open.in', '1\n'), file('alone.ans', '1\n')],
    ...[file('large.in', '1'.repeat(5 * 1024 * 1024)), file('large.out', '2\n')],
  ]);
  await page.getByText('3 cases are there. Without an answer yet: open').waitFor();
  await page.getByText('there is no .in beside them: alone.ans').waitFor();
  await page.getByRole('row', { name: /^large 5.0 MiB 2 B/ }).waitFor();
  await page.getByRole('row', { name: /^open 2 B missing/ }).waitFor();
  await page.getByLabel('A new group of secret cases').fill('all');
  await page.getByRole('button', { name: 'Add the group' }).click();
  await page.getByRole('button', { name: 'Edit secret/all/open' }).waitFor();
});

test('200 cases, one of them large, and lines without an end', async () => {
  await author.send('POST', '/api/authoring/problems', { slug: 'many', from: { slug: 'many' } });
  await page.goto(`${server.url}/problems/many/edit?part=cases`);
  await page.getByText('Show 50 more of 200').waitFor();
  await page.getByRole('button', { name: 'Edit secret/007' }).click();
  await page.getByRole('link', { name: 'Download the input' }).waitFor();
  await looksGood('author-many-cases');
  await page.getByText('Show 50 more of 200').click();
  await page.getByRole('button', { name: 'Edit secret/100' }).waitFor();
  await page.getByRole('tab', { name: 'Statement' }).click();
  const mathematics = page.locator('.markdown math');
  await mathematics.waitFor();
  const preview = await page.locator('.markdown').boundingBox();
  const itself = await page.locator('.markdown .katex').boundingBox();
  expect(itself?.width).toBeLessThanOrEqual(preview?.width ?? 0);
  await looksGood('author-long-lines');
});

test('settings that cannot be are told at their fields', async () => {
  await keys.tab('Settings and limits', { back: true });
  await keys.type('Memory limit (MiB)', '1');
  await keys.press('Save the settings');
  await page.getByText('At least 16.').waitFor();
  await expect.poll(() => page.locator(':focus').getAttribute('aria-invalid')).toBe('true');
  await keys.type('Memory limit (MiB)', '64');
  await keys.press('Save the settings');
  await isSaved(page, 'Save the settings');
});

test('of an older package it is said where groups and checker are written, and the way leads there', async () => {
  await author.send('POST', '/api/authoring/problems', { slug: 'older', from: { slug: 'legacy-scoring' } });
  await page.goto(`${server.url}/problems/older/edit?part=cases`);
  await page.getByRole('button', { name: 'Edit the file data/secret/subtask1/testdata.yaml' }).waitFor();
  expect(await page.getByRole('button', { name: 'Add the group' }).count()).toBe(0);
  await keys.tab('Checker');
  await page.getByText('Word by word').waitFor();
  await looksGood('author-older');
  await keys.press('Edit the file problem.yaml');
  await page.getByLabel('Content', { exact: true }).getByText('Odd Echo').waitFor();
});

test('a statement in LaTeX is shown as Markdown, and its author goes on with that', async () => {
  await author.send('POST', '/api/authoring/problems', { slug: 'texed', from: { slug: 'latex' } });
  await page.goto(`${server.url}/problems/texed/edit`);
  await keys.choose('Language', 'en');
  await page.getByText('Add “both” numbers').waitFor();
  await looksGood('author-latex');
  await keys.press('Go on with it as Markdown');
  await statement().getByText('# Sum').waitFor();
  await keys.press('Save the statement');
  await isSaved(page, 'Save the statement');
  expect(await page.getByText('is no Markdown').count()).toBe(0);
});

test('a statement that is a PDF is put away by the browser, not opened', async () => {
  await page.goto(`${server.url}/problems/pdf`);
  const download = page.waitForEvent('download');
  await keys.press('Download the statement (PDF, 9 B)', { role: 'link' });
  const file = await download;
  expect(file.suggestedFilename()).toBe('pdf.pdf');
  expect(await readFile(await file.path(), 'utf8')).toBe('%PDF-1.4\n');
  expect(page.url()).toBe(`${server.url}/problems/pdf`);
});

test('a reviewer looks at everything, and finds nothing that would be refused', async () => {
  const { link } = await author.send('POST', '/api/staff', {
    ...{ name: 'Rita', email: 'rita@example.com', roles: ['reviewer'] },
  });
  const joined = await createBrowser(() => server).ask('POST', '/api/staff-invitation', {
    ...{ token: String(link).split('#')[1], password: adminPassword },
  });
  await openPage(joined.headers.getSetCookie()[0]?.split(';')[0] ?? '');
  await page.goto(`${server.url}/problems/few/edit`);
  await page.getByText('You can look at everything here, and change nothing').waitFor();
  const writes = /^(Save|Delete|Move|Upload|Add|Paste|Import|Replace|Throw|Verify|Publish|Measure|Take)/;
  for (const part of await page.getByRole('tab').allInnerTexts()) {
    await page.getByRole('tab', { name: part }).click();
    await page.getByRole('tabpanel', { name: part }).waitFor();
    await expect.poll(() => page.locator('.loading').count()).toBe(0);
    expect(await page.getByRole('button', { name: writes }).count()).toBe(0);
  }
  await page.getByRole('tab', { name: 'Settings and limits' }).click();
  expect(await page.getByLabel('Memory limit (MiB)').isDisabled()).toBe(true);
  await looksGood('author-read-only');
  await page.getByRole('tab', { name: 'Cases' }).click();
  await page.getByRole('button', { name: 'Open sample/01' }).click();
  await expect.poll(() => page.getByLabel('Input', { exact: true }).inputValue()).toBe('7\n');
  expect(await page.getByLabel('Input', { exact: true }).isDisabled()).toBe(true);
});
