import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBrowser } from '../../support/browser.ts';
import { openWindow, type Window } from '../../support/chromium.ts';
import { noteComplaints } from '../../support/complaints.ts';
import { examine } from '../../support/examine.ts';
import { root } from '../../support/sandbox.ts';
import { type ServerProcess, startServer } from '../../support/server-process.ts';
import { signUp } from '../../support/sign-up.ts';
import { createKeyboard, type Keyboard } from './keyboard.ts';
import { isSaved } from './saved.ts';

/** An author writes a problem through the pages, is refused by the gate, mends it and publishes, in real boxes. */

let folder: string;
let server: ServerProcess;
let browser: Window;
let page: Page;
let keys: Keyboard;
let cookie: string;
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-author-'));
  server = await startServer(folder, { ASSAY_PROBLEMS: join(root, 'problems') });
  const signedUp = await signUp({ url: server.url, out: server.said.out });
  cookie = signedUp.cookie;
  browser = await openWindow();
  const [name = '', value = ''] = cookie.split('=');
  await browser.context.addCookies([{ name, value, url: server.url }]);
  page = await browser.context.newPage();
  keys = createKeyboard(page);
  noteComplaints(page, complaints);
});

afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const looksGood = async (name: string) => expect(await examine(page, name)).toEqual([]);

const tab = (name: string) => page.getByRole('tab', { name }).click();
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

test('begins with an empty problem, and is told what it lacks', async () => {
  await page.goto(`${server.url}/problems`);
  await page.getByRole('link', { name: 'Template Check' }).waitFor();
  await looksGood('author-problems');
  await keys.press('New problem');
  await keys.type('Name', 'Twice');
  await looksGood('author-new');
  await keys.press('Create');
  await page.getByRole('heading', { name: 'Twice', level: 1 }).waitFor();
  await page.getByText('It is no whole problem yet.').waitFor();
});

test('the statement is previewed while it is typed', async () => {
  await keys.type('Statement (Markdown, en)', '# Twice\n\nRead $n$, print **its double**.\n');
  await page.getByLabel('Preview').locator('strong', { hasText: 'its double' }).waitFor();
  await page.getByText('Not saved').waitFor();
  await looksGood('author-statement');
  await keys.press('Save the statement');
  await page.getByLabel('Preview').locator('math').waitFor();
});

async function addCase(button: string, input: string, answer: string) {
  await keys.press(button);
  await keys.type('Input', input);
  await keys.type('Answer', answer);
  await keys.press('Save the case');
  await page.getByLabel('Input', { exact: true }).waitFor({ state: 'detached' });
}

test('cases are typed, and change places', async () => {
  await keys.press('Go to Cases', { back: true });
  await addCase('Add a sample', '2\n', '4\n');
  await addCase('Add a case to secret', '5\n', '10\n');
  await addCase('Add a case to secret', '0\n', '0\n');
  await keys.press('Move secret/02 up');
  await page.getByText('secret/02 is secret/01 now').waitFor();
  await press('Edit secret/01');
  await expect.poll(() => page.getByLabel('Input', { exact: true }).inputValue()).toBe('0\n');
  await looksGood('author-cases');
  await press('Close');
});

async function addSolution(folder: string, name: string, source: string) {
  await keys.press('Add a solution');
  await keys.choose('It must get', folder);
  await keys.type('File name', name);
  await keys.type('Source', source);
  if (name === 'wrong.py') await looksGood('author-solutions');
  await keys.press('Save the solution');
  await page.getByRole('button', { name: 'Add a solution' }).waitFor();
}

test('is refused by the gate, with reasons', async () => {
  await keys.tab('Settings and limits', { back: true });
  await keys.tick('All that the server has');
  await keys.tick(/^Go /);
  await keys.tick(/^Node/);
  await keys.press('Save the settings');
  await isSaved(page, 'Save the settings');
  await keys.tab('Solutions', { back: true });
  await addSolution('Accepted', 'right.py', 'print(2 * int(input()))\n');
  await addSolution('Wrong answer', 'wrong.py', 'n = int(input())\nprint(n + n)\n');
  await keys.tab('Verify and publish', { back: true });
  await keys.press('Verify');
  const reasons = page.getByRole('alert').filter({ hasText: 'Verified: it could not be published' });
  await reasons.waitFor({ timeout: 60_000 });
  expect(await reasons.innerText()).toContain('submissions/wrong_answer/wrong.py is expected to get WA and got AC');
  await page.getByText('Not as promised').waitFor();
  await looksGood('author-refused');
});

test('mends it and publishes, all of it by keyboard', async () => {
  await keys.tab('Solutions', { back: true });
  await keys.press('Edit wrong_answer/wrong.py');
  await keys.type('Source', 'print(int(input()) ** 2)\n');
  await keys.press('Save the solution');
  await page.getByLabel('Source', { exact: true }).waitFor({ state: 'detached' });
  await keys.tab('Verify and publish', { back: true });
  await keys.type('What is new', 'The first one');
  await keys.press('Publish a new version');
  await page.getByRole('heading', { name: /^Running: / }).waitFor();
  await page.getByText('Published as version 1').waitFor({ timeout: 60_000 });
  await page.getByRole('cell', { name: 'secret/02' }).waitFor();
  await looksGood('author-published');
});

test('a colleague changes it meanwhile: what was typed stays, and is saved on top of that', async () => {
  await tab('Statement');
  await keys.type('Statement (Markdown, en)', '# Twice\n\nMine.\n');
  const url = `${server.url}/api/authoring/problems/twice`;
  const etag = (await fetch(url, { headers: { cookie } })).headers.get('etag') ?? '';
  const changed = await fetch(`${url}/settings`, {
    method: 'PATCH',
    headers: { cookie, 'if-match': etag, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Twofold' }),
  });
  expect(changed.status).toBe(200);
  await press('Save the statement');
  await page.getByRole('button', { name: 'Load what is there now' }).waitFor();
  await looksGood('author-stale');
  await tab('Verify and publish');
  await page.getByText('will not be in it: statement en').waitFor();
  await tab('Statement');
  await press('Load what is there now');
  await page.getByRole('heading', { name: 'Twofold', level: 1 }).waitFor();
  await page.getByLabel('Statement (Markdown, en)').getByText('Mine.').waitFor();
  await press('Save the statement');
  await page.getByText('All is saved').waitFor();
  const now = (await (await fetch(url, { headers: { cookie } })).json()) as { statements: { text: string }[] };
  expect(now.statements[0]?.text).toBe('# Twice\n\nMine.\n');
});

test('the checker, starter code and a file of the package are written, and limits are measured and taken', async () => {
  await tab('Checker');
  await page.getByLabel('Outputs are compared').selectOption('tokens');
  await page.getByLabel('Relative tolerance of numbers').fill('1e-6');
  await press('Save the checker');
  await isSaved(page, 'Save the checker');
  await looksGood('author-checker');
  await tab('Starter code');
  await press('Add a file');
  await keys.type('Source', 'n = int(input())\n');
  await looksGood('author-starters');
  await press('Save the starter code for Python 3.13');
  await page.getByRole('button', { name: 'Take out the starter code for Python' }).waitFor();
  await tab('Files');
  await page.getByRole('link', { name: 'attachments/starter/python/main.py' }).waitFor();
  await press('Edit data/secret/test_group.yaml');
  const content = page.getByLabel('Content', { exact: true });
  await content.getByText('float_relative_tolerance').waitFor();
  await keys.type('Content', 'output_validator_args: [mistaken]\n');
  await press('Save the file');
  await page.getByText('It is no whole problem yet.').waitFor();
  await keys.type('Content', '');
  await press('Save the file');
  await page.getByText('The package can be read without a fault.').waitFor();
  await looksGood('author-files');
  await keys.tab('Verify and publish', { back: true });
  await keys.type('Runs of each solution', '2');
  await keys.press('Measure limits');
  await page.getByText('times the slowest of 2 runs').waitFor();
  await keys.press('Take the proposal');
  await page.getByText('It is the limit already').waitFor();
  await looksGood('author-measured');
  await tab('Settings and limits');
  expect(await page.getByLabel('Time limit (ms of CPU)').inputValue()).toBe('1000');
  await looksGood('author-settings');
});

test('a mistake in an answer: mended, published, and what was submitted is rejudged once it was seen', async () => {
  const ask = async (path: string, body: object) => {
    const headers = { cookie, 'content-type': 'application/json' };
    const response = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(response.ok).toBe(true);
    return response.json() as Promise<{ id: string; state: string }>;
  };
  const one = { problem: 'twice', runtime: 'python', source: 'print(2 * int(input()) + 1)\n' };
  const { id } = await ask('/api/submissions', one);
  const read = async () =>
    (await (await fetch(`${server.url}/api/submissions/${id}`, { headers: { cookie } })).json()) as {
      verdict: string | null;
    };
  await expect.poll(async () => (await read()).verdict, { timeout: 30_000 }).toBe('WA');

  // Now the double and one more is right.
  const author = createBrowser(() => server, { cookie });
  const copy = '/api/authoring/problems/twice';
  for (const [name, text] of Object.entries({ 'sample/01': '5\n', 'secret/01': '1\n', 'secret/02': '11\n' })) {
    await author.change('PUT', `${copy}/cases/${name}`, { answer: { text } }, copy);
  }
  await author.change('PUT', `${copy}/solutions/accepted/right.py`, { source: one.source }, copy);
  await page.reload();
  await keys.tab('Verify and publish');
  await keys.type('What is new', 'And one more');
  await keys.press('Publish a new version');
  await page.getByText('Published as version 2').waitFor({ timeout: 60_000 });
  await keys.press('See its versions', { role: 'link' });
  await page.getByText('-4').first().waitFor();
  await looksGood('author-versions');

  await keys.type('Why', 'It was meant to be one more');
  await keys.press('See what would change');
  await page.getByText('Ready: waits for a decision').waitFor({ timeout: 30_000 });
  await page.getByRole('row', { name: /Wrong answer Accepted 1/ }).waitFor();
  await looksGood('author-rejudge');
  expect((await read()).verdict).toBe('WA');
  await keys.press('Apply');
  await page.getByRole('dialog').waitFor();
  await keys.press('Apply');
  await page.getByText('In place', { exact: true }).waitFor({ timeout: 30_000 });
  expect((await read()).verdict).toBe('AC');

  await page.getByRole('link', { name: 'twice' }).click();
  await press('Withdraw');
  await press('Withdraw it');
  await page.getByText('It is withdrawn').waitFor();
  await page.goto(`${server.url}/problems`);
  await keys.choose('Show', 'Withdrawn');
  await page.getByRole('link', { name: 'twice' }).waitFor();
  await looksGood('author-withdrawn');
  await keys.press('Restore twice');
  await page.getByText('No problem is withdrawn').waitFor();
  expect(page.url()).toContain('show=withdrawn');
  await keys.choose('Show', 'In use');
  await page.getByRole('link', { name: 'Twofold' }).waitFor();
});

test('a package is imported as a zip, and another problem begins with one that there is', async () => {
  const zip = await fetch(`${server.url}/api/problems/twice/versions/2/package.zip`, { headers: { cookie } });
  const buffer = Buffer.from(await zip.arrayBuffer());
  await page.goto(`${server.url}/problems`);
  await keys.press('New problem');
  await keys.choose('Begin with', 'A package as a zip');
  const chooser = page.waitForEvent('filechooser');
  await keys.press('Choose the zip');
  await (await chooser).setFiles({ name: 'Thrice.zip', mimeType: 'application/zip', buffer });
  // A line on which nothing arrives.
  await page.route('**/package.zip', () => {});
  await keys.press('Create');
  await keys.press('Stop');
  await page.getByText('It was stopped: there is no new problem.').waitFor();
  await page.unroute('**/package.zip');
  await keys.press('Create', { within: 0 });
  await page.getByText('The package can be read without a fault.').waitFor();
  expect(page.url()).toBe(`${server.url}/problems/thrice/edit`);
  await keys.press('Throw away');
  await keys.press('Throw it away');
  await page.getByRole('heading', { name: 'Problems' }).waitFor();
  await page.getByRole('link', { name: 'Rollout Plan' }).waitFor();
  expect(await page.getByText('thrice').count()).toBe(0);

  await keys.press('New problem');
  await keys.choose('Begin with', 'A problem that there is');
  await keys.choose('Which one', 'Rollout Plan (rollout)');
  await keys.type('Address', 'rollout-2');
  await keys.press('Create');
  await page.getByText('The package can be read without a fault.').waitFor();
  await tab('Cases');
  await page.getByLabel('A new group of secret cases').fill('99-more');
  await press('Add the group');
  await press('Delete the group secret/99-more');
  await press('Delete it with 0 cases');
  await page.getByRole('button', { name: 'Delete the group secret/99-more' }).waitFor({ state: 'detached' });
});

test('no page complained', () => {
  expect(complaints).toEqual([]);
});
