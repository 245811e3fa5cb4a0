import type { Locator, Page } from 'playwright-core';
import { vi } from 'vitest';

/** A person without a mouse: gets everywhere by Tab, and sees where the focus is. */
export interface Keyboard {
  /** Tabs until this control has the focus. Throws if it does not get there, or if the focus cannot be seen on the way. */
  reach(role: Role, name: Name, way?: Way): Promise<Locator>;
  /** Enter on a button, or on what else `role` says. */
  press(name: Name, way?: Way & { role?: Role }): Promise<void>;
  /** Types into a field, or an editor, in place of what is there. */
  type(label: Name, text: string, way?: Way): Promise<void>;
  /** Arrows to the option of a select. */
  choose(label: Name, option: string, way?: Way): Promise<void>;
  /** Space on a checkbox. */
  tick(label: Name, way?: Way): Promise<void>;
  /** Tabs to the list of tabs, and from there by arrows. */
  tab(name: Name, way?: Way): Promise<void>;
}

type Role = Parameters<Page['getByRole']>[0];
/** A string is the whole name. */
type Name = string | RegExp;

interface Way {
  /** With Shift, where it is behind. */
  back?: boolean;
  /** How many stops are bearable. */
  within?: number;
}

const patience = { timeout: 30_000 };

/** What is wrong with where the focus is, for somebody who looks at the page. */
const faultOfFocus = `(() => {
  const at = document.activeElement;
  if (at === null || at === document.body) return '';
  const called = at.outerHTML.slice(0, 120);
  const { outlineStyle, outlineWidth } = getComputedStyle(at.closest('.cm-editor') ?? at);
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) return called + ' shows no focus';
  const { left, top, width, height } = at.getBoundingClientRect();
  if (width === 0 || height === 0) return called + ' has the focus and no size';
  const isInside = left < innerWidth && left + width > 0 && top < innerHeight && top + height > 0;
  return isInside ? '' : called + ' has the focus outside of the window';
})()`;

export function createKeyboard(page: Page): Keyboard {
  const { keyboard } = page;
  const focused = page.locator(':focus');
  const called = (role: Role, name: Name) =>
    page.getByRole(role, { name, ...(typeof name === 'string' && { exact: true }) });

  const fieldOf = (label: Name) =>
    called('textbox', label).or(called('spinbutton', label)).or(called('searchbox', label));
  const reach = (role: Role, name: Name, way?: Way) => reachIt(called(role, name), `${role} ${name}`, way);

  async function reachIt(wanted: Locator, words: string, { back = false, within = 60 }: Way = {}): Promise<Locator> {
    await wanted.first().waitFor();
    const passed: string[] = [];
    for (let stop = 0; stop <= within; stop += 1) {
      if ((await wanted.and(focused).count()) > 0) return wanted.and(focused);
      passed.push(await page.evaluate<string>('document.activeElement?.outerHTML.slice(0, 80) ?? ""'));
      // An editor keeps Tab for itself until Escape was pressed.
      const isEditor = await page.evaluate<boolean>('document.activeElement?.closest(".cm-editor") != null');
      if (isEditor) await keyboard.press('Escape');
      await keyboard.press(back ? 'Shift+Tab' : 'Tab');
      // The editor draws its focus a moment later.
      await vi.waitFor(async () => {
        const fault = await page.evaluate<string>(faultOfFocus);
        if (fault !== '') throw new Error(`On the way to ${words}: ${fault}`);
      }, patience);
    }
    throw new Error(`${words} is not reached in ${within} stops:\n${passed.join('\n')}`);
  }

  return {
    reach,
    async press(name, { role = 'button', ...way } = {}) {
      await reach(role, name, way);
      await keyboard.press('Enter');
    },
    async type(label, text, way) {
      await reachIt(fieldOf(label), `field ${label}`, way);
      await keyboard.press('ControlOrMeta+a');
      await keyboard.press('Delete');
      await keyboard.type(text);
    },
    async choose(label, option, way) {
      const select = await reach('combobox', label, way);
      const texts = await select.locator('option').allTextContents();
      const at = texts.indexOf((await select.locator('option:checked').textContent()) ?? '');
      const to = texts.indexOf(option);
      if (to < 0) throw new Error(`${label} has no option ${option}`);
      for (let left = Math.abs(to - at); left > 0; left -= 1) await keyboard.press(to > at ? 'ArrowDown' : 'ArrowUp');
    },
    async tick(label, way) {
      await reach('checkbox', label, way);
      await keyboard.press('Space');
    },
    async tab(name, way) {
      const tabs = page.getByRole('tab');
      await tabs.first().waitFor();
      const wanted = called('tab', name);
      await reach('tab', /./, way);
      for (let left = await tabs.count(); left > 0; left -= 1) {
        if ((await wanted.and(focused).count()) > 0) return;
        await keyboard.press('ArrowRight');
      }
      throw new Error(`There is no tab ${name}`);
    },
  };
}
