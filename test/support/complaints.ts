import type { Page } from 'playwright-core';

/** Notes what the page complains of: a policy that was broken, a script that failed. Answers that refuse are no fault. */
export function noteComplaints(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
}
