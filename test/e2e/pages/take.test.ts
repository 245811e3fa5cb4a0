import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Browser, createBrowser } from '../../support/browser.ts';
import { openWindow, type Window } from '../../support/chromium.ts';
import { root } from '../../support/sandbox.ts';
import { type ServerProcess, startServer } from '../../support/server-process.ts';
import { signUp } from '../../support/sign-up.ts';
import { editorOf, invite, seesState, seesText, startAttempt, type, violations, write } from './candidate.ts';

/** A candidate takes an attempt in a real browser, at the real server, with real boxes: one story, step by step. */

const shots = join(tmpdir(), 'assay-screenshots');
const patience = { timeout: 30_000 };

let folder: string;
let server: ServerProcess;
let admin: Browser;
let window: Window;
let page: Page;
let link: string;
let assessment: string;
/** Begun first, with one minute: its time is up while the others go on. */
let minute: { link: string; assessment: string };
let short: { window: Window; page: Page };
const complaints: string[] = [];

function watch(one: Page): Page {
  one.on('pageerror', (error) => complaints.push(String(error)));
  one.on('console', (message) => {
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  return one;
}

async function open(options: Parameters<typeof openWindow>[0] = {}): Promise<{ window: Window; page: Page }> {
  const opened = await openWindow(options);
  opened.context.setDefaultTimeout(15_000);
  await opened.context.addInitScript({ path: join(root, 'node_modules/axe-core/axe.min.js') });
  return { window: opened, page: watch(await opened.context.newPage()) };
}

const shot = (one: Page, name: string) => one.screenshot({ path: join(shots, `take-${name}.png`) });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-take-'));
  await mkdir(shots, { recursive: true });
  server = await startServer(folder, { ASSAY_PROBLEMS: join(root, 'problems') });
  const { cookie } = await signUp({ url: server.url, out: server.said.out });
  admin = createBrowser(() => server, { cookie });
  short = await open();
  minute = await invite(admin, { title: 'One minute', durationMinutes: 1, feedback: 'samples' });
  await startAttempt(short.page, minute.link);
  await write(short.page, 'print("what I had when the time was up")\n');
  ({ window, page } = await open());
  ({ link, assessment } = await invite(admin));
});

afterAll(async () => {
  await window?.close();
  await short?.window.close();
  await server?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await shot(page, 'failed');
});

test('the link opens a landing that tells everything, and leaves the address', async () => {
  await page.goto(link);
  await page.getByRole('heading', { name: 'Backend engineer' }).waitFor();
  expect(new URL(page.url()).hash).toBe('');
  await page.getByText('What you paste').waitFor();
  await page.getByText('the whole statement first').waitFor();
  expect(await page.getByText(/Python/).count()).toBeGreaterThan(0);
  await shot(page, 'landing');
  await page.getByRole('button', { name: 'Try the editor' }).click();
  await editorOf(page).waitFor();
  expect(await violations(page)).toEqual([]);
  const start = page.getByRole('button', { name: /^Start/ });
  expect(await start.isDisabled()).toBe(true);
  await page.getByLabel('I have read this').check();
  await start.click();
  await page.locator('select.runtime').selectOption('python');
  await seesState(page, 'saved');
});

test('a run shows output beside what is expected, and hostile output as text', async () => {
  const nasty = String.raw`print("<img src=x onerror=alert(1)><script>alert(2)</script>\x1b[31mred\u202eright to left")`;
  await write(page, `${nasty}\n`);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: /Run on the samples: Wrong answer/ }).waitFor(patience);
  const output = page.getByRole('region', { name: 'Your output' }).first();
  await output.waitFor();
  expect(await output.innerText()).toContain(
    '<img src=x onerror=alert(1)><script>alert(2)</script>⟨U+001B⟩[31mred⟨U+202E⟩right to left',
  );
  expect(await page.locator('img[src=x]').count()).toBe(0);
  await page.getByRole('region', { name: 'Differences, line by line' }).first().waitFor();
  expect(await violations(page)).toEqual([]);
  await shot(page, 'workspace');
});

test('a run on own input, a compile error, then a submission that is accepted', async () => {
  await page.getByLabel('on input of my own').check();
  await page.getByLabel('Your input').fill('own words\n');
  await write(page, 'print(input()[::-1])\n');
  await page.getByRole('button', { name: '▷ Run' }).click();
  await page.getByRole('heading', { name: 'Run on your input: ended well' }).waitFor(patience);
  await page.getByRole('region', { name: 'Your output' }).getByText('sdrow nwo').waitFor();
  await page.getByLabel('on input of my own').uncheck();

  await write(page, 'def (:\n');
  await page.getByRole('button', { name: '▷ Run' }).click();
  await page.getByRole('region', { name: 'Output of the compiler' }).getByText('SyntaxError').waitFor(patience);

  await write(page, await readFile(join(root, 'problems/brackets/submissions/accepted/brackets.py'), 'utf8'));
  await page.keyboard.press('Control+Shift+Enter');
  await page.getByRole('heading', { name: 'Submission: Accepted' }).waitFor(patience);
  await page.getByRole('table').getByText('secret').first().waitFor();
  await page.getByText('1 of 5 submissions used').waitFor();
  await shot(page, 'graded');
  await page.getByRole('button', { name: 'Earlier runs and submissions' }).click();
  const earlier = page.getByRole('button', { name: /^(Run|Submission)[ ,]/ });
  await expect.poll(() => earlier.count(), { timeout: 10_000 }).toBe(4);
});

test('a reload in mid-edit loses no character', async () => {
  await page.keyboard.press('Alt+2');
  await page.getByRole('article', { name: 'Exactly Once' }).waitFor();
  await type(page, '# typed just now');
  await page.reload();
  await seesText(page, '# typed just now');
  await type(page, ', and more');
  await seesState(page, 'saved');
  expect(await draft('dedup')).toContain('# typed just now, and more');
});

test('the connection is lost: typing goes on, survives, and is saved when it is back', async () => {
  await window.context.setOffline(true);
  await type(page, ' while offline');
  await seesState(page, 'offline');
  await type(page, ' and on');
  expect(await draft('dedup')).not.toContain('while offline');
  await window.context.setOffline(false);
  await seesState(page, 'saved');
  expect(await draft('dedup')).toContain(', and more while offline and on');
});

test('two tabs: neither overwrites the other unseen, and both texts can be had', async () => {
  const other = watch(await window.context.newPage());
  await other.goto(`${server.url}/take`);
  await seesText(other, 'while offline and on');
  await type(other, '\n# from the other tab');
  await type(page, '\n# from this tab');
  await seesState(other, 'saved');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  expect(await dialog.innerText()).toContain('# from the other tab');
  expect(await violations(page)).toEqual([]);
  await shot(page, 'conflict');
  await dialog.getByRole('button', { name: 'Take both' }).click();
  await seesState(page, 'saved');
  const text = await draft('dedup');
  expect(text).toContain('# from the other tab');
  expect(text).toContain('# from this tab');
  await other.close();
});

test('what is pasted is recorded, as the landing said', async () => {
  await page.evaluate(`{
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '# pasted');
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector('.cm-content').dispatchEvent(paste);
  }`);
  const attempt = await attemptId();
  const pasted = async () =>
    (await admin.get(`/api/attempts/${attempt}/timeline?limit=1000`)).items.filter(
      ({ data }: { data: { kind: string } }) => data.kind === 'paste',
    );
  await expect
    .poll(pasted, { timeout: 10_000, interval: 500 })
    .toMatchObject([{ problem: 'dedup', data: { text: '# pasted' } }]);
});

test('the keyboard leaves the editor by Escape, then Tab', async () => {
  await editorOf(page).focus();
  await page.keyboard.press('Tab');
  expect(await page.evaluate("document.activeElement.classList.contains('cm-content')")).toBe(true);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await page.evaluate("document.activeElement.classList.contains('cm-content')")).toBe(false);
});

test('a pause keeps the text here, and it is saved when the clock goes on', async () => {
  const id = await attemptId();
  await admin.send('POST', `/api/attempts/${id}/pause`, { reason: 'A fire alarm' });
  await page.evaluate('dispatchEvent(new Event("online"))');
  await page.getByText('A fire alarm').first().waitFor();
  await expect.poll(() => page.getByRole('timer').innerText()).toContain('stands still');
  // Beyond the seconds in which what was on its way is still taken.
  await page.waitForTimeout(5_500);
  await type(page, '\n# in the pause');
  await seesState(page, 'closed');
  expect(await page.evaluate('JSON.stringify(localStorage)')).toContain('# in the pause');
  await admin.send('POST', `/api/attempts/${id}/resume`);
  await page.evaluate('dispatchEvent(new Event("online"))');
  await page.getByText('A fire alarm').first().waitFor({ state: 'detached' });
  await seesState(page, 'saved');
  expect(await draft('dedup')).toContain('# in the pause');
});

test('at 390 pixels the landing is whole as well, and ten minutes before the end that is said', async () => {
  const small = await open({ width: 390, height: 844, dark: true });
  await small.page.goto((await invite(admin, { title: 'Another', feedback: 'samples' })).link);
  await small.page.getByRole('button', { name: /^Start/ }).waitFor();
  expect(await violations(small.page)).toEqual([]);
  expect(await small.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await shot(small.page, 'narrow-dark-landing');
  await small.page.route('**/api/attempt/start', async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    json.clock.remainingMs = 605_000;
    await route.fulfill({ response, json });
  });
  await small.page.getByLabel('I have read this').check();
  await small.page.getByRole('button', { name: /^Start/ }).click();
  await small.page.getByText('10 min left').waitFor();
  expect(await violations(small.page)).toEqual([]);
  await small.window.close();
});

test('dark, and narrow: nothing breaks a rule of accessibility', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page)).toEqual([]);
  await shot(page, 'workspace-dark');
  await page.setViewportSize({ width: 390, height: 844 });
  for (const part of ['Statement', 'Program', 'Results']) {
    await page.getByRole('button', { name: part, exact: true }).click();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await shot(page, `narrow-dark-${part.toLowerCase()}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: 'Program', exact: true }).click();
  expect(await violations(page)).toEqual([]);
  await shot(page, 'narrow-program');
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('finishing asks first, with a summary, and then tells what happened', async () => {
  await page.getByRole('button', { name: /^Finish/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('submitted').first().waitFor();
  await shot(page, 'finish');
  await dialog.getByRole('button', { name: 'Finish now' }).click();
  await page.getByRole('heading', { name: 'Your attempt is over' }).waitFor();
  await page.getByText('You can close this page').waitFor();
  expect(await violations(page)).toEqual([]);
  await shot(page, 'over');
  await page.reload();
  await page.getByRole('heading', { name: 'Your attempt is over' }).waitFor();
});

test('when the time is up, what was typed last is handed in by itself', async () => {
  await short.page.getByRole('heading', { name: 'Your attempt is over' }).waitFor({ timeout: 70_000 });
  await short.page.getByText('submitted').first().waitFor(patience);
  await shot(short.page, 'time-up');
  const { items } = await admin.get(`/api/assessments/${minute.assessment}/attempts`);
  const entries = (await admin.get(`/api/attempts/${items[0].id}/timeline?limit=1000`)).items;
  const kinds = entries.map(
    ({ data }: { data: { kind: string; final?: boolean } }) => `${data.kind} ${data.final ?? ''}`,
  );
  expect(kinds).toContain('submit true');
});

test('no page complained', () => {
  expect(complaints).toEqual([]);
});

async function attemptId(): Promise<string> {
  return (await admin.get(`/api/assessments/${assessment}/attempts`)).items[0].id;
}

/** As the server has it. */
async function draft(problem: string): Promise<string> {
  const cookies = await window.context.cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const { items } = await createBrowser(() => server, { cookie }).get('/api/attempt/drafts');
  return items.find((item: { problem: string }) => item.problem === problem)?.files[0].content ?? '';
}
