import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { examine } from '../../support/examine.ts';
import { root } from '../../support/sandbox.ts';
import { editorOf, invite, lookAgain, seesState, seesText } from './candidate.ts';
import { createKeyboard, type Keyboard } from './keyboard.ts';
import { createStage, type Stage } from './take-stage.ts';

/** A candidate takes an attempt without a mouse, at the real server, with real boxes: one story, step by step. */

const patience = { timeout: 60_000 };

let stage: Stage;
let page: Page;
let hands: Keyboard;
let link: string;
/** What the page told screen readers of runs and submissions, one after the other. */
const heard = () => page.evaluate<string[]>('globalThis.heard');

beforeAll(async () => {
  stage = await createStage();
  ({ page } = await stage.open());
  hands = createKeyboard(page);
  ({ link } = await invite(stage.admin));
});

afterAll(() => stage?.close());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await stage.picture('take-failed');
  expect(stage.complaints.splice(0)).toEqual([]);
});

async function write(program: string): Promise<void> {
  await page.keyboard.press('Alt+0');
  await hands.reach('textbox', 'Your program');
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(program);
}

/** What was pressed is gone: the focus is on what undoes it. */
const focused = (name: string) => page.getByRole('button', { name, exact: true }).and(page.locator(':focus')).waitFor();

const problem = async (number: number, name: string) => {
  await page.keyboard.press(`Alt+${number}`);
  await page.getByRole('article', { name }).waitFor();
};
const headline = (text: string | RegExp) => page.getByRole('heading', { name: text, level: 2 });

test('the link opens a landing that tells everything, and leaves the address', async () => {
  await page.goto(link);
  await page.getByRole('heading', { name: 'Backend engineer' }).waitFor();
  expect(new URL(page.url()).hash).toBe('');
  await page.getByText('What you paste').waitFor();
  await page.getByText('the whole statement first').waitFor();
  const script = await page.locator('script[type=module]').getAttribute('src');
  expect((await page.request.get(`${stage.url()}${script}`)).headers()['content-encoding']).toBe('br');
  await page
    .getByText(/Python/)
    .first()
    .waitFor();
  expect(await examine(page, 'take-landing')).toEqual([]);
});

test('on a telephone with Android, what is typed goes into the language that was chosen', async () => {
  const tab = stage.watch(await page.context().newPage());
  const userAgent =
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36';
  await (await page.context().newCDPSession(tab)).send('Emulation.setUserAgentOverride', { userAgent });
  await tab.goto(link);
  await tab.getByRole('button', { name: 'Try the editor' }).click();
  await tab.getByLabel('Language').selectOption('Go 1.24');
  await editorOf(tab).focus();
  await tab.keyboard.press('Control+End');
  await tab.keyboard.insertText('// at the end of the long one');
  await seesText(tab, '// at the end');
  await tab.getByLabel('Language').selectOption('Python 3.13');
  await seesText(tab, 'for line in');
  await editorOf(tab).focus();
  await tab.keyboard.insertText('# in the short one');
  await seesText(tab, '# in the short one');
  await tab.close();
});

test('the editor is tried, and left again, by the keyboard; nothing of it is sent', async () => {
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await hands.press('Try the editor');
  await hands.type('Your program', 'print(1');
  await seesText(page, 'print(1)');
  expect(await examine(page, 'take-try')).toEqual([]);
  expect(await page.getByRole('button', { name: /^Start/ }).isDisabled()).toBe(true);
  await hands.tick('I have read this, and agree to it');
  expect(sent.filter((request) => !/^GET .assets/.test(request))).toEqual([]);
  await hands.press(/^Start/);
  await seesState(page, 'saved');
});

test('the statement is read and the language chosen, and the first Tab leads past the head', async () => {
  await page.evaluate(`{
    globalThis.heard = [];
    const live = document.querySelector('[data-heard]');
    new MutationObserver(() => heard.push(live.textContent)).observe(live, { childList: true, characterData: true, subtree: true });
  }`);
  expect(await examine(page, 'take-workspace')).toEqual([]);
  const statement = await hands.reach('region', 'Statement');
  await page.evaluate(`void (globalThis.scrolled = new Promise((done) => addEventListener('scrollend', done, true)))`);
  await page.keyboard.press('PageDown');
  await page.evaluate('scrolled.then(() => null)');
  expect(await statement.evaluate((pane: { scrollTop: number }) => pane.scrollTop)).toBeGreaterThan(100);
  await hands.press('Copy input of sample 1');
  await hands.choose('Language', 'Python 3.13');
});

test('who comes back to a problem can still undo, down to what was there first, and search', async () => {
  await write('first = 1\nprint(first)\n');
  await problem(2, 'Exactly Once');
  await write('of the second problem');
  await problem(1, 'Template Check');
  await hands.reach('textbox', 'Your program');
  await seesText(page, 'print(first)');
  for (let more = 4; more > 0; more -= 1) await page.keyboard.press('Control+z');
  await expect.poll(() => page.locator('.cm-content').innerText()).toMatch(/^\s*$/);
  await page.keyboard.press('Control+Shift+z');
  await seesText(page, 'print(first)');
  await page.keyboard.press('Control+f');
  await page.locator('.cm-search input:focus').first().waitFor();
  await page.keyboard.type('first');
  await page.locator('.cm-searchMatch').nth(1).waitFor();
  expect(await examine(page, 'take-search')).toEqual([]);
  await page.keyboard.press('Escape');
});

test('a run shows output beside what is expected, and what cannot be seen in the difference', async () => {
  await write('import sys\nfor line in sys.stdin.read().splitlines()[1:]:\n    print("ok ", "\\t")\n');
  await page.keyboard.press('Control+Enter');
  await headline('Run on the samples: Wrong answer').waitFor(patience);
  const difference = page.getByRole('region', { name: 'Differences, line by line' }).first();
  await difference.getByText('ok·').first().waitFor();
  expect(await difference.locator('ins').first().innerText()).toContain('⇥');
  expect(await examine(page, 'take-diff')).toEqual([]);
});

test('a run on input of one’s own, which survives a reload; then a compile error', async () => {
  await hands.press('Own input …');
  await page.locator('textarea:focus').waitFor();
  await page.keyboard.type('own words');
  await write('print(input()[::-1])\n');
  await seesState(page, 'saved');
  await page.reload();
  await hands.reach('textbox', 'Your input');
  await hands.press('Run on this input');
  await headline('Run on your input: ended well').waitFor(patience);
  await page.getByRole('region', { name: 'Your output' }).getByText('sdrow nwo').waitFor();
  await hands.press('Back to the samples', { back: true });

  await write('def (:\n');
  await hands.press('▷ Run');
  await page.getByRole('region', { name: 'Output of the compiler' }).getByText('SyntaxError').waitFor(patience);
  expect(await examine(page, 'take-compile-error')).toEqual([]);
});

test('the desk is divided by arrows, a click or a drag, folded by Enter, and stays so; the shortcuts are listed', async () => {
  const height = async () => Number((await editorOf(page).boundingBox())?.height);
  const before = await height();
  const bar = await hands.reach('separator', 'Height of the results');
  await page.keyboard.press('ArrowDown');
  await expect.poll(height).toBeGreaterThan(before);
  expect(await bar.getAttribute('aria-valuenow')).toBe('28');
  const share = async () => Number(await bar.getAttribute('aria-valuenow'));
  await bar.click();
  await expect.poll(share).toBe(32);
  await bar.hover();
  await page.mouse.down();
  await page.mouse.move(900, 500, { steps: 3 });
  await page.mouse.up();
  await expect.poll(share).toSatisfy((percent: number) => percent > 32 && percent < 60);
  await page.keyboard.press('Enter');
  await expect.poll(height).toBeGreaterThan(before + 100);
  await focused('Show the results');
  await hands.press('Fold the statement away');
  await focused('▸ Statement');
  await page.reload();
  await expect.poll(height).toBeGreaterThan(before + 100);
  await hands.press('▸ Statement');
  await hands.press('Show the results');
  await page.keyboard.press('F1');
  const list = page.getByRole('dialog', { name: 'Shortcuts' });
  await list.getByText('Leave the editor').waitFor();
  expect(await examine(page, 'take-shortcuts')).toEqual([]);
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
});

test('a submission is followed case by case, and told to screen readers without counting', async () => {
  const accepted = await readFile(join(root, 'problems/brackets/submissions/accepted/brackets.py'), 'utf8');
  await write(`import time\ntime.sleep(0.2)\n${accepted}`);
  await page.evaluate('globalThis.heard = []');
  await page.evaluate(`new MutationObserver(([one]) => heard.push(one.target.textContent)).observe(
    document.querySelector('[data-heard]'), { childList: true, characterData: true, subtree: true })`);
  await page.keyboard.press('Control+Shift+Enter');
  await headline(/is running, \d+ of 1\d secret cases done/).waitFor(patience);
  expect(await examine(page, 'take-running')).toEqual([]);
  await headline('Submission: Accepted').waitFor(patience);
  await page.getByRole('table').getByText('secret').first().waitFor();
  await page.getByText('1 of 5 submissions used').waitFor();
  await page.getByRole('navigation', { name: 'Problems' }).getByText('accepted').waitFor();
  const accepts = 'Template Check: Submission: Accepted. 2 of 2 samples accepted.';
  await expect.poll(async () => (await heard()).at(-1)).toBe(accepts);
  expect((await heard()).length).toBeLessThanOrEqual(3);
  // The picture begins where the statement does.
  await page.evaluate('document.getElementById("statement-pane").scrollTo(0, 0)');
  expect(await examine(page, 'take-graded')).toEqual([]);
  await hands.press('Earlier runs and submissions');
  await expect.poll(() => page.getByRole('button', { name: /^(Run|Submission)[ ,]/ }).count()).toBe(4);
});

test('ten and two minutes before the end that is said, once each, and a reload does not lose it', async () => {
  await problem(2, 'Exactly Once');
  let lessMs = 0;
  await page.route('**/api/attempt', async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    json.clock.remainingMs -= lessMs;
    await route.fulfill({ response, json });
  });
  const leave = async (leftMs: number) => {
    const { clock } = await (await page.request.get(`${stage.url()}/api/attempt`)).json();
    lessMs = clock.remainingMs - leftMs;
    await lookAgain(page);
  };
  const ten = page.getByRole('status').getByText('Less than 10 min left');
  const two = page.getByRole('alert').getByText('Less than 2 min left');
  await leave(601_500);
  await ten.waitFor();
  await page.reload();
  await ten.waitFor();
  await hands.press('Close the warning');
  await ten.waitFor({ state: 'detached' });
  await leave(121_500);
  await two.waitFor();
  expect(await examine(page, 'take-warning')).toEqual([]);
  await hands.press('Close the warning');
  await two.waitFor({ state: 'detached' });
  await page.reload();
  await editorOf(page).waitFor();
  expect(await page.getByText('Less than').count()).toBe(0);
  await page.unroute('**/api/attempt');
});

test('finishing asks first, with a summary, and then tells what happened', async () => {
  await hands.press(/^Finish/);
  await page.getByRole('dialog').getByText('submitted').first().waitFor();
  expect(await examine(page, 'take-finish')).toEqual([]);
  await hands.press('Finish now');
  await page.getByRole('heading', { name: 'Your attempt is over' }).waitFor();
  await page.getByText('You can close this page').waitFor();
  expect(await examine(page, 'take-finished')).toEqual([]);
  await page.reload();
  await page.getByRole('heading', { name: 'Your attempt is over' }).waitFor();
});
