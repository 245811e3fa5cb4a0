import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../../../engine/check/check.ts';
import { bytesContent } from '../../../engine/content.ts';
import { createAllowance, excerptAround, excerptOf } from '../../../engine/grade/excerpt.ts';
import type { Content } from '../../../engine/model/content.ts';
import type { Excerpt } from '../../../engine/model/submission.ts';
import { diffTexts } from '../../../engine/review/diff.ts';

/** In chunks of odd sizes, as streams have them. */
function chunked(text: string, chunkBytes = 1000): Content {
  const bytes = Buffer.from(text);
  return {
    sizeBytes: bytes.length,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
  };
}

const textOf = ({ base64 }: Excerpt) => Buffer.from(base64, 'base64').toString();
const sideOf = ({ base64, sizeBytes, from }: Excerpt) => {
  return { bytes: Buffer.from(base64, 'base64'), sizeBytes, ...(from && { from }) };
};

/** What a reviewer sees of a failing case, by what is kept. */
async function seen(answer: string, output: string) {
  const [expected, got] = [chunked(answer), chunked(output)];
  const { differsAt } = await check({ kind: 'lines' } as never, expected, got);
  if (differsAt === undefined) throw new Error('They do not differ.');
  const keepBytes = 16 * 1024;
  return diffTexts(
    sideOf(await excerptAround(expected, { at: differsAt.answer, keepBytes })),
    sideOf(await excerptAround(got, { at: differsAt.output, keepBytes })),
  );
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}`);

test('a difference far behind the beginning is kept, with the numbers of its lines', async () => {
  const answer = numbers(50_000);
  const output = answer.with(39_999, 'line x');
  const diff = await seen(`${answer.join('\n')}\n`, `${output.join('\n')}\n`);
  expect(diff).toMatchObject({ method: 'lines', firstDifferenceLine: 40_000 });
  expect(diff.hunks[0]?.lines.map(({ kind, fromLine }) => `${kind} ${fromLine}`)).toEqual([
    ...['same 39997', 'same 39998', 'same 39999', 'changed 40000', 'same 40001', 'same 40002', 'same 40003'],
  ]);
});

test('white space that does not matter, before it, does not part the two sides', async () => {
  const answer = numbers(5_000);
  const output = answer.map((line) => `${line}   `).with(4_500, 'wrong');
  const diff = await seen(answer.join('\n'), output.join('\r\n'));
  expect(diff.hunks[0]?.lines.find(({ toLine }) => toLine === 4501)?.kind).not.toBe('same');
  expect(diff.hunks[0]?.lines[0]).toMatchObject({ toLine: 4498 });
});

test('an output that ends too early, and one very long line', async () => {
  const answer = numbers(5_000).join('\n');
  const short = await seen(answer, answer.slice(0, answer.indexOf('line 4000\n')));
  expect(short.firstDifferenceLine).toBe(4000);
  const line = 'x'.repeat(100_000);
  const long = await seen(`${line}a${line}`, `${line}b${line}`);
  expect(long).toMatchObject({ firstDifferenceLine: 1, cut: true });
  expect(long.hunks[0]?.lines[0]?.kind).toBe('changed');
});

test('what is kept is a part of the whole, at the place that it names', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', 'ä'), maxLength: 3000 });
  await fc.assert(
    fc.asyncProperty(text, fc.nat(), fc.integer({ min: 8, max: 500 }), async (whole, place, keepBytes) => {
      const bytes = Buffer.from(whole);
      const at = bytes.length === 0 ? 0 : place % (bytes.length + 1);
      const { from, ...kept } = await excerptAround(chunked(whole, 7), { at, keepBytes });
      const part = Buffer.from(kept.base64, 'base64');
      const start = from?.byte ?? 0;
      expect(part.equals(bytes.subarray(start, start + part.length))).toBe(true);
      expect(start <= at && at <= start + part.length && part.length <= keepBytes).toBe(true);
      expect(from?.line ?? 1).toBe(bytes.subarray(0, start).toString('latin1').split('\n').length);
      expect(from?.midLine ?? false).toBe(start > 0 && bytes[start - 1] !== 10);
      expect(kept.cut).toBe(part.length < bytes.length);
    }),
  );
});

test('a submission of ten thousand cases keeps no more than some megabytes', async () => {
  const large = chunked('0123456789abcde\n'.repeat(8192), 64 * 1024);
  for (const kept of ['sample', 'failing', 'passing'] as const) {
    const allowance = createAllowance();
    let keptBytes = 0;
    for (let count = 0; count < 10_000; count += 1) {
      const one = await excerptOf(large, allowance.oneBytes(kept));
      if (count === 0) expect(textOf(one).length).toBeGreaterThanOrEqual(4096);
      allowance.spend(kept, one, one, one, one);
      keptBytes += 4 * textOf(one).length;
    }
    expect(keptBytes).toBeGreaterThan(4 * 1024 * 1024);
    expect(keptBytes).toBeLessThan(20 * 1024 * 1024);
  }
  expect((await excerptOf(bytesContent(Buffer.from('abc')), 2)).cut).toBe(true);
});
