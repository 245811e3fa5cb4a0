import { describe, expect, test } from 'vitest';
import { loadProblem } from '../../../engine/problem/load.ts';
import { packageWith, runtimes } from './packages.ts';

describe('reference solutions that cannot be run are left out, and told', () => {
  test.each([
    ['a directory in it', { 'x/main.py': '', 'x/lib/a.py': '' }, 'it has a directory in it (lib)'],
    [
      'two languages',
      { 'x/main.py': '', 'x/main.js': '' },
      'it has files of more than one language (main.js and main.py)',
    ],
    ['no entry', { 'x/a.py': '', 'x/b.py': '' }, 'it has no main.py; which file is its entry?'],
    ['a long name', { [`x/${'a'.repeat(120)}.py`]: '' }, 'it has a file with a name of more than 100 characters'],
    ['no source', { 'x/README.md': '' }, 'it has no source file of a language that the format knows'],
  ])('%s', async (_, files: Record<string, string>, why) => {
    const paths = Object.entries(files).map(([path, content]) => [`submissions/accepted/${path}`, content]);
    const warnings: string[] = [];
    const warn = (message: string) => warnings.push(message);
    const problem = await loadProblem(await packageWith(Object.fromEntries(paths)), { runtimes, warn });
    expect(problem.solutions).toEqual([]);
    expect(warnings.join('\n')).toContain(`submissions/accepted/x: is left out; ${why}`);
  });
});

test('a pattern in submissions.yaml that matches nothing is told', async () => {
  const warnings: string[] = [];
  const folder = await packageWith({
    'submissions/submissions.yaml': 'acepted/*.py:\n  permitted: [AC]\n',
    'submissions/accepted/a.py': '',
  });
  await loadProblem(folder, { runtimes, warn: (message) => warnings.push(message) });
  expect(warnings).toEqual(['submissions/submissions.yaml: the pattern "acepted/*.py" matches no submission']);
});
