import { expect, test } from 'vitest';
import { loadProblem } from '../../../engine/problem/load.ts';
import { packageWith, runtimes } from './packages.ts';

/** What a statement may show. */

async function picturesOf(files: Record<string, string>) {
  const warnings: string[] = [];
  const warn = (message: string) => warnings.push(message);
  const { pictures } = await loadProblem(await packageWith(files), { runtimes, warn });
  return { pictures, warnings };
}

test('pictures beside the statement are known by their path below it', async () => {
  const { pictures, warnings } = await picturesOf({
    'statement/a.png': 'PNG',
    'statement/img/b.svg': '<svg/>',
    'statement/notes.txt': 'no',
    'data/sample/c.png': 'no',
  });
  expect(pictures).toEqual({
    'a.png': 'data:image/png;base64,UE5H',
    'img/b.svg': 'data:image/svg+xml;base64,PHN2Zy8+',
  });
  expect(warnings).toEqual([]);
});

test('what is too large is left out, and said', async () => {
  const mib = 1024 * 1024;
  const { pictures, warnings } = await picturesOf({
    'statement/0.png': 'x'.repeat(mib + 1),
    ...Object.fromEntries([1, 2, 3, 4].map((n) => [`statement/${n}.png`, 'x'.repeat(mib)])),
  });
  expect(Object.keys(pictures)).toEqual(['1.png', '2.png']);
  expect(warnings).toHaveLength(3);
  expect(warnings[0]).toContain('statement/0.png is not shown');
});

test('a picture that is not there, or is elsewhere, is told once', async () => {
  const { warnings } = await picturesOf({
    'statement/problem.en.md': '![a](a.png) ![b](gone.png "b")\n\n![c](gone.png) ![d](https://example.com/d.png)\n',
    'statement/a.png': 'PNG',
  });
  expect(warnings).toEqual([
    'statement/problem.en.md: the picture "gone.png" is not shown, for it is not beside the statement',
    'statement/problem.en.md: the picture "https://example.com/d.png" is not shown, for it is not beside the statement',
  ]);
});

test('a name that the format does not allow is told once', async () => {
  const { warnings } = await picturesOf({ 'data/secret/a b.in': '1 2\n' });
  expect(warnings).toEqual(['data/secret/"a b.in": is ignored; the format does not allow this name']);
});
