import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../../engine/store/open.ts';
import { examine } from '../../support/examine.ts';
import { root } from '../../support/sandbox.ts';
import { invite, lookAgain, seesState, seesText, startAttempt, type, write } from './candidate.ts';
import { createStage, type Stage } from './take-stage.ts';

/** What candidates typed is kept, whatever happens to the page, the connection, the server and the clock. */

const patience = { timeout: 60_000 };

interface Person {
  page: Page;
  link: string;
  /** Of their attempt. */
  id: string;
}

let stage: Stage;
let cleo: Person;
/** Her clock is paused, and later goes to its end. */
let dora: Person;
let pausedAtMs: number;

beforeAll(async () => {
  stage = await createStage();
  dora = await person({ title: 'Another', feedback: 'samples' }, wrongClock);
  await stage.admin.send('POST', `/api/attempts/${dora.id}/pause`, { reason: 'A fire alarm' });
  pausedAtMs = Date.now();
  await lookAgain(dora.page);
  cleo = await person();
});

afterAll(() => stage?.close());

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await stage.picture('take-kept-failed');
  expect(stage.complaints.splice(0)).toEqual([]);
});

/** At a machine whose clock is hours behind, and is set by `setMs` in mid-attempt. */
const wrongClock = `{
  globalThis.setMs = 0;
  const Right = Date;
  const now = () => Right.now() - 7 * 3_600_000 + setMs;
  globalThis.Date = class extends Right {
    constructor(...given) {
      super(...(given.length === 0 ? [now()] : given));
    }
    static now = now;
  };
}`;

async function person(fields: Parameters<typeof invite>[1] = {}, script = ''): Promise<Person> {
  const { page } = await stage.open();
  await page.addInitScript(script);
  const { link, assessment } = await invite(stage.admin, fields);
  await startAttempt(page, link);
  const { items } = await stage.admin.get(`/api/assessments/${assessment}/attempts`);
  return { page, link, id: items[0].id };
}

/** As the server has it. */
async function draft({ page }: Person, problem: string): Promise<string> {
  const { items } = await (await page.request.get(`${stage.url()}/api/attempt/drafts`)).json();
  return items.find((item: { problem: string }) => item.problem === problem)?.files[0].content ?? '';
}

const timeline = async ({ id }: Person) =>
  (await stage.admin.get(`/api/attempts/${id}/timeline?limit=1000`)).items.map(
    ({ problem, data }: { problem: string; data: object }) => ({ problem, ...data }),
  );

test('a reload in mid-edit loses no character', async () => {
  const { page } = cleo;
  await page.keyboard.press('Alt+2');
  await page.getByRole('article', { name: 'Exactly Once' }).waitFor();
  await type(page, '# typed just now');
  await page.reload();
  await seesText(page, '# typed just now');
  await type(page, ', and more');
  await seesState(page, 'saved');
  expect(await draft(cleo, 'dedup')).toContain('# typed just now, and more');
  await page.evaluate(`{
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '# pasted');
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector('.cm-content').dispatchEvent(paste);
  }`);
});

test('a pause keeps the text here, and it is saved when the clock goes on', async () => {
  const { page } = dora;
  await page.getByText('A fire alarm').first().waitFor();
  await expect.poll(() => page.getByRole('timer').innerText()).toContain('stands still');
  // For so long what was on its way is still taken.
  await page.waitForTimeout(Math.max(0, pausedAtMs + 5_500 - Date.now()));
  await write(page, 'print("what I had when the time was up")\n');
  await seesState(page, 'closed');
  expect(await page.evaluate('JSON.stringify(localStorage)')).toContain('what I had');
  expect(await examine(page, 'take-paused')).toEqual([]);
  await stage.admin.send('POST', `/api/attempts/${dora.id}/resume`);
  await lookAgain(page);
  await page.getByText('A fire alarm').first().waitFor({ state: 'detached' });
  await seesState(page, 'saved');
  expect(await draft(dora, 'brackets')).toContain('what I had');
  await page.evaluate('void (setMs = 3_600_000)');
  const { clock } = await (await page.request.get(`${stage.url()}/api/attempt`)).json();
  const shownMs = Number(await page.getByRole('timer').getAttribute('data-ms'));
  expect(Math.abs(shownMs - clock.remainingMs)).toBeLessThan(60_000);
});

test('the server is killed: typing goes on, the time is given back, and what was being graded gets its verdict', async () => {
  const { page } = cleo;
  await page.keyboard.press('Alt+1');
  await page.getByRole('article', { name: 'Template Check' }).waitFor();
  const accepted = await readFile(join(root, 'problems/brackets/submissions/accepted/brackets.py'), 'utf8');
  await write(page, `import time\ntime.sleep(0.2)\n${accepted}`);
  await page.keyboard.press('Control+Shift+Enter');
  const headline = (name: string | RegExp) => page.getByRole('heading', { name, level: 2 });
  await headline(/is running/).waitFor(patience);
  const away = page.getByRole('status').getByText('We cannot be reached at the moment');

  await stage.restart(async () => {
    await type(page, '# typed while it was down');
    await away.waitFor();
    await seesState(page, 'offline');
    await type(page, ', and on');
    expect(await examine(page, 'take-offline')).toEqual([]);
    await moveClocks();
  });
  await page.getByText(/We could not be reached for \d+ .*You have that time back/).waitFor();
  await page.getByRole('button', { name: 'Close the news' }).click();
  await away.waitFor({ state: 'detached' });
  await seesState(page, 'saved');
  expect(await draft(cleo, 'brackets')).toContain('# typed while it was down, and on');
  await headline('Submission: Accepted').waitFor(patience);
});

/** While the server is down: as if it was since before they began, and there were seconds for Dora, all in all. */
async function moveClocks(): Promise<void> {
  const store = await openStore({ url: undefined, dataDir: join(stage.folder, 'data') });
  const beat = await store.settings.get('heartbeat');
  await store.settings.update('heartbeat', beat?.rev ?? 0, {
    value: { at: new Date(Date.now() - 600_000).toISOString() },
  });
  const attempt = await store.attempts.get(dora.id);
  const addedMs = 12_000 - 60 * 60_000;
  await store.attempts.update(dora.id, attempt?.rev ?? 0, { addedMs });
  await store.close();
}

test('by the same link one goes on at another machine, with text and results', async () => {
  const other = await stage.open();
  await other.page.goto(cleo.link);
  await seesText(other.page, '# typed while it was down, and on');
  await other.page.getByRole('heading', { name: 'Submission: Accepted' }).waitFor();
  await type(other.page, '\n# at the other machine');
  await seesState(other.page, 'saved');
  await other.window.close();
  await cleo.page.evaluate('void document.dispatchEvent(new Event("visibilitychange"))');
  await seesText(cleo.page, '# at the other machine');
});

test('the connection is lost: typing goes on, survives, and is saved when it is back', async () => {
  const { page } = cleo;
  await page.context().setOffline(true);
  await type(page, ' while offline');
  await seesState(page, 'offline');
  await type(page, ' and on');
  expect(await draft(cleo, 'brackets')).not.toContain('while offline');
  await page.context().setOffline(false);
  await seesState(page, 'saved');
  expect(await draft(cleo, 'brackets')).toContain('# at the other machine while offline and on');
});

test('a run whose answer is lost is taken once all the same', async () => {
  const { page } = cleo;
  const loseAnswer = async (route: Route) => {
    await route.fetch();
    await route.abort();
  };
  await page.route('**/api/attempt/runs', loseAnswer, { times: 1 });
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Run on the samples: Accepted', level: 2 }).waitFor(patience);
  const { items } = await (await page.request.get(`${stage.url()}/api/attempt/submissions?kind=run`)).json();
  expect(items).toHaveLength(1);
});

test('two tabs: neither overwrites the other unseen, and both texts can be had', async () => {
  const { page } = cleo;
  const other = stage.watch(await page.context().newPage());
  await other.goto(`${stage.url()}/take`);
  await seesText(other, 'while offline and on');
  await type(other, '\n# from the other tab');
  await other.keyboard.press('Control+s');
  await seesState(other, 'saved');
  await type(page, '\n# from this tab');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('# from the other tab').waitFor();
  expect(await examine(page, 'take-conflict')).toEqual([]);
  await dialog.getByRole('button', { name: 'Take both' }).click();
  await seesState(page, 'saved');
  const text = await draft(cleo, 'brackets');
  expect(text).toContain('# from the other tab');
  expect(text).toContain('# from this tab');
  await other.close();
});

test('another invitation in the same browser: the page of the first stands still, and nothing of it goes to the second', async () => {
  const { page } = cleo;
  const { link, assessment } = await invite(stage.admin, { person: { name: 'Finn', email: 'finn@example.com' } });
  const next = stage.watch(await page.context().newPage());
  await startAttempt(next, link);
  await page.bringToFront();
  await page.keyboard.insertText('# of the first');
  await page.getByRole('heading', { name: 'Your attempt is no longer open here' }).waitFor();
  expect(await examine(page, 'take-elsewhere')).toEqual([]);
  expect(await draft({ ...cleo, page: next }, 'brackets')).not.toContain('from this tab');
  await next.getByRole('button', { name: 'Finish' }).click();
  await next.getByRole('dialog').getByRole('button', { name: 'Finish' }).click();
  await next.getByRole('button', { name: 'Leave' }).click();
  await next.getByRole('heading', { name: 'You have left' }).waitFor();
  const { items } = await stage.admin.get(`/api/assessments/${assessment}/attempts`);
  expect(await next.evaluate('JSON.stringify(localStorage)')).not.toContain(items[0].id);
  expect((await page.request.get(`${stage.url()}/api/attempt`)).status()).toBe(401);
  await next.close();
});

test('when the time is up, what was typed last is handed in by itself', async () => {
  const { page } = dora;
  await page.getByRole('heading', { name: 'Your attempt is over' }).waitFor(patience);
  await page.getByText('submitted').first().waitFor(patience);
  await page.getByText('Assay could not be reached').waitFor();
  expect(await examine(page, 'take-time-up')).toEqual([]);
  expect(await timeline(dora)).toContainEqual(expect.objectContaining({ kind: 'submit', final: true }));
});

test('what was pasted is recorded, as the landing said', async () => {
  const pasted = (await timeline(cleo)).filter(({ kind }: { kind: string }) => kind === 'paste');
  expect(pasted).toMatchObject([{ problem: 'dedup', text: '# pasted' }]);
});
