import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forget, keeperOf, keptPlaces } from '../../../web/src/take/kept.ts';
import type { Files } from '../../../web/src/take/same-files.ts';

/** What is put aside in a browser is found again, by the right person and in the right order, whatever its clock says. */

const text = (content: string): Files => [{ name: 'main.py', content }];

/** As a browser has it: entries are properties, methods are not listed. */
function storage(): Storage {
  const methods = {
    getItem(this: Record<string, string>, key: string) {
      return Object.hasOwn(this, key) ? this[key] : null;
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = value;
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key];
    },
  };
  return Object.create(methods) as Storage;
}

const newTab = () => vi.stubGlobal('sessionStorage', storage());
const keeper = (scope = 'one') => keeperOf(scope, 'dedup/python', () => undefined);
const keep = (content: string, revision: number) => keeper().keep({ files: text(content), revision, sent: [] });

beforeEach(() => {
  vi.stubGlobal('localStorage', storage());
  newTab();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a tab finds its own, and another one what a closed tab has left', () => {
  keep('mine', 1);
  expect(keeper('another').find()).toBeNull();
  newTab();
  expect(keeper().find()?.files).toEqual(text('mine'));
  expect(keeper().find()).toBeNull();
});

test('of several the one that was made from the latest draft comes first, though the clock was set back meanwhile', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-24T12:00:00Z') });
  keep('before', 3);
  newTab();
  vi.setSystemTime(Date.parse('2026-11-24T11:00:00Z'));
  keep('after', 4);
  newTab();
  expect(keeper().find()?.files).toEqual(text('after'));
  expect(keptPlaces('one')).toEqual([{ problem: 'dedup', runtime: 'python' }]);
  forget('one');
  expect(keptPlaces('one')).toEqual([]);
});
