import type { Page } from 'playwright-core';

/** Waits until a button has no more to save. While it is busy it is no more than `aria-disabled`. */
export const isSaved = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).and(page.locator(':disabled')).waitFor();
