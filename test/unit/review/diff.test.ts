import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextDiff } from '../../../engine/model/diff.ts';
import { diffTexts, textSide } from '../../../engine/review/diff.ts';
import { startCpuClock } from '../../support/cpu.ts';

/** A difference as short text: `=`, `-`, `+`, and `~` with [-gone-] and {+come+}. */
function drawn({ hunks }: TextDiff): string[] {
  const sign = { same: '=', removed: '-', added: '+', changed: '~' };
  const ends = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] };
  return hunks.flatMap(({ lines }) =>
    lines.map(({ kind, text, words }) => {
      const changed = words?.map((word) => ends[word.kind].join(word.text)).join('');
      return `${sign[kind]}${text ?? changed}`;
    }),
  );
}

const between = (from: string, to: string) => diffTexts(textSide(from), textSide(to));
const bytes = (...all: number[]) => ({ bytes: Uint8Array.from(all), sizeBytes: all.length });

function timed<R>(work: () => R): { result: R; ms: number } {
  const cpuMs = startCpuClock();
  return { result: work(), ms: cpuMs() };
}

test('lines that changed are told by their words, with a few lines around them', () => {
  const from = 'one\ntwo\nthree\nfour\nthe quick fox\nsix\nseven\neight\nnine\nten\n';
  const diff = between(from, from.replace('quick', 'slow').replace('ten\n', ''));
  expect(drawn(diff)).toEqual([
    ...['=two', '=three', '=four', '~the [-quick-]{+slow+} fox', '=six', '=seven', '=eight', '=nine', '-ten'],
  ]);
  expect(diff).toMatchObject({ method: 'lines', firstDifferenceLine: 5, cut: false });
  expect(diff.hunks[0]?.lines[3]).toMatchObject({ kind: 'changed', fromLine: 5, toLine: 5 });
});

test('equal texts have no hunk; a line feed at the end is told apart', () => {
  expect(between('a\nb\n', 'a\nb\n')).toMatchObject({ method: 'same', hunks: [], cut: false });
  const diff = between('a\nb\n', 'a\nb');
  expect(diff.method).toBe('same');
  expect(diff.lineFeedAtEnd).toEqual({ from: true, to: false });
  expect(drawn(between('', 'a\n'))).toEqual(['+a']);
  expect(drawn(between('a', ''))).toEqual(['-a']);
});

test('numbers of lines count behind what was skipped', () => {
  const same = 'x\n'.repeat(100_000);
  const diff = between(`${same}a b\n`, `${same}a c\n`);
  expect(diff.firstDifferenceLine).toBe(100_001);
  expect(drawn(diff)).toEqual(['=x', '=x', '=x', '~a [-b-]{+c+}']);
});

test('what cannot be seen is written out', () => {
  expect(drawn(diffTexts(bytes(0x61, 0xff, 0x0a), bytes(0x61, 0x1b, 0x0a)))).toEqual(['~a[-⟨FF⟩-]{+⟨U+001B⟩+}']);
  expect(drawn(between('a\r\n', 'a\n'))).toEqual(['~a[-⟨U+000D⟩-]']);
  expect(drawn(between('\u202eabc', 'abc'))).toEqual(['~[-⟨U+202E⟩-]abc']);
  // Escapes in source code are left as they are.
  expect(drawn(between('', 'print("\\x1b\\r\\\\")'))).toEqual(['+print("\\x1b\\r\\\\")']);
});

test('a long line is shown around its difference, and no character is torn apart', () => {
  const line = (end: string) => `${'é€😀'.repeat(2000)}${end}${'é€😀'.repeat(2000)}\n`;
  const [shown = ''] = drawn(between(line('old'), line('new')));
  expect(shown).toMatch(/^~….*\[-old.*-\]\{\+new.*…/u);
  expect(shown).not.toMatch(/⟨|\ufffd/);
  expect(shown.length).toBeLessThan(3000);
});

test('where the record was cut nothing is claimed', () => {
  const cut = (text: string) => ({ bytes: Buffer.from(text), sizeBytes: 1_000_000 });
  expect(diffTexts(cut('a\nb\nthi'), textSide('a\nb\nthird\nfourth\n'))).toMatchObject({ method: 'same', cut: true });
  expect(diffTexts(textSide('a\nb\nthird\nfourth\n'), cut('a\nb\nthi'))).toMatchObject({ method: 'same', cut: true });
  expect(drawn(diffTexts(cut('a\nb\nthi'), textSide('a\nc\nthird\n')))).toContain('=a');
});

test('texts that differ too much show where that begins', () => {
  const noise = (seed: number) => Array.from({ length: 4000 }, (_, line) => `${seed} ${(line * 7919 * seed) % 10_007}`);
  const diff = between(`same\n${noise(3).join('\n')}`, `same\n${noise(5).join('\n')}`);
  expect(diff).toMatchObject({ method: 'first-difference', firstDifferenceLine: 2, cut: true });
  expect(drawn(diff)[0]).toBe('=same');
  expect(drawn(diff).length).toBeLessThan(20);
});

const size = 10_000_000;
const hostile: Record<string, () => [Buffer, Buffer]> = {
  'unrelated lines': () => [
    Buffer.from('abc\ndefg\n'.repeat(size / 9)),
    Buffer.from('zyx\nwvut\nq\n'.repeat(size / 11)),
  ],
  'distinct lines': () => {
    const lines = (step: number) => Array.from({ length: 1_000_000 }, (_, i) => `${i * step}`).join('\n');
    return [Buffer.from(lines(7)), Buffer.from(lines(11))];
  },
  'line feeds only': () => [Buffer.alloc(size, '\n'), Buffer.alloc(size - 5, '\n')],
  'one line': () => [Buffer.alloc(size, 'a'), Buffer.alloc(size, 'ab')],
  'bytes that are no UTF-8': () => [Buffer.alloc(size, 0xff), Buffer.alloc(size, Buffer.from([0xfe, 0x0a, 0xf0]))],
  'words without end': () => [Buffer.from('a b '.repeat(size / 4)), Buffer.from('c d e '.repeat(size / 6))],
  'a difference at the very end': () => [
    Buffer.alloc(size, 'x\n'),
    Buffer.concat([Buffer.alloc(size, 'x\n'), Buffer.from('y')]),
  ],
  'a difference at the end of a long line': () => [
    Buffer.alloc(size, 'x'),
    Buffer.concat([Buffer.alloc(size - 1, 'x'), Buffer.from('y')]),
  ],
  'two lines in turns': () => [Buffer.alloc(size, 'a\nb\n'), Buffer.alloc(size, 'b\nb\na\n')],
};

test.each(Object.keys(hostile))('10 MB are compared without holding up the server: %s', (name) => {
  const [a, b] = (hostile[name] as () => [Buffer, Buffer])();
  // Work, and no time on the wall; the best of three, for the machine may be busy all the same.
  const tries = [1, 2, 3].map(() =>
    timed(() => diffTexts({ bytes: a, sizeBytes: a.length }, { bytes: b, sizeBytes: b.length })),
  );
  const { result, ms } = tries.reduce((best, one) => (one.ms < best.ms ? one : best));
  expect(result.method).not.toBe('same');
  expect(JSON.stringify(result).length).toBeLessThan(500_000);
  expect(ms).toBeLessThan(100);
});

test('a difference holds whole what the two texts are', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'a b', 'a c', '', '\t', '€'), { maxLength: 30 });
  fc.assert(
    fc.property(text, text, (from, to) => {
      const diff = between(from.map((line) => `${line}\n`).join(''), to.map((line) => `${line}\n`).join(''));
      const lines = diff.hunks.flatMap((hunk) => hunk.lines);
      const side = (gone: string, number: 'fromLine' | 'toLine') =>
        lines.flatMap((line) => {
          if (line[number] === null) return [];
          const words = line.words?.filter(({ kind }) => kind !== gone).map((word) => word.text);
          return [[line[number], line.text ?? words?.join('')]];
        });
      for (const [number, line] of side('added', 'fromLine')) expect(from[Number(number) - 1]).toBe(line);
      for (const [number, line] of side('removed', 'toLine')) expect(to[Number(number) - 1]).toBe(line);
      const kept = (gone: 'added' | 'removed', all: string[]) => {
        const shown = new Set(
          lines.filter(({ kind }) => kind !== gone).map((l) => (gone === 'added' ? l.fromLine : l.toLine)),
        );
        return all.filter((_, index) => !shown.has(index + 1));
      };
      expect(kept('added', from)).toEqual(kept('removed', to));
    }),
  );
});
