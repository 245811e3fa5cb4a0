import type { Page } from 'playwright-core';

/** Waits until a button has no more to save. While it is busy it is no more than `aria-disabled`. */
export const isSaved = (page: Page, name: string) =>
  page.locator('button:disabled').filter({ hasText: name }).waitFor();
