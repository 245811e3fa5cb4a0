import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowser } from '../../support/browser.ts';
import { openWindow, type Window } from '../../support/chromium.ts';
import { examine } from '../../support/examine.ts';
import { root } from '../../support/sandbox.ts';
import { type ServerProcess, startServer } from '../../support/server-process.ts';
import { signUp } from '../../support/sign-up.ts';
import { createKeyboard, type Keyboard } from './keyboard.ts';

/** An author runs solutions while the problem is written, in real boxes: they write answers, are wrong, and never end. */

let folder: string;
let server: ServerProcess;
let browser: Window;
let page: Page;
let keys: Keyboard;
const complaints: string[] = [];

const right = 'print(2 * int(input()))\n';
/** What it prints would clear a terminal and turn the text around. */
const hostile =
  'import sys\nn = int(input())\nprint(n * n)\nprint("<img src=x onerror=alert(1)>\\x1b[2J\\u202egnp.exe", file=sys.stderr)\n';
/** Too long on the first case; then it waits, so that it can be canceled. */
const endless = 'import time\nif input() == "2":\n    while True: pass\ntime.sleep(60)\n';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-try-'));
  server = await startServer(folder, { ASSAY_PROBLEMS: join(root, 'problems') });
  const { cookie } = await signUp({ url: server.url, out: server.said.out });
  const author = createBrowser(() => server, { cookie });
  await author.send('POST', '/api/authoring/problems', { slug: 'twice', name: 'Twice' });
  const copy = '/api/authoring/problems/twice';
  const put = (part: string, body: object) => author.change('PUT', `${copy}/${part}`, body, copy);
  await author.change('PATCH', `${copy}/settings`, { limits: { timeLimitMs: 1000 } }, copy);
  await put('cases/sample/01', { input: { text: '2\n' }, answer: { text: '4\n' } });
  await put('cases/secret/01', { input: { text: '5\n' } });
  await put('cases/secret/02', { input: { text: '0\n' } });
  await put('solutions/accepted/right.py', { source: right });
  await put('solutions/wrong_answer/square.py', { source: hostile });
  await put('solutions/time_limit_exceeded/endless.py', { source: endless });
  browser = await openWindow();
  const [name = '', value = ''] = cookie.split('=');
  await browser.context.addCookies([{ name, value, url: server.url }]);
  page = await browser.context.newPage();
  keys = createKeyboard(page);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
});

afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const looksGood = async (name: string) => expect(await examine(page, name)).toEqual([]);
const tab = (name: string) => page.getByRole('tab', { name }).click();
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const lastRun = () => page.getByRole('region', { name: 'The last run' });
const ended = (words: string) => lastRun().getByRole('status').filter({ hasText: words }).waitFor();

test('a solution writes the answers that are missing, by keyboard alone', async () => {
  await page.goto(`${server.url}/problems/twice/edit`);
  await page.getByText('It is no whole problem yet.').waitFor();
  await keys.tab('Solutions');
  await keys.press('Run accepted/right.py on them');
  await keys.press('Run now');
  await ended('Ended well; there is no answer to compare with.');
  await keys.press('Write the 2 answers that are missing');
  await keys.press('Write');
  await page.getByText('The package can be read without a fault.').waitFor();
  await keys.choose('On', 'All 3 cases');
  await keys.press('Run now');
  await ended('Accepted.');
});

test('a wrong one: each case beside its limits, and what it printed, as text', async () => {
  await press('Run wrong_answer/square.py');
  await press('Run now');
  await ended('Wrong answer: 1 of 3 cases not accepted.');
  await lastRun().getByText('secret/01').click();
  await lastRun().getByText('of 1,000 ms CPU').first().waitFor();
  await lastRun().getByLabel('Answer and Output').getByText('25').waitFor();
  expect(await lastRun().getByLabel('Standard error').innerText()).toBe(
    '<img src=x onerror=alert(1)>⟨U+001B⟩[2J⟨U+202E⟩gnp.exe\n',
  );
  // It must not be accepted, so no answer can come of it.
  expect(await page.getByRole('button', { name: /^Write this output/ }).count()).toBe(0);
  await looksGood('author-try-wrong');
});

test('what somebody types is compiled and run: on an own input, and against an answer that is replaced', async () => {
  await page.getByLabel('Program', { exact: true }).selectOption('');
  await page.getByLabel('Runtime').selectOption('go');
  await keys.type('Source', 'package main\nfunc main() { printn("<b>") }\n');
  await page.getByLabel('On', { exact: true }).selectOption('own');
  await page.getByLabel('Input to run on').fill('7\n');
  await press('Run now');
  await ended('Compile error.');
  expect(await lastRun().getByLabel('Output of the compiler').innerText()).toContain('printn');
  await page.getByLabel('Runtime').selectOption('python');
  await keys.type('Source', 'print(2 * int(input()) + 1)\n');
  await press('Run now');
  await ended('Ended well; there is no answer to compare with.');
  await lastRun().getByLabel('Output', { exact: true }).getByText('15').waitFor();

  await page.getByLabel('On', { exact: true }).selectOption('one');
  await page.getByLabel('Case', { exact: true }).selectOption('secret/01');
  await press('Run now');
  await ended('Wrong answer.');
  await press('Write this output as the answer of secret/01');
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByLabel('The answer now').innerText()).toBe('10\n');
  expect(await dialog.getByLabel('The new answer').innerText()).toBe('11\n');
  await looksGood('author-try-answer');
  await press('Write it');
  await page.getByText('It is the answer now.').waitFor();
  await page.getByText('The answer of secret/01 is written.').waitFor();
});

test('one that never ends is canceled, and what is known of it is there after a reload', async () => {
  await press('Run time_limit_exceeded/endless.py');
  await page.getByLabel('On', { exact: true }).selectOption('all');
  await press('Run now');
  await lastRun().getByText('Time limit exceeded').first().waitFor();
  await press('Cancel');
  await ended('Canceled, after');
  await page.reload();
  await tab('Solutions');
  await ended('Canceled, after');
  await lastRun().getByText('time_limit_exceeded/endless.py on all cases').waitFor();
  await lastRun().getByText('sample/01').waitFor();
  expect(complaints).toEqual([]);
});
