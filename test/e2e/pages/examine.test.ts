import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWindow, type Window } from '../../support/chromium.ts';
import { examine } from '../../support/examine.ts';

/** Whoever looks at every page looks when it is at rest, and sees what WCAG 2.2 asks for. */

let window: Window;
let page: Page;

beforeAll(async () => {
  window = await openWindow();
  page = await window.context.newPage();
  await page.route('http://pages.test/**', async (route) => {
    if (!route.request().url().endsWith('/late')) return route.fulfill({ contentType: 'text/html', body: '' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.fulfill({ body: 'A name' });
  });
  await page.goto('http://pages.test/');
});

afterAll(() => window?.close());

const show = (buttons: string, script = '') =>
  page.setContent(
    `<html lang="en"><title>A page</title><main><h1>A page</h1>${buttons}</main>
     <script>{ const name = (words) => document.querySelector('button').setAttribute('aria-label', words); ${script} }</script></html>`,
  );

test('what effects set, each a frame after the one before, is there', async () => {
  const effects = `let left = 20;
    const effect = () => { name(--left > 0 ? '' : 'A name'); if (left > 0) later(); };
    const later = () => requestAnimationFrame(() => setTimeout(effect));
    later();`;
  await show('<button></button>', effects);
  expect(await examine(page, 'examine-effects')).toEqual([]);
});

test('what the page has asked for is there', async () => {
  await show('<button></button>', `fetch('/late').then((answer) => answer.text()).then(name);`);
  expect(await examine(page, 'examine-asked')).toEqual([]);
});

test('what has no name, and what is too small to be hit, is found', async () => {
  await show('<button></button>');
  expect((await examine(page, 'examine-unnamed')).join()).toContain('button-name');
  await show('<style>button { border: 0; padding: 0; width: 12px }</style><button>a</button><button>b</button>');
  expect((await examine(page, 'examine-small')).join()).toContain('target-size');
});

test('what is to be scrolled sideways, or is once letters are set wider, is found', async () => {
  const ofWidth = (px: number) => `<p style="width: ${px}px">Words</p>`;
  await show(ofWidth(340));
  const faults = await examine(page, 'examine-wide');
  expect(faults.map((one) => one.split(':')[0])).toEqual(['examine-wide, 320', 'examine-wide, 320, letters set wider']);
  await show('<p style="width: min-content; white-space: nowrap">These are words that stand beside each other.</p>');
  expect((await examine(page, 'examine-spaced')).join()).toContain('letters set wider');
  // They are set back before pictures are taken.
  expect(await page.evaluate("getComputedStyle(document.querySelector('p')).letterSpacing")).toBe('normal');
});
