import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Region, SimilarPair } from '../../../engine/model/similarity.ts';
import type { SourceFile } from '../../../engine/model/submission.ts';
import { type ComparedPair, createComparison } from '../../../engine/similarity/comparison.ts';
import { loadTokenizer, type Tokenize } from '../../../engine/similarity/languages.ts';
import { startCpuClock } from '../../support/cpu.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/similarity');
let tokenize: Tokenize;

beforeAll(async () => {
  tokenize = await loadTokenizer({ nowMs: () => performance.now() });
});

const fixture = (name: string) => readFile(join(fixtures, name), 'utf8');
const one = (name: string, content: string): SourceFile[] => [{ name, content }];

interface Compared {
  pairs: ComparedPair[];
  counts: { compared: number; tooShort: number; unread: number };
}

function compare(
  submissions: Record<string, SourceFile[]>,
  { starter, runtime = 'any' }: { starter?: SourceFile[]; runtime?: string } = {},
): Compared {
  const comparison = createComparison(tokenize);
  const entries = Object.entries(submissions);
  comparison.add(entries.map(([id, files]) => ({ attemptId: `of ${id}`, submissionId: id, runtime, files })));
  const counts = comparison.compare(starter ? { [runtime]: starter } : {});
  return { counts, pairs: comparison.next(1000) };
}

describe.each(['py', 'js', 'go'])('of programs in .%s', (extension) => {
  test('a copy with other names, comments, layout and order is found; solutions of one’s own are not', async () => {
    const names = ['original', 'copied', 'independent', ...(extension === 'py' ? ['other'] : [])];
    const sources = await Promise.all(
      names.map(async (name) => [name, await fixture(`${name}.${extension}`)] as const),
    );
    const { pairs, counts } = compare(
      Object.fromEntries(sources.map(([name, text]) => [name, one(`main.${extension}`, text)])),
    );
    expect(counts).toEqual({ compared: names.length, tooShort: 0, unread: 0 });
    expect(pairs.map(({ left, right }) => [left.submissionId, right.submissionId])).toEqual([['original', 'copied']]);
    const [pair] = pairs;
    expect(pair?.similarity).toBeGreaterThan(0.75);
    expect(pair?.longest).toBeGreaterThan(20);
    expect(pair?.left).toEqual({ attemptId: 'of original', submissionId: 'original' });
  });

  test('the regions are what was copied: cut out, they say the same but for names', async () => {
    const files = {
      left: one(`main.${extension}`, await fixture(`original.${extension}`)),
      right: one(`main.${extension}`, await fixture(`copied.${extension}`)),
    };
    const { pairs } = compare(files);
    const regions = pairs[0]?.regions ?? [];
    expect(regions.length).toBeGreaterThan(1);
    for (const { left, right } of regions) {
      const [mine, theirs] = [cut(files.left, left), cut(files.right, right)];
      for (const text of [mine, theirs]) expect(text).toBe(text.trim());
      expect(kindsIn(theirs, extension)).toEqual(kindsIn(mine, extension));
    }
    const covered = regions.map(({ left }) => cut(files.left, left).length).reduce((a, b) => a + b);
    expect(covered / (files.left[0]?.content.length ?? 0)).toBeGreaterThan(0.6);
  });
});

/** What stands in a region, by lines and columns alone. */
function cut(files: readonly SourceFile[], { file, ...region }: Region): string {
  const content = files.find(({ name }) => name === file)?.content ?? '';
  const lines = content.split('\n').slice(region.fromLine - 1, region.toLine);
  lines[lines.length - 1] = (lines.at(-1) ?? '').slice(0, region.toColumn);
  lines[0] = (lines[0] ?? '').slice(region.fromColumn);
  return lines.join('\n');
}

/** The operators in a text, by a way of its own: without comments, texts and brackets. */
function kindsIn(text: string, extension: string): string[] {
  const withoutComments = text
    .replace(/"""[\s\S]*?"""/g, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(extension === 'py' ? /#.*/g : /\/\/.*/g, '');
  return withoutComments.match(/:=|[-+*/<>!=|&]+|\breturn\b|\bif\b|\bfor\b/g) ?? [];
}

test('pairs of two runtimes are not compared with each other', async () => {
  const comparison = createComparison(tokenize);
  const files = one('main.py', await fixture('original.py'));
  for (const runtime of ['python', 'pypy']) {
    comparison.add([{ attemptId: runtime, submissionId: runtime, runtime, files }]);
  }
  expect(comparison.compare({})).toEqual({ compared: 2, tooShort: 0, unread: 0 });
  expect(comparison.next(10)).toEqual([]);
});

test('what is too short to say anything, or in a language that is not known, is counted and not reported', async () => {
  const short = 'n = int(input())\nfor i in range(n):\n    print(i * 2)\n';
  const { pairs, counts } = compare({
    a: one('main.py', short),
    b: one('main.py', short),
    c: one('main.cpp', 'int main() {}'),
    d: one('main.py', ''),
    e: one('main.py', await fixture('original.py')),
  });
  expect(counts).toEqual({ compared: 1, tooShort: 3, unread: 1 });
  expect(pairs).toEqual([]);
});

test('starter code counts for nobody', async () => {
  const starter = await fixture('original.py');
  const extra = await fixture('other.py');
  const other = await fixture('independent.py');
  const with_ = (text: string) => one('main.py', `${starter}\n\n${text}`);
  const submissions = { a: with_(extra), b: with_(other), c: with_(extra.replaceAll('moment', 'x')) };
  expect(compare(submissions).pairs).toHaveLength(3);
  const { pairs } = compare(submissions, { starter: one('main.py', starter) });
  expect(pairs.map(({ left, right }) => left.submissionId + right.submissionId)).toEqual(['ac']);
  const text = pairs[0]?.regions.map(({ left }) => cut(submissions.a, left)).join('\n') ?? '';
  expect(text).toContain('current += diff[moment]');
  expect(text).not.toContain('def find_overlaps');
  expect(
    compare({ a: one('main.py', starter), b: one('main.py', starter) }, { starter: one('main.py', starter) }),
  ).toEqual({ pairs: [], counts: { compared: 0, tooShort: 2, unread: 0 } });
});

test('several files count as one, in whatever order and under whatever names, with regions in the right file', async () => {
  const text = await fixture('original.py');
  const cutAt = text.indexOf('def longest');
  const split = [
    { name: 'z_😀.py'.replace('😀', 'smile'), content: text.slice(0, cutAt) },
    { name: 'a.py', content: text.slice(cutAt) },
  ];
  const whole = one('main.py', (await fixture('copied.py')).replace('"""My own', 'é = "é😀"\n"""My own'));
  const { pairs } = compare({ split, whole });
  expect(pairs[0]?.similarity).toBeGreaterThan(0.65);
  const regions: SimilarPair['regions'] = pairs[0]?.regions ?? [];
  expect(new Set(regions.map(({ left }) => left.file))).toEqual(new Set(['a.py', 'z_smile.py']));
  for (const { left, right } of regions) {
    expect(kindsIn(cut(whole, right), 'py')).toEqual(kindsIn(cut(split, left), 'py'));
  }
});

test('columns count as editors count them, behind text that is no ASCII', async () => {
  const body = await fixture('original.py');
  const prefixed = body.replaceAll('return ', 'é = "😀é"; return ');
  const { pairs } = compare({ a: one('main.py', prefixed), b: one('main.py', prefixed.replaceAll('calls', 'xs')) });
  for (const { left } of pairs[0]?.regions ?? []) {
    const text = cut(one('main.py', prefixed), left);
    expect(text).toBe(text.trim());
    expect(text.isWellFormed()).toBe(true);
  }
  expect(pairs[0]?.similarity).toBe(1);
});

describe('hostile code', () => {
  test.each([
    ['the same line ten thousand times', 'x = x + 1\n'.repeat(10_000)],
    ['deep nesting', `${'('.repeat(20_000)}1${')'.repeat(20_000)}`],
    ['deep blocks', Array.from({ length: 90 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join('')],
    ['no code at all', '\0\u{10FFFF}☃'.repeat(20_000)],
    ['a line of 250,000 characters', `x = [${'1,'.repeat(125_000)}]`],
    ['broken code', 'def (:\n  )) class while\n'.repeat(2_000)],
  ])('%s costs no more than a moment', (_, content) => {
    const cpuMs = startCpuClock();
    const copies = Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, one('main.py', content)]));
    compare(copies);
    // CPU time, for the machine may be busy. Without bounds it would take minutes, or all memory.
    expect(cpuMs()).toBeLessThan(10_000);
  });
});
