import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { examine } from '../../support/examine.ts';

/** On a scorecard: how the CPU time of the first problem grows, whose reference solutions are measured only now. By keyboard. */
export async function seeGrowth(page: Page, name: string): Promise<void> {
  const card = page.getByRole('region', { name, exact: true });
  await card.getByRole('tab', { name: 'Cases' }).focus();
  await page.keyboard.press('ArrowRight');
  await card.getByRole('tab', { name: 'Growth', selected: true }).waitFor();
  const chart = card.getByRole('img', { name: /^CPU time over size of the input/ });
  await chart.waitFor();
  // Each runtime in which it can be solved, and the limit.
  for (const runtime of ['python', 'go', 'node']) {
    await card.getByText(`Reference in ${runtime}`).waitFor({ timeout: 60_000 });
  }
  await card.getByText(/the reference takes \d+ ms/).waitFor();
  expect(await chart.locator('.mark').count()).toBeGreaterThan(5);
  await card.locator('summary', { hasText: 'The numbers' }).focus();
  await page.keyboard.press('Enter');
  const numbers = card.getByRole('region', { name: `Times by size, ${name}` });
  // The largest input first, 904 KiB; the reference's time of every case.
  await numbers.getByRole('cell', { name: '904 KiB' }).waitFor();
  expect(await numbers.getByRole('cell', { name: '–', exact: true }).count()).toBe(0);
  expect(await examine(page, 'growth')).toEqual([]);
}
