import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { examine } from '../../support/examine.ts';

/**
 * From the attempts of the demo to who looks through a growing list: how the CPU time of that program grows, beside the
 * reference solutions, which are measured only now. By keyboard alone.
 */
export async function seeGrowth(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Alan Demo', exact: true }).focus();
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: 'Rate Limiter', exact: true });
  await card.getByRole('tab', { name: 'Cases' }).focus();
  await page.keyboard.press('ArrowRight');
  await card.getByRole('tab', { name: 'Growth', selected: true }).waitFor();
  for (const runtime of ['node', 'python', 'go']) {
    await card.getByText(`Reference in ${runtime}`, { exact: true }).waitFor({ timeout: 60_000 });
  }
  await card.getByText(/it runs into the time limit; the reference takes \d+ ms/).waitFor();
  const chart = card.getByRole('img', { name: 'CPU time over size of the input, Rate Limiter', exact: true });
  expect(await chart.locator('.mark.ac').count()).toBeGreaterThan(5);
  expect(await chart.locator('.mark.tle').count()).toBeGreaterThan(0);
  await card.locator('summary', { hasText: 'The numbers' }).focus();
  await page.keyboard.press('Enter');
  const numbers = card.getByRole('region', { name: 'Times by size, Rate Limiter' });
  await numbers.getByRole('row', { name: /283 KiB.*Time limit exceeded/ }).waitFor();
  // Each reference solution did each case.
  expect(await numbers.getByRole('cell', { name: /^–/ }).count()).toBe(0);
  expect(await examine(page, 'reviewer-growth')).toEqual([]);
}
