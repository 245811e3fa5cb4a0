import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { atRest } from './at-rest.ts';
import { beyond, beyondSpaced } from './reflow.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where the pictures are put: to be looked at, and copied to docs/pages. */
export const pictures = join(tmpdir(), 'assay-pages');

/** A picture is taken of two of them; there the colours alone are new, and looked at by axe. */
const ways = [
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark', picture: true },
  { width: 1280, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light', picture: true },
] as const;
/** Off by themselves: of WCAG 2.2 AA, and three that are on trial. */
const too = ['target-size', 'p-as-heading', 'table-fake-caption', 'td-has-header'];
const ofAll = `axe.run({
  resultTypes: ["violations"],
  rules: ${JSON.stringify(Object.fromEntries(too.map((rule) => [rule, { enabled: true }])))},
})`;
const ofColours = 'axe.run({ resultTypes: ["violations"], runOnly: ["color-contrast", "link-in-text-block"] })';

/**
 * What is wrong with the page once it is at rest, on a telephone and on a wide screen, in light and in the dark: what axe
 * finds, and whether it is to be scrolled sideways, also where there is least room and with letters set wider.
 */
export async function examine(page: Page, name: string): Promise<string[]> {
  await mkdir(pictures, { recursive: true });
  if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(axe);
  const faults: string[] = [];
  const fits = (at: string, px: number) => px > 0 && faults.push(`${name}, ${at}: ${px} px wider than the window`);
  // The narrowest that WCAG has (1.4.10): a wide screen at 400 %.
  await page.setViewportSize({ width: 320, height: 800 });
  await atRest(page);
  fits('320', await beyond(page));
  fits('320, letters set wider', await beyondSpaced(page));
  // What was told in passing would lie above the picture.
  await page.evaluate(`document.querySelectorAll('.toasts button').forEach((close) => close.click())`);
  for (const { width, colorScheme, ...way } of ways) {
    const at = `${name}, ${width}, ${colorScheme}`;
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Where the colours alone are new there is nothing to wait for.
    if (!('picture' in way)) await atRest(page);
    const { violations } = await page.evaluate<AxeResults>('picture' in way ? ofColours : ofAll);
    for (const { id, nodes } of violations) {
      faults.push(...nodes.map((one) => `${at}: ${id}: ${one.target} ${one.failureSummary}`));
    }
    fits(`${width}, ${colorScheme}`, await beyond(page));
    if ('picture' in way) await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
  }
  return faults;
}
