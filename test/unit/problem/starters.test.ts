import { expect, test } from 'vitest';
import { loadProblem } from '../../../engine/problem/load.ts';
import { packageWith, runtimes } from './packages.ts';

async function startersOf(files: Record<string, string | Uint8Array>) {
  const warnings: string[] = [];
  const folder = await packageWith(files);
  const problem = await loadProblem(folder, { runtimes, warn: (message) => warnings.push(message) });
  return { ...problem, warnings };
}

test('starter code is there for each runtime that has some, and is no part of the version', async () => {
  const without = await startersOf({});
  const problem = await startersOf({
    'attachments/starter/python/main.py': 'def add(a, b):\n    ...\n',
    'attachments/starter/python/read.py': '',
    'attachments/starter/go/main.go': 'package main\n',
    'attachments/data.txt': 'to download',
  });
  expect(without.starters).toEqual({});
  expect(problem.starters).toEqual({
    python: [
      { name: 'main.py', content: 'def add(a, b):\n    ...\n' },
      { name: 'read.py', content: '' },
    ],
    go: [{ name: 'main.go', content: 'package main\n' }],
  });
  expect(problem.version).toBe(without.version);
});

test('starter code for what is no runtime of candidates is told and left out', async () => {
  const { starters, warnings } = await startersOf({
    'attachments/starter/cobol/main.cob': 'x',
    'attachments/starter/cpp/main.cpp': 'x',
  });
  expect(starters).toEqual({});
  expect(warnings).toEqual([
    'attachments/starter/cobol: is ignored; there is no runtime "cobol"',
    'attachments/starter/cpp: is ignored; there is no runtime "cpp"',
  ]);
});

test.each([
  ['attachments/starter/python/a/main.py', 'x', 'attachments/starter/python/a: starter code is flat'],
  ['attachments/starter/python/main.py', Uint8Array.of(0xff), 'attachments/starter/python/main.py:1: is not UTF-8'],
  ['attachments/starter/python/main.py', 'x'.repeat(256 * 1024 + 1), 'at most 262144 are allowed'],
  [`attachments/starter/python/${'n'.repeat(120)}.py`, 'x', 'a submission cannot have a file of this name'],
])('%s is refused', async (path, content, message) => {
  await expect(startersOf({ [path]: content })).rejects.toThrow(message);
});
