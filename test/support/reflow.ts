import type { Page } from 'playwright-core';

/** How wide letters, words and lines may be set by whoever reads (WCAG 1.4.12). */
const spacing = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }';

/** By how much the page is wider than the window, in px: as it is, and with that spacing. */
export async function beyond(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
}

export async function beyondSpaced(page: Page): Promise<number> {
  return page.evaluate<number>(`(() => {
    const spaced = new CSSStyleSheet();
    spaced.replaceSync(${JSON.stringify(spacing)});
    document.adoptedStyleSheets.push(spaced);
    const beyond = document.documentElement.scrollWidth - innerWidth;
    document.adoptedStyleSheets.pop();
    return beyond;
  })()`);
}
