import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyDelta, deltaOf } from '../../../engine/assess/delta.ts';

/** Few characters, so that texts share much; pairs that share their first or their second half. */
const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀', '😁', '𐐀', '🐀', 'é'), maxLength: 30 });

test('a delta, applied to the text before, gives the text after', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(applyDelta(before, deltaOf(before, after))).toBe(after);
    }),
    { numRuns: 2000 },
  );
});

test('it never parts a surrogate pair, neither where it inserts nor in what it inserts', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { at, removed, inserted } = deltaOf(before, after);
      for (const part of [inserted, before.slice(0, at), before.slice(at, at + removed), before.slice(at + removed)]) {
        expect(part.isWellFormed()).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

test('any JavaScript text comes through, halves of pairs too', () => {
  const units = fc
    .array(fc.constantFrom(0x61, 0xd83d, 0xde00, 0xde01), { maxLength: 12 })
    .map((codes) => String.fromCharCode(...codes));
  fc.assert(
    fc.property(units, units, (before, after) => {
      expect(applyDelta(before, deltaOf(before, after))).toBe(after);
    }),
    { numRuns: 2000 },
  );
});

test('it is as small as the change', () => {
  expect(deltaOf('print(1)\n', 'print(12)\n')).toEqual({ at: 7, removed: 0, inserted: '2' });
  expect(deltaOf('print(12)\n', 'print(1)\n')).toEqual({ at: 7, removed: 1, inserted: '' });
  expect(deltaOf('same', 'same')).toEqual({ at: 4, removed: 0, inserted: '' });
  expect(deltaOf('aa', 'aaa')).toEqual({ at: 2, removed: 0, inserted: 'a' });
  expect(deltaOf('😀', '😁')).toEqual({ at: 0, removed: 2, inserted: '😁' });
  const long = 'x'.repeat(256 * 1024);
  expect(deltaOf(`${long}a${long}`, `${long}b${long}`)).toEqual({ at: long.length, removed: 1, inserted: 'b' });
});

test('a delta that was made from another text is refused', () => {
  expect(applyDelta('ab', { at: 1, removed: 2, inserted: '' })).toBeNull();
  expect(applyDelta('ab', { at: 3, removed: 0, inserted: 'c' })).toBeNull();
});
