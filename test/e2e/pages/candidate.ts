import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Browser } from '../../support/browser.ts';

/** What the tests of the candidate's pages do again and again. */

/** A link for one person to an assessment of its own. */
export async function invite(
  admin: Browser,
  {
    person = { name: 'Cleo', email: 'cleo@example.com' },
    ...fields
  }: { person?: object; [field: string]: unknown } = {},
): Promise<{ link: string; assessment: string }> {
  const { id } = await admin.send('POST', '/api/assessments', {
    title: 'Backend engineer',
    instructions: 'Read the **whole** statement first.',
    problems: [
      { slug: 'brackets', points: 60 },
      { slug: 'dedup', points: 40 },
    ],
    durationMinutes: 60,
    feedback: 'groups',
    submissionLimit: 5,
    ...fields,
  });
  const { link } = await admin.send('POST', `/api/assessments/${id}/invitations`, person);
  return { link, assessment: id };
}

export async function startAttempt(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('I have read this').check();
  await page.getByRole('button', { name: /^Start/ }).click();
  await page.locator('select.runtime').selectOption('python');
  await editorOf(page).waitFor();
}

export const editorOf = (page: Page) => page.getByRole('textbox', { name: 'Your program' });

/** Puts a program in place of what is there. */
export async function write(page: Page, program: string): Promise<void> {
  await editorOf(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(program);
}

/** Types at the end, as a person does. */
export async function type(page: Page, text: string): Promise<void> {
  await editorOf(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text);
}

export async function seesState(page: Page, state: string): Promise<void> {
  await page.locator(`.save-state[data-state=${state}]`).waitFor();
}

export async function seesText(page: Page, text: string): Promise<void> {
  await expect.poll(() => page.locator('.cm-content').innerText()).toContain(text);
}

/** As if the connection was back: the page asks for the time at once. */
export const lookAgain = (page: Page) => page.evaluate('void dispatchEvent(new Event("online"))');
